using System.Diagnostics;
using Pix2Pitch.Cli.Engines;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Pairing;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>Turns paintings into music and writes the files that were requested.</summary>
internal sealed class GenerateAction
{
    // With fewer, the reasons are still on the screen at the end.
    private const int MaxWithoutList = 20;

    /// <summary>See <see cref="PaintingArguments"/>.</summary>
    public required IReadOnlyList<string> Paintings { get; init; }

    public string? Output { get; init; }

    public string? Spectrogram { get; init; }

    public string? Picture { get; init; }

    public string? Midi { get; init; }

    public string? HeatMap { get; init; }

    public string? Model { get; init; }

    public Style? Style { get; init; }

    /// <summary>Whether the style is judged from the picture.</summary>
    public bool JudgesStyle { get; init; }

    /// <summary>The seed of all paintings; null for one of its own for each.</summary>
    public int? Seed { get; init; }

    public float Creativity { get; init; } = 1;

    /// <summary>Length of the music in seconds; null for one clip.</summary>
    public double? Seconds { get; init; }

    /// <summary>Iterations of Griffin-Lim; null for the default.</summary>
    public int? Iterations { get; init; }

    public Accelerator Accelerator { get; init; }

    /// <summary>Whether the music is made from the colours by rules, without a model.</summary>
    public bool UsesColors { get; init; }

    /// <summary>A folder or list of recordings, from which the best-fitting one is chosen instead of making music; null for none.</summary>
    public string? Recordings { get; init; }

    /// <summary>How the music follows the painting; null for the whole painting in each clip.</summary>
    public PaintingPath? FollowedPath { get; init; }

    /// <summary>Whether WAV files have two channels.</summary>
    public bool IsStereo { get; init; }

    /// <summary>Whether music that is there is made again, and files of other paintings are replaced.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Whether standard output is a JSON object on each line, for scripts.</summary>
    public bool WritesJson { get; init; }

    /// <summary>Runs the command. A painting that cannot be used does not stop the others.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using var found = PaintingArguments.Find(Paintings, Console.OpenStandardInput);
        // Those that were not found count too: a file cannot be named for two paintings.
        OutputNames names = OutputNames.For([.. found.Paintings, .. found.Wrong.Select(wrong => wrong.Argument)], Output, Spectrogram, Picture, Midi, HeatMap, replaces: Overwrites);
        foreach (string note in found.Notes) Console.Error.WriteLine(note);
        // Before the work: a wrong name should not be reported only after the other paintings are done.
        var failures = new List<string>();
        foreach ((string argument, string sentence) in found.Wrong)
        {
            Console.Error.WriteLine(sentence);
            failures.Add(sentence);
            if (WritesJson) Console.WriteLine(GenerateReport.Failed(argument, sentence));
        }
        int count = found.Paintings.Count + found.Wrong.Count;
        if (found.Paintings.Count > 0)
        {
            names.Check(found.Paintings);
            foreach (string kept in names.Kept) Console.Error.WriteLine(kept);
            using var signals = Signals.EndAtOnce();
            Progress.Run("Loading the model", progress =>
            {
                Generate(found, names, count, signals, progress, failures);
                return 0;
            });
        }
        if (failures.Count > 0 && count > 1)
        {
            bool lists = count > MaxWithoutList;
            Console.Error.WriteLine($"{failures.Count} of {count} paintings could not be turned into music{(lists ? ":" : "; the reasons are above.")}");
            if (lists) failures.ForEach(Console.Error.WriteLine);
        }
        return failures.Count > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    private void Generate(PaintingArguments found, OutputNames names, int count, Signals signals, Progress progress, List<string> failures)
    {
        int threads = Math.Min(Environment.ProcessorCount, found.Paintings.Count);
        using IMusicEngine engine = UsesColors ? new ColorEngine(Seconds, IsStereo) : Recordings is { } recordings ? LoadRecordings(recordings, progress) : LoadModel(threads, progress);
        bool isOne = count == 1;
        if (isOne) progress.Describe(Path.GetFileName(found.Paintings[0]));
        new OrderedWork(threads).Run(found.Paintings.Count, i => Generate(engine, found, i, names, signals, isOne ? progress : null), Report, CancellationToken.None);

        void Report(int i, GenerateReport report)
        {
            if (report.Error is { } sentence)
            {
                failures.Add(sentence);
                progress.Warn(sentence);
            }
            if (WritesJson) progress.Print(report.ToJson());
            else report.Lines.ToList().ForEach(progress.Print);
            if (isOne) return;
            progress.Describe($"{i + 1} of {found.Paintings.Count}: {Path.GetFileName(found.Paintings[i])}");
            progress.Report(i + 1, found.Paintings.Count);
        }
    }

    private RecordingEngine LoadRecordings(string path, Progress progress)
    {
        progress.Describe("Measuring the recordings");
        var finder = RecordingFinder.Read(path, progress.Warn, progress);
        progress.Warn($"{finder.Recordings} recordings were measured.");
        return new RecordingEngine(finder, Style, Seconds);
    }

    private ModelEngine LoadModel(int threads, Progress progress)
    {
        // Several paintings at once keep the cores busier than all cores on one painting.
        var inversion = new InversionOptions { MaxThreads = Math.Max(1, Environment.ProcessorCount / threads) };
        if (Iterations is { } iterations) inversion = inversion with { Iterations = iterations };
        PaintingToMusic music = PaintingToMusic.Load(
            Model ?? ModelLocator.Find(), new MusicOptions { Creativity = Creativity, Inversion = inversion, Accelerator = Accelerator, JudgesStyle = JudgesStyle, Path = FollowedPath });
        if (music.Metadata.EmbeddingLength > 0 && !ImageNetwork.IsPresent(null))
        {
            progress.Warn($"The model {music.Metadata.Name} also takes the embedding of the picture and gets zeros, because there is no folder '{ImageNetwork.DefaultFolder}' beside the "
                + "program.");
        }
        return new ModelEngine(music, Seed, Style, Seconds, IsStereo);
    }

    private GenerateReport Generate(IMusicEngine engine, PaintingArguments found, int i, OutputNames names, Signals signals, Progress? progress)
    {
        string painting = found.Paintings[i];
        long begun = Stopwatch.GetTimestamp();
        IMadeMusic made;
        try
        {
            if (!Overwrites && names.Of(i).All(File.Exists) && engine.IsMade(painting, WaveProperties.Read(names.Waves[i])))
                return GenerateReport.Skipped(painting, names, i);
            made = engine.Make(painting, names, progress);
        }
        catch (Exception e) when ((progress is null || WritesJson) && e is not OutOfMemoryException)
        {
            string sentence = ErrorMessage.Of(e);
            return GenerateReport.NotMade(painting, found.Shown(sentence.Contains(painting, StringComparison.Ordinal) ? sentence : $"'{painting}': {sentence}"));
        }
        bool replaces = File.Exists(names.Waves[i]);
        // An error here, such as a full disk, is that of the other paintings too.
        signals.Finish(() => made.Write(names, i));
        return made.Report(painting, names, i, replaces, Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }
}
