using System.Diagnostics;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Trains in a run folder until the last step, the end of the time or a request to stop; goes on from the last checkpoint where
/// there is one. Whatever ends it, a checkpoint is left behind; killed, it goes on from the last one with the same continuation.
/// </summary>
public sealed class TrainingLoop
{
    private readonly TrainingOptions _settings;
    private readonly ITrainingData _data;
    private readonly DataOrigin _origin;
    private readonly ITrainingObserver? _observer;

    /// <summary>Makes the loop.</summary>
    /// <param name="settings">How to train; a run that goes on keeps the networks it began with.</param>
    /// <param name="data">What to train on.</param>
    /// <param name="origin">What the data is: a run does not go on with other data, and an exported file says what it was.</param>
    /// <param name="observer">Watches.</param>
    public TrainingLoop(TrainingOptions settings, ITrainingData data, DataOrigin origin, ITrainingObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        (_settings, _data, _origin, _observer) = (settings, data, origin, observer);
    }

    /// <summary>Trains.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="limit">How long to train at most; null for no limit.</param>
    /// <param name="cancellation">Asks to stop after the current step.</param>
    /// <returns>Why it stopped, and where the run stands.</returns>
    /// <exception cref="Pix2PitchException">The folder's run has other networks or other data, or training failed.</exception>
    public (RunEnd End, RunState State) Run(RunFolder folder, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var trainer = new Trainer(_settings, _data);
        RunState state = Restore(folder, trainer) with { Accelerator = trainer.Accelerator };
        folder.WriteSettings(state);
        _observer?.Started(state);
        using var log = new RunLog(folder.LogPath, trainer.Step);
        var meter = new DiversityMeter(trainer.Average, _data, _settings.EvaluationPaintings, _settings.Seed);

        long saved = trainer.Step;
        bool wasWinning = trainer.DiscriminatorIsWinning;
        var clock = Stopwatch.StartNew(); // the limit is one of training: loading the networks does not count
        while (_settings.Steps == 0 || trainer.Step < _settings.Steps)
        {
            if (cancellation.IsCancellationRequested || clock.Elapsed > limit)
                break;
            long begun = Stopwatch.GetTimestamp();
            StepLosses losses = trainer.NextStep();
            double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            state = state with { Step = losses.Step, Seconds = state.Seconds + seconds };
            bool measures = losses.Step % _settings.EvaluateEvery == 0 || losses.Step == _settings.Steps;
            DiversityMeasure? diversity = measures ? meter.Measure() : null;

            string note = losses.DiscriminatorPaused ? "discriminator paused" : trainer.DiscriminatorIsWinning ? "discriminator winning" : "";
            if (trainer.DiscriminatorIsWinning && !wasWinning)
                _observer?.Warned(WinningSentence(losses.Step));
            wasWinning = trainer.DiscriminatorIsWinning;
            log.Write(losses, diversity, seconds, note);
            _observer?.Stepped(losses, diversity, seconds);
            if (losses.Step % _settings.CheckpointEvery == 0)
                Save(losses.Step);
        }
        if (saved != trainer.Step || !File.Exists(folder.CheckpointPath))
            Save(trainer.Step);
        bool finished = _settings.Steps > 0 && trainer.Step >= _settings.Steps;
        return (finished ? RunEnd.Finished : cancellation.IsCancellationRequested ? RunEnd.Cancelled : RunEnd.OutOfTime, state);

        void Save(long step)
        {
            Checkpoint.Save(folder.CheckpointPath, folder.PreviousPath, trainer, state);
            saved = step;
            _observer?.Saved(step);
        }
    }

    private RunState Restore(RunFolder folder, Trainer trainer)
    {
        string? path = RunFolder.FindCheckpoint(folder.Path, _observer is null ? null : _observer.Warned);
        if (path is null && File.Exists(folder.CheckpointPath))
            throw new Pix2PitchException($"'{folder.CheckpointPath}' is not a whole checkpoint; move it away to start the run again.");
        if (path is null)
            return new RunState { RunId = NewRunId(), Settings = _settings, Data = _origin };
        RunState stored = Checkpoint.ReadState(path);
        if (stored.Data.Fingerprint != _origin.Fingerprint)
            throw new Pix2PitchException($"The run in '{folder.Path}' was begun with other data than is given now; give its own data, or start a new run with -o.");
        if (stored.Settings.Generator != _settings.Generator || stored.Settings.Discriminator != _settings.Discriminator || stored.Settings.AverageDecay > 0 != _settings.AverageDecay > 0)
            throw new Pix2PitchException($"The run in '{folder.Path}' has networks of another shape than is asked for now; leave the shape's options out, or start a new run with -o.");
        if (stored.Settings.Seed != _settings.Seed || stored.Settings.BatchSize != _settings.BatchSize)
            throw new Pix2PitchException($"The run in '{folder.Path}' was begun with --seed {stored.Settings.Seed} and --batch {stored.Settings.BatchSize}; leave them out to go on, or start a new run with -o.");
        if (stored.Settings.Beta1 != _settings.Beta1)
            throw new Pix2PitchException($"The run in '{folder.Path}' was begun with {nameof(TrainingOptions.Beta1)} {stored.Settings.Beta1}; keep it to go on, or start a new run with -o.");
        return Checkpoint.Restore(path, trainer) with { Settings = _settings };
    }

    private string WinningSentence(long step)
        => $"Step {step}: the discriminator is winning (d1 + d2 under {_settings.GuardBound} over {_settings.GuardWindow} steps)"
            + (_settings.GuardPauses ? "; it rests until the generator has caught up." : "; outputs will grow alike. Try fewer --patch-layers or --guard-pauses.");

    private static string NewRunId() => $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}";
}
