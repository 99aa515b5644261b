using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
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
    private readonly IRankGroup _group;

    /// <summary>Creates the loop.</summary>
    /// <param name="options">How to train. A run that continues keeps the size of its networks, its seed and its batch size.</param>
    /// <param name="data">The training data.</param>
    /// <param name="origin">Identifies and describes the data. A run cannot continue with other data.</param>
    /// <param name="observer">Receives the progress.</param>
    /// <param name="monitoring">What to write beside the checkpoints and the log; null for nothing.</param>
    /// <param name="group">The ranks that train together, of which rank 0 alone writes and has an observer; null for one process.</param>
    public TrainingLoop(
        TrainingOptions options, ITrainingData data, DataOrigin origin, ITrainingObserver? observer = null, MonitoringOptions? monitoring = null, IRankGroup? group = null)
    {
        options.Validate();
        monitoring?.Validate();
        (_options, _data, _origin, _observer, _monitoring, _group) = (options, data, origin, observer, monitoring, group ?? SingleRank.Instance);
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
        (Trainer created, RunState state) = _group.Together(() => Start(folder));
        using Trainer trainer = created;
        CheckRanks(trainer, state);
        bool isFirst = _group.Rank == 0;
        string[] warnings = Evaluator.IsEnough(_data.Validation) ? [] : [NoValidation];
        if (isFirst) folder.WriteSettings(state, RunStart.Now(state, _monitoring?.Command ?? "", warnings));
        _observer?.OnStarted(state.RunId, state.Step, state.Accelerator);
        foreach (string warning in warnings)
            _observer?.OnWarning(warning);
        using RunLog? log = isFirst ? new RunLog(folder.LogPath, trainer.Step) : null;
        Evaluator? evaluator = !isFirst ? null : new Evaluator(trainer.Average, _data, _options.EvaluationPaintings, _options.Seed, _options.Health);
        var health = new TrainingHealth(_options.Health, state.UnhealthyEvaluations);
        using RunMonitor? monitor = _monitoring is null || evaluator is null ? null : new RunMonitor(_monitoring, folder.Path, state, evaluator, message => _observer?.OnWarning(message));

        long saved = trainer.Step;
        var stopped = RunEnd.Finished;
        bool wasWinning = trainer.Monitor.IsWinning;
        var unread = new List<double>(); // the durations of the steps whose losses have not been read
        var clock = Stopwatch.StartNew(); // after loading the networks, which is not part of the time limit
        while (_options.Steps == 0 || trainer.Step < _options.Steps)
        {
            // A rank that stops stops all, after the same step. That of the highest reason counts, as below.
            RunEnd stop = health.StopReason is not null ? RunEnd.Unhealthy : cancellation.IsCancellationRequested ? RunEnd.Cancelled : clock.Elapsed > limit ? RunEnd.TimeLimit : RunEnd.Finished;
            stopped = (RunEnd)_group.Max((int)stop);
            if (stopped != RunEnd.Finished)
                break;
            long start = Stopwatch.GetTimestamp();
            trainer.RunStep();
            bool evaluates = trainer.Step % _options.EvaluateEvery == 0 || trainer.Step == _options.Steps, saves = trainer.Step % _options.CheckpointEvery == 0;
            IReadOnlyList<StepLosses> read = trainer.MustReadLosses || evaluates || saves ? trainer.ReadLosses() : [];
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            unread.Add(seconds);
            state = state with { Step = trainer.Step, Seconds = state.Seconds + seconds };
            EvaluationMetrics? metrics = evaluates && evaluator is not null ? evaluator.Evaluate() with { ValidationNotes = trainer.ValidationLoss() } : null;

            if (metrics is not null)
            {
                foreach (HealthFinding finding in health.Add(metrics))
                    _observer?.OnWarning($"Step {trainer.Step}: {finding.Sentence}");
                state = state with { UnhealthyEvaluations = health.Evaluations };
            }

            Report(read, metrics);
            if (saves)
                Save(trainer.Step);
        }
        Report(trainer.ReadLosses(), null);
        bool isUnsaved = isFirst && (saved != trainer.Step || !File.Exists(folder.CheckpointPath));
        if (_group.Max(isUnsaved ? 1 : 0) == 1)
            Save(trainer.Step);
        bool finished = _options.Steps > 0 && trainer.Step >= _options.Steps;
        StopReason = finished ? null : health.StopReason;
        RunEnd end = finished ? RunEnd.Finished : stopped;
        monitor?.OnEnd(trainer.Step, isCancelled: end == RunEnd.Cancelled);
        return (end, state);

        void Report(IReadOnlyList<StepLosses> read, EvaluationMetrics? metrics)
        {
            if (read.Count == 0) return;
            bool isWinning = trainer.Monitor.IsWinning;
            if (isWinning && !wasWinning)
                _observer?.OnWarning(WinningMessage(read[^1].Step));
            wasWinning = isWinning;
            for (int i = 0; i < read.Count; i++)
            {
                EvaluationMetrics? own = i == read.Count - 1 ? metrics : null;
                log?.Write(read[i], own, unread[i], read[i].DiscriminatorPaused ? "discriminator paused" : isWinning ? "discriminator winning" : "");
                if (isFirst) TrainingMeter.Record(state.RunId, _options.BatchSize * _group.Count, read[i], own, unread[i]);
                _observer?.OnStep(read[i], own, unread[i]);
                monitor?.OnStep(read[i], own, unread[i]);
            }
            unread.Clear();
        }

        void Save(long step)
        {
            RequireEqualWeights(trainer, "start it again with machines that have the same processors and the same version of this program; the run continues from the checkpoint before");
            saved = step;
            if (!isFirst) return;
            if (!Directory.Exists(folder.Path))
                throw new Pix2PitchException($"The run folder '{folder.Path}' was deleted or renamed during training, so step {step} cannot be saved; to continue a renamed run, name its folder with -o.");
            Checkpoint.Save(folder.CheckpointPath, folder.PreviousPath, trainer, state);
            _observer?.OnCheckpoint(step);
            monitor?.OnCheckpoint();
        }
    }

    private (Trainer, RunState) Start(RunFolder folder)
    {
        Trainer trainer = Trainer.Create(_options, _data, _group);
        try
        {
            return (trainer, Restore(folder, trainer) with { Accelerator = trainer.Accelerator, Ranks = _group.Count });
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    /// <summary>Checks that all ranks train the same. How many threads compute is the only option that may differ.</summary>
    private void CheckRanks(Trainer trainer, RunState state)
    {
        if (_group.Count == 1) return;
        _group.RequireEqual(
            [
                ("version of Pix2Pitch", RunStart.ProgramVersion),
                ("version of libtorch", TorchSharp.torch.__version__),
                ("options", JsonSerializer.Serialize(_options with { Threads = 0, Accelerator = null }, Checkpoint.JsonOptions)),
                ("accelerator", trainer.Accelerator.ToString()),
                ("prepared data", _origin.Fingerprint),
                ("number of completed steps", trainer.Step.ToString(CultureInfo.InvariantCulture)),
                ("run", trainer.Step == 0 ? "" : state.RunId),
            ],
            "start all ranks with the same program, command, prepared folder and run folder");
        RequireEqualWeights(trainer, "start all ranks with the same program and run folder");
    }

    private void RequireEqualWeights(Trainer trainer, string advice)
    {
        if (_group.Count > 1)
            _group.RequireEqual([.. trainer.Networks.Select(network => ($"weights of the {network.Name}", network.HashOfWeights()))], advice);
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
        if (options.BatchSize * stored.Ranks != _options.BatchSize * _group.Count && (stored.Ranks > 1 || _group.Count > 1))
            throw new Pix2PitchException($"The run in '{folder.Path}' was trained with {Batch(stored.Ranks, options.BatchSize)} in a step, not {Batch(_group.Count, _options.BatchSize)}; give another --batch or number of processes, or start a new run with -o.");
        if (options.Seed != _options.Seed || options.BatchSize * stored.Ranks != _options.BatchSize * _group.Count)
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

    private static string Batch(int ranks, int size) => ranks == 1 ? $"{size} {(size == 1 ? "pair" : "pairs")}" : $"{ranks} x {size} pairs";

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
