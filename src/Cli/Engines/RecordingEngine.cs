using System.Globalization;
using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Loudness;
using Pix2Pitch.Paintings;
using Pix2Pitch.Pairing;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Engines;

/// <summary>The engine <c>recordings</c>: a part of the existing recording that suits the painting best.</summary>
/// <param name="finder">The recordings.</param>
/// <param name="style">The style of the paintings; null for unknown.</param>
/// <param name="seconds">The length in seconds; null for the clip that was measured, 10 s.</param>
internal sealed class RecordingEngine(RecordingFinder finder, Style? style, double? seconds) : IMusicEngine
{
    private const int Size = 256; // pixels, as in prepared folders
    private const int SampleRate = 44100;
    private const double FadeSeconds = 0.5, LoudnessLufs = -16, PeakDecibels = -1;

    // Another recording may have come into the folder, so the file is made again.
    public bool IsMade(string painting, IReadOnlyDictionary<string, string> properties) => false;

    public IMadeMusic Make(string painting, OutputNames names, IProgress<(int Done, int Count)>? progress)
    {
        float[] pixels = PaintingReader.Read(painting, new PaintingOptions { Size = Size });
        RecordingMatch match = finder.Find(new PaintingFeatureExtractor().Extract(pixels, Size, Size), style);
        float[] samples = AudioReader.Read(match.Work.Path, SampleRate, match.OffsetSeconds, seconds ?? match.Seconds).Samples;
        int fade = Math.Min((int)(FadeSeconds * SampleRate), samples.Length / 2);
        for (int i = 0; i < fade; i++)
        {
            samples[i] *= (float)i / fade;
            samples[^(i + 1)] *= (float)i / fade;
        }
        LoudnessMeter.Normalize(samples, SampleRate, LoudnessLufs, PeakDecibels);
        return new Made(samples, match, Properties(painting, match));
    }

    public void Dispose()
    {
    }

    private static Dictionary<string, string> Properties(string painting, RecordingMatch match) => new()
    {
        [GeneratorMetadata.KeyPrefix + "engine"] = GenerateCommand.RecordingsEngine,
        [GeneratorMetadata.KeyPrefix + "painting"] = Path.GetFileName(painting),
        [MusicRecipe.PaintingHashKey] = GeneratedMusic.HashOf(painting),
        [GeneratorMetadata.KeyPrefix + "recording"] = Path.GetFileName(match.Work.Path),
        [GeneratorMetadata.KeyPrefix + "recording-name"] = match.Work.Name,
        [GeneratorMetadata.KeyPrefix + "recording-title"] = match.Work.Title,
        [GeneratorMetadata.KeyPrefix + "recording-licence"] = match.Work.Licence,
        [GeneratorMetadata.KeyPrefix + "offset"] = match.OffsetSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        [GeneratorMetadata.KeyPrefix + "reasons"] = string.Join("; ", match.Reasons),
    };

    private sealed class Made(float[] samples, RecordingMatch match, Dictionary<string, string> properties) : IMadeMusic
    {
        public void Write(OutputNames names, int i) => WaveWriter.Write(names.Waves[i], samples, SampleRate, properties);

        public GenerateReport Report(string painting, OutputNames names, int i, bool replaces, double elapsed)
        {
            double length = (double)samples.Length / SampleRate;
            return GenerateReport.At(painting, "made", names, i) with
            {
                Engine = GenerateCommand.RecordingsEngine,
                Recording = match.Work.Path,
                Offset = Math.Round(match.OffsetSeconds, 3),
                Reasons = match.Reasons,
                Seconds = Math.Round(length, 6),
                SampleRate = SampleRate,
                PaintingHash = properties[MusicRecipe.PaintingHashKey],
                Elapsed = Math.Round(elapsed, 3),
                Lines =
                [
                    string.Create(CultureInfo.InvariantCulture, $"{names.Waves[i]}: {length:0.0} s of '{match.Work.Path}' from {match.OffsetSeconds:0.0} s{(replaces ? ", replaces an older file" : "")}"),
                    .. match.Reasons.Select(reason => $"  because {reason}"),
                ],
            };
        }
    }
}
