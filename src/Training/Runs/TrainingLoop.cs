using System.Diagnostics;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Monitoring;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Trains in a run folder until the last step, the time limit or a cancellation, and continues from the last checkpoint if there is one. It always
/// ends with a checkpoint. If the process is killed, the run continues from its last checkpoint as if it had not been killed.
/// </summary>
internal sealed class TrainingLoop
{
    private const string NoValidation = "The data has fewer than two paintings for validation, so diversity and validation_l1 are measured with training paintings; "
        + "they do not show what the network does with other paintings.";

    private readonly TrainingOptions _options;
    private readonly ITrainingData _data;
    private readonly DataOrigin _origin;
    private readonly ITrainingObserver? _observer;
    private readonly MonitoringOptions? _monitoring;

    /// <summary>Creates the loop.</summary>
    /// <param name="options">How to train. A run that continues keeps the size of its networks, its seed and its batch size.</param>
    /// <param name="data">The training data.</param>
    /// <param name="origin">Identifies and describes the data. A run cannot continue with other data.</param>
    /// <param name="observer">Receives the progress.</param>
    /// <param name="monitoring">What to write beside the checkpoints and the log; null for nothing.</param>
    public TrainingLoop(TrainingOptions options, ITrainingData data, DataOrigin origin, ITrainingObserver? observer = null, MonitoringOptions? monitoring = null)
    {
        options.Validate();
        monitoring?.Validate();
        (_options, _data, _origin, _observer, _monitoring) = (options, data, origin, observer, monitoring);
    }

    /// <summary>After <see cref="Run"/>: why the training ended with <see cref="RunEnd.Unhealthy"/>, in sentences; otherwise null.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Trains.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="limit">The maximum duration of the training; null for no limit.</param>
    /// <param name="cancellation">Stops after the current step.</param>
    /// <returns>Why the training stopped, and the state of the run.</returns>
    /// <exception cref="Pix2PitchException">The folder has a run with other options or other data, or training failed.</exception>
    public (RunEnd End, RunState State) Run(RunFolder folder, TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        using Trainer trainer = Trainer.Create(_options, _data);
        RunState state = Restore(folder, trainer) with { Accelerator = trainer.Accelerator };
        string[] warnings = Evaluator.IsEnough(_data.Validation) ? [] : [NoValidation];
        folder.WriteSettings(state, RunStart.Now(state, _monitoring?.Command ?? "", warnings));
        _observer?.OnStarted(state.RunId, state.Step, state.Accelerator);
        foreach (string warning in warnings)
            _observer?.OnWarning(warning);
        using var log = new RunLog(folder.LogPath, trainer.Step);
        var evaluator = new Evaluator(trainer.Average, _data, _options.EvaluationPaintings, _options.Seed, _options.Health);
        var health = new TrainingHealth(_options.Health, state.UnhealthyEvaluations);
        using RunMonitor? monitor = _monitoring is null ? null : new RunMonitor(_monitoring, folder.Path, state, evaluator, message => _observer?.OnWarning(message));

        long saved = trainer.Step;
        bool wasWinning = trainer.Monitor.IsWinning;
        var clock = Stopwatch.StartNew(); // after loading the networks, which is not part of the time limit
        while (_options.Steps == 0 || trainer.Step < _options.Steps)
        {
            if (cancellation.IsCancellationRequested || clock.Elapsed > limit || health.StopReason is not null)
                break;
            long start = Stopwatch.GetTimestamp();
            StepLosses losses = trainer.NextStep();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            state = state with { Step = losses.Step, Seconds = state.Seconds + seconds };
            bool evaluates = losses.Step % _options.EvaluateEvery == 0 || losses.Step == _options.Steps;
            EvaluationMetrics? metrics = evaluates ? evaluator.Evaluate() with { ValidationNotes = trainer.ValidationLoss() } : null;

            if (metrics is not null)
            {
                foreach (HealthFinding finding in health.Add(metrics))
                    _observer?.OnWarning($"Step {losses.Step}: {finding.Sentence}");
                state = state with { UnhealthyEvaluations = health.Evaluations };
            }

            bool isWinning = trainer.Monitor.IsWinning;
            if (isWinning && !wasWinning)
                _observer?.OnWarning(WinningMessage(losses.Step));
            wasWinning = isWinning;
            log.Write(losses, metrics, seconds, losses.DiscriminatorPaused ? "discriminator paused" : isWinning ? "discriminator winning" : "");
            TrainingMeter.Record(state.RunId, _options.BatchSize, losses, metrics, seconds);
            _observer?.OnStep(losses, metrics, seconds);
            monitor?.OnStep(losses, metrics, seconds);
            if (losses.Step % _options.CheckpointEvery == 0)
                Save(losses.Step);
        }
        if (saved != trainer.Step || !File.Exists(folder.CheckpointPath))
            Save(trainer.Step);
        bool finished = _options.Steps > 0 && trainer.Step >= _options.Steps;
        StopReason = finished ? null : health.StopReason;
        RunEnd end = finished ? RunEnd.Finished : StopReason is not null ? RunEnd.Unhealthy : cancellation.IsCancellationRequested ? RunEnd.Cancelled : RunEnd.TimeLimit;
        monitor?.OnEnd(trainer.Step, isCancelled: end == RunEnd.Cancelled);
        return (end, state);

        void Save(long step)
        {
            if (!Directory.Exists(folder.Path))
                throw new Pix2PitchException($"The run folder '{folder.Path}' was deleted or renamed during training, so step {step} cannot be saved; to continue a renamed run, name its folder with -o.");
            Checkpoint.Save(folder.CheckpointPath, folder.PreviousPath, trainer, state);
            saved = step;
            _observer?.OnCheckpoint(step);
            monitor?.OnCheckpoint();
        }
    }

