using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Monitoring;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Experiments;

/// <summary>Trains the runs of an experiment, one after the other. Finished runs are not trained again, and an interrupted one continues.</summary>
/// <param name="folder">The experiment's folder.</param>
/// <param name="options">What is kept.</param>
/// <param name="command">The command, for the reports of the runs.</param>
internal sealed class ExperimentRunner(string folder, ExperimentOptions options, string command)
{
    private const double OnlyAtTheEnd = 10_000; // minutes

    /// <summary>The folder of a run.</summary>
    public string FolderOf(PlannedRun run) => Path.Combine(folder, "runs", run.Name);

    /// <summary>The checkpoints that are kept of a run.</summary>
    public KeptCheckpoints CheckpointsOf(PlannedRun run) => new(FolderOf(run), run.Options, options.MaxCheckpoints);

    /// <summary>Checks, before any time is spent, that every run can be trained, and that what exists of it was made with the same options and data.</summary>
    /// <exception cref="Pix2PitchException">A run has no last step, other options, or other data.</exception>
    public void Check(IReadOnlyList<PlannedRun> runs)
    {
        foreach (PlannedRun run in runs)
        {
            if (run.Options.Steps == 0) throw new Pix2PitchException($"The run '{run.Name}' has no last step; give --steps.");
            using (var data = new PreparedData(run.Data))
            {
                if (data.Info.Size != run.Options.Size)
                    throw new Pix2PitchException($"The run '{run.Name}' is for {run.Options.Size} px, but '{run.Data}' was prepared for {data.Info.Size} px; prepare the data with --size {run.Options.Size}.");
                if (data.Training.Count == 0) throw new Pix2PitchException($"'{run.Data}' has no pair to train on; prepare the data again with more paintings or more music.");
                if (StateOf(run) is not { } state) continue;
                if (state.Data.Fingerprint != data.Info.Fingerprint)
                    throw new Pix2PitchException($"'{FolderOf(run)}' was trained with other data than '{run.Data}'; use that data, or another folder with -o.");
                if (Comparable(state.Options) != Comparable(run.Options))
                    throw new Pix2PitchException($"'{FolderOf(run)}' was trained with other options; give the same options, or another folder with -o.");
            }
        }

        // Neither changes what is trained.
        static TrainingOptions Comparable(TrainingOptions options) => options with { Steps = 0, DecayFrom = null, Threads = 0, Accelerator = null };
    }

    /// <summary>Whether a run has completed its last step.</summary>
    public bool IsFinished(PlannedRun run) => StateOf(run) is { } state && state.Step >= run.Options.Steps;

    /// <summary>Trains a run to its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="observer">Receives the progress.</param>
    /// <param name="stop">Stops after the current step, which is saved.</param>
    /// <returns>Why it ended before its last step; empty if it did not.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="Pix2PitchException">The folder cannot be written to, or another process trains in it.</exception>
    public string Train(PlannedRun run, ITrainingObserver observer, CancellationToken stop)
    {
        using var data = new PreparedData(run.Data);
        using var runFolder = new RunFolder(FolderOf(run));
        KeptCheckpoints kept = CheckpointsOf(run);
        kept.Update(); // the process may have been killed between a checkpoint and its copy
        var monitoring = new MonitoringOptions { PreviewMinutes = OnlyAtTheEnd, PreviewPaintings = 1, Command = command };
        try
        {
            var loop = new TrainingLoop(run.Options, TrainingData.Of(data), DataOrigin.Of(data.Info), new Keeping(observer, kept), monitoring);
            (RunEnd end, RunState state) = loop.Run(runFolder, cancellation: stop);
            if (end == RunEnd.Cancelled) throw new OperationCanceledException(stop);
            return end == RunEnd.Unhealthy ? $"It was stopped after step {state.Step}. {loop.StopReason}" : "";
        }
        catch (Pix2PitchException e) // such as a loss that is not a number
        {
            return e.Message; // the other runs are trained all the same
        }
    }

    /// <summary>The state of a run at its last checkpoint; null if it has none.</summary>
    public RunState? StateOf(PlannedRun run) => RunFolder.FindCheckpoint(FolderOf(run)) is { } checkpoint ? Checkpoint.ReadState(checkpoint) : null;

    private sealed class Keeping(ITrainingObserver observer, KeptCheckpoints kept) : ITrainingObserver
    {
        public void OnStarted(string runId, long completedSteps, Accelerator accelerator) => observer.OnStarted(runId, completedSteps, accelerator);

        public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds) => observer.OnStep(losses, metrics, seconds);

        public void OnCheckpoint(long completedSteps)
        {
            kept.Update();
            observer.OnCheckpoint(completedSteps);
        }

        public void OnWarning(string message) => observer.OnWarning(message);
    }
}
