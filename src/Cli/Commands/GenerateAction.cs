using System.Diagnostics;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>Turns paintings into music and writes the files that were requested.</summary>
internal sealed class GenerateAction
{
    public required IReadOnlyList<string> Paintings { get; init; }

    public string? Output { get; init; }

    public string? Spectrogram { get; init; }

    public string? Picture { get; init; }

    public string? Midi { get; init; }

    public string? Model { get; init; }

    public Style? Style { get; init; }

    /// <summary>Whether the style is judged from the picture.</summary>
    public bool JudgesStyle { get; init; }

    public int Seed { get; init; }

    public float Creativity { get; init; } = 1;

    /// <summary>Length of the music in seconds; null for one clip.</summary>
    public double? Seconds { get; init; }

    /// <summary>Iterations of Griffin-Lim; null for the default.</summary>
    public int? Iterations { get; init; }

    public Accelerator Accelerator { get; init; }

    /// <summary>Runs the command. A painting that cannot be used does not stop the others.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        OutputNames names = OutputNames.For(Paintings, Output, Spectrogram, Picture, Midi);
        names.Check(Paintings);
        // Before the work: a wrong name should not be reported only after the other paintings are done.
        string?[] wrong = [.. Paintings.Select(WrongName)];
        foreach (string sentence in wrong.OfType<string>()) Console.Error.WriteLine(sentence);
        int failed = wrong.Count(sentence => sentence is not null);
        if (failed < Paintings.Count)
        {
            foreach (string kept in names.Kept) Console.Error.WriteLine(kept);
            string model = Model ?? ModelLocator.Find();
            var inversion = new InversionOptions();
            if (Iterations is { } iterations) inversion = inversion with { Iterations = iterations };
            using var signals = Signals.EndAtOnce();
            failed = Progress.Run("Loading the model", progress =>
            {
                using PaintingToMusic music = PaintingToMusic.Load(
                    model, new MusicOptions { Creativity = Creativity, Inversion = inversion, Accelerator = Accelerator, JudgesStyle = JudgesStyle });
                if (music.Metadata.EmbeddingLength > 0 && !ImageNetwork.IsPresent(null))
                {
                    progress.Warn($"The model {music.Metadata.Name} also takes the embedding of the picture and gets zeros, because there is no folder '{ImageNetwork.DefaultFolder}' beside the "
                        + "program.");
                }
                for (int i = 0; i < Paintings.Count; i++)
                {
                    if (wrong[i] is null && !Generate(music, i, names, signals, progress)) failed++;
                }
                return failed;
            });
        }
        if (failed > 0 && Paintings.Count > 1)
            Console.Error.WriteLine($"{failed} of {Paintings.Count} paintings could not be turned into music; the reasons are above.");
        return failed > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private bool Generate(PaintingToMusic music, int i, OutputNames names, Signals signals, Progress progress)
    {
        progress.Describe($"{i + 1} of {Paintings.Count}: {Path.GetFileName(Paintings[i])}");
        progress.Report(0, 0);
        long begun = Stopwatch.GetTimestamp();
        GeneratedMusic made;
        try
        {
            made = music.Generate(Paintings[i], Seed, Style, Seconds, progress);
        }
        catch (Exception e) when (Paintings.Count > 1 && e is not OutOfMemoryException)
        {
            string sentence = ErrorMessage.Of(e);
            progress.Warn(sentence.Contains(Paintings[i], StringComparison.Ordinal) ? sentence : $"'{Paintings[i]}': {sentence}");
            return false;
        }
        bool replaces = File.Exists(names.Waves[i]);
        signals.Finish(() =>
        {
            made.WriteWave(names.Waves[i]);
            if (names.Spectrograms is not null) made.WriteSpectrogram(names.Spectrograms[i]);
            if (names.Pictures is not null) made.WritePicture(names.Pictures[i]);
            if (names.MidiFiles is not null) made.WriteMidi(names.MidiFiles[i]);
        });
        string style = Style is { } requested ? StyleNames.Of(requested) : JudgesStyle ? "judged" : "unknown";
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        progress.Print($"{names.Waves[i]}: {made.Seconds:0.0} s, {made.SampleRate} Hz, style {style}, {Seeds(made)}, "
            + $"creativity {Creativity}, model {music.Metadata.Name}, made in {seconds:0.0} s{(replaces ? ", replaces an older file" : "")}");
        if (made.StyleProbabilities is { } probabilities) progress.Print($"Style: {StyleChoice.Describe(probabilities)} (judged from the picture)");
        if (names.Spectrograms is not null)
            progress.Print($"{names.Spectrograms[i]}: {made.MelSpectrogram.Options.BandsText} x {made.MelSpectrogram.Frames} frames");
        if (names.Pictures is not null) progress.Print($"{names.Pictures[i]}: the painting beside its spectrogram");
        if (names.MidiFiles is not null) progress.Print(MidiOption.Describe(names.MidiFiles[i], made.Notes));
        return true;
    }

    private static string Seeds(GeneratedMusic made)
        => made.Clips == 1 ? $"seed {made.Seed}" : $"seeds {made.Seed} to {unchecked(made.Seed + made.Clips - 1)}";

    private static string? WrongName(string path)
        => Directory.Exists(path) ? $"'{path}' is a folder: name the paintings in it."
            : !File.Exists(path) ? $"The painting '{path}' does not exist: check its name." : null;
}
