using Pix2Pitch.Cli.Commands;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Engines;

/// <summary>The engine <c>model</c>: a trained generator.</summary>
internal sealed class ModelEngine(PaintingToMusic music, int? seed, Style? style, double? seconds, bool isStereo) : IMusicEngine
{
    public bool IsMade(string painting, IReadOnlyDictionary<string, string> properties) => music.RecipeOf(painting, seed, style, seconds).IsIn(properties)
        && properties.GetValueOrDefault(GeneratedMusic.ChannelsKey) == (isStereo ? "2" : null);

    public IMadeMusic Make(string painting, OutputNames names, IProgress<(int Done, int Count)>? progress)
    {
        bool measures = names.HeatMaps is not null;
        const int cells = OcclusionMap.Cells * OcclusionMap.Cells;
        int chosen = SeedOf(painting);
        GeneratedMusic made = music.Generate(painting, chosen, style, seconds, measures && progress is not null ? new Part(progress, after: cells) : progress);
        if (names.MidiFiles is not null) _ = made.Notes; // a transcription takes time
        return new ModelMusic(made, measures ? music.MeasureOcclusion(painting, chosen, style, seconds, progress is null ? null : new Part(progress, before: 2 * made.Clips)) : null, isStereo);
    }

    public void Dispose() => music.Dispose();

    private int SeedOf(string painting)
    {
        if (seed is { } chosen) return chosen;
        try
        {
            return GeneratedMusic.SeedOf(GeneratedMusic.HashOf(painting));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // reading the painting says what is wrong
        }
    }

    /// <summary>The progress of a part of the work.</summary>
    private sealed class Part(IProgress<(int Done, int Count)> whole, int before = 0, int after = 0) : IProgress<(int Done, int Count)>
    {
        public void Report((int Done, int Count) value) => whole.Report((before + value.Done, before + value.Count + after));
    }

    private sealed class ModelMusic(GeneratedMusic made, OcclusionMap? occlusion, bool isStereo) : IMadeMusic
    {
        public void Write(OutputNames names, int i)
        {
            if (isStereo) made.WriteStereoWave(names.Waves[i]);
            else made.WriteWave(names.Waves[i]);
            if (names.Spectrograms is not null) made.WriteSpectrogram(names.Spectrograms[i]);
            if (names.Pictures is not null) made.WritePicture(names.Pictures[i]);
            if (names.MidiFiles is not null) made.WriteMidi(names.MidiFiles[i]);
            if (occlusion is not null) occlusion.WritePicture(names.HeatMaps![i]);
        }

        public GenerateReport Report(string painting, OutputNames names, int i, bool replaces, double elapsed) => GenerateReport.Of(painting, made, occlusion, names, i, replaces, elapsed);
    }
}
