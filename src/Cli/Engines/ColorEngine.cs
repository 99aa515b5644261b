using System.Globalization;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.ColorSynthesis;
using Pix2Pitch.Generation;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Cli.Engines;

/// <summary>The engine <c>colours</c>: sound from the colours of a painting, by rules.</summary>
internal sealed class ColorEngine(double? seconds, bool isStereo) : IMusicEngine
{
    private const int Size = 256; // pixels: strips of about 13 for 10 s

    private readonly ColorSynthesisOptions _options = seconds is { } length ? new() { Seconds = length } : new();

    public bool IsMade(string painting, IReadOnlyDictionary<string, string> properties)
        => Properties(painting, GeneratedMusic.HashOf(painting)).All(wanted => properties.GetValueOrDefault(wanted.Key) == wanted.Value);

    public IMadeMusic Make(string painting, OutputNames names, IProgress<(int Done, int Count)>? progress)
    {
        float[] pixels = PaintingReader.Read(painting, new PaintingOptions { Size = Size });
        return new Made(ColorSynthesizer.Synthesize(pixels, Size, Size, _options), isStereo, Properties(painting, GeneratedMusic.HashOf(painting)));
    }

    public void Dispose()
    {
    }

    private Dictionary<string, string> Properties(string painting, string hash) => new()
    {
        [GeneratorMetadata.KeyPrefix + "engine"] = GenerateCommand.ColoursEngine,
        [GeneratorMetadata.KeyPrefix + "painting"] = Path.GetFileName(painting),
        [MusicRecipe.PaintingHashKey] = hash,
        [GeneratorMetadata.KeyPrefix + "length"] = _options.Seconds.ToString(CultureInfo.InvariantCulture),
        [GeneratorMetadata.KeyPrefix + "channels"] = isStereo ? "2" : "1",
        [GeneratorMetadata.KeyPrefix + "origin"] = "made by a machine from the colours of the painting",
    };

    private sealed class Made(ColorMusic music, bool isStereo, Dictionary<string, string> properties) : IMadeMusic
    {
        public void Write(OutputNames names, int i)
        {
            music.WriteWave(names.Waves[i], isStereo, properties);
            if (names.MidiFiles is not null) music.Notes.WriteMidi(names.MidiFiles[i], properties);
        }

        public GenerateReport Report(string painting, OutputNames names, int i, bool replaces, double elapsed)
        {
            var lines = new List<string>
            {
                $"{names.Waves[i]}: {music.Seconds:0.0} s, {ColorMusic.SampleRate} Hz, {(isStereo ? "stereo, " : "")}{music.ColorNotes.Count} {(music.ColorNotes.Count == 1 ? "note" : "notes")} from colours, made in {elapsed:0.0} s"
                    + (replaces ? ", replaces an older file" : ""),
            };
            if (names.MidiFiles is not null) lines.Add($"{names.MidiFiles[i]}: the same notes");
            return GenerateReport.At(painting, "made", names, i) with
            {
                Engine = GenerateCommand.ColoursEngine,
                Seconds = music.Seconds,
                SampleRate = ColorMusic.SampleRate,
                PaintingHash = properties[MusicRecipe.PaintingHashKey],
                Elapsed = Math.Round(elapsed, 3),
                Lines = lines,
            };
        }
    }
}
