using System.Diagnostics;
using Pix2Pitch.Audio;
using Pix2Pitch.Cli.Output;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Cli.Commands;

/// <summary>Makes music of paintings and writes it where it was asked for.</summary>
internal sealed class GenerateAction
{
    public required IReadOnlyList<string> Paintings { get; init; }

    public string? Output { get; init; }

    public string? Spectrogram { get; init; }

    public string? Picture { get; init; }

    public string? Model { get; init; }

    public Style? Style { get; init; }

    public int Seed { get; init; }

    public float Creativity { get; init; } = 1;

    /// <summary>Length of the music; null for that of one clip.</summary>
    public double? Seconds { get; init; }

    /// <summary>Iterations of Griffin-Lim; null for the default.</summary>
    public int? Iterations { get; init; }

    public void Run()
    {
        OutputNames names = OutputNames.For(Paintings, Output, Spectrogram, Picture);
        foreach (string path in names.All) OutputFile.Check(path, Paintings);
        foreach (string painting in Paintings) CheckPainting(painting);
        string model = Model ?? ModelLocator.Find();
        var inversion = new InversionOptions();
        if (Iterations is { } iterations) inversion = inversion with { Iterations = iterations };

        Progress.Run("Loading the model", progress =>
        {
            using PaintingToMusic music = PaintingToMusic.Load(model, new MusicOptions { Creativity = Creativity, Inversion = inversion });
            for (int i = 0; i < Paintings.Count; i++)
            {
                string what = $"{i + 1} of {Paintings.Count}: {Path.GetFileName(Paintings[i])}";
                progress.Say(what);
                long begun = Stopwatch.GetTimestamp();
                GeneratedMusic made = music.Generate(Paintings[i], Seed, Style, Seconds, new ShareDone(progress, what));
                Interruption.Write(() =>
                {
                    made.WriteWave(names.Waves[i]);
                    if (names.Spectrograms is not null) made.WriteSpectrogram(names.Spectrograms[i]);
                    if (names.Pictures is not null) made.WritePicture(names.Pictures[i]);
                });
                string style = Style is { } asked ? StyleNames.Of(asked) : "unknown";
                double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                progress.Print($"{names.Waves[i]}: {made.Seconds:0.0} s, {made.SampleRate} Hz, style {style}, {Seeds(made)}, "
                    + $"creativity {Creativity}, model {music.Metadata.Name}, made in {seconds:0.0} s");
                if (names.Spectrograms is not null)
                    progress.Print($"{names.Spectrograms[i]}: {made.Generator.Mel.MelBands} mel bands x {made.MelImage.Length / made.Generator.Mel.MelBands} frames");
                if (names.Pictures is not null) progress.Print($"{names.Pictures[i]}: the painting beside its spectrogram");
            }
        });
    }

    private static string Seeds(GeneratedMusic made)
        => made.Clips == 1 ? $"seed {made.Seed}" : $"seeds {made.Seed} to {unchecked(made.Seed + made.Clips - 1)}";

    // So that the tenth painting's name is not found to be wrong when nine are done.
    private static void CheckPainting(string path)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: name the paintings in it.");
        if (!File.Exists(path)) throw new Pix2PitchException($"The painting '{path}' does not exist: check its name.");
    }
}
