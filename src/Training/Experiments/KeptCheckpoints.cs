using System.Globalization;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Experiments;

/// <summary>The generators of a run at equal intervals and at its end, in the folder <c>checkpoints</c> of the run. Their number is bounded.</summary>
internal sealed class KeptCheckpoints
{
    private const string Prefix = "step-", Extension = ".p2p";

    private readonly string _runFolder;
    private readonly long _every;
    private readonly long _last;

    /// <param name="runFolder">The run's folder.</param>
    /// <param name="options">The run's options; its last step must be known.</param>
    /// <param name="max">The maximum number beside the last one.</param>
    public KeptCheckpoints(string runFolder, TrainingOptions options, int max)
    {
        (_runFolder, _last) = (runFolder, options.Steps);
        // A multiple of the steps between checkpoints, because only those are written.
        long between = options.CheckpointEvery;
        _every = between * Math.Max(1, (options.Steps + between * max - 1) / (between * max));
    }

    /// <summary>The steps that are kept, in order.</summary>
    public IReadOnlyList<long> Steps => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, $"{Prefix}*{Extension}").Select(StepOf).OfType<long>().Order()]
        : [];

    private string Folder => Path.Combine(_runFolder, "checkpoints");

    /// <summary>Keeps the present checkpoint of the run if its step is one to keep, and deletes what an experiment with other intervals has kept.</summary>
    /// <exception cref="Pix2PitchException">It cannot be written.</exception>
    public void Update()
    {
        if (RunFolder.FindCheckpoint(_runFolder) is not { } checkpoint) return;
        Directory.CreateDirectory(Folder);
        AtomicFile.DeleteLeftovers(Folder);
        foreach (long other in Steps.Where(step => !IsKept(step))) File.Delete(PathOf(other));
        long step = Checkpoint.ReadState(checkpoint).Step;
        if (IsKept(step) && !File.Exists(PathOf(step))) AtomicFile.Write(PathOf(step), file => Checkpoint.CopyGenerator(checkpoint, file));
    }

    private bool IsKept(long step) => step > 0 && (step % _every == 0 || step == _last);

    private string PathOf(long step) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D8}{Extension}"));

    private static long? StepOf(string path)
        => long.TryParse(Path.GetFileNameWithoutExtension(path)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : null;
}