    private RunState Restore(RunFolder folder, Trainer trainer)
    {
        string? path = RunFolder.FindCheckpoint(folder.Path, _observer is null ? null : _observer.OnWarning);
        if (path is null && File.Exists(folder.CheckpointPath))
            throw new Pix2PitchException($"'{folder.CheckpointPath}' cannot be read, and there is no other checkpoint; move it to another folder to start the run again.");
        if (path is null)
            return new RunState { RunId = NewRunId(), Options = _options, Data = _origin with { EmbeddingLength = trainer.GeneratorOptions.EmbeddingLength } };
        RunState stored = Checkpoint.ReadState(path);
        TrainingOptions options = stored.Options;
        if (stored.Data.Fingerprint != _origin.Fingerprint)
            throw new Pix2PitchException($"The run in '{folder.Path}' was started with other data; use that data, or start a new run with -o.");
        if (options.Kind != _options.Kind)
            throw new Pix2PitchException($"The run in '{folder.Path}' was started with --kind {options.Kind}; leave this option out, or start a new run with -o.");
        if (options.Generator != _options.Generator || options.Discriminator != _options.Discriminator || options.AverageDecay > 0 != _options.AverageDecay > 0
            || options.Embedding != _options.Embedding || options.ClassifiesStyle != _options.ClassifiesStyle)
            throw new Pix2PitchException($"The run in '{folder.Path}' has networks of another size or kind; leave out the options of the networks, or start a new run with -o.");
        if (options.Seed != _options.Seed || options.BatchSize != _options.BatchSize)
            throw new Pix2PitchException($"The run in '{folder.Path}' was started with --seed {options.Seed} and --batch {options.BatchSize}; leave these options out, or start a new run with -o.");
        if (options.Beta1 != _options.Beta1)
            throw new Pix2PitchException($"The run in '{folder.Path}' was started with {nameof(TrainingOptions.Beta1)} {options.Beta1}; use this value, or start a new run with -o.");
        return Checkpoint.Restore(path, trainer) with { Options = _options };
    }

    private string WinningMessage(long step)
        => $"Step {step}: the discriminator is winning (mean d1 + d2 below {_options.MinDiscriminatorLoss} over {_options.DiscriminatorLossWindow} steps)"
            + (_options.PauseDiscriminator
                ? "; it is not updated until the generator has caught up."
                : "; all paintings may get the same output. Try fewer --patch-layers, or --pause-discriminator true.");

    private static string NewRunId() => $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}";
}

/// <summary>Why a training stopped.</summary>
internal enum RunEnd
{
    /// <summary>The last step is completed.</summary>
    Finished,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>The training was cancelled.</summary>
    Cancelled,

    /// <summary>A problem has lasted, and the options ask to stop then.</summary>
    Unhealthy,
}
