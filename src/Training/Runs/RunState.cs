using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Runs;

/// <summary>The state of a run beside the weights.</summary>
public sealed record RunState
{
    /// <summary>Version of the checkpoint's layout.</summary>
    public int Format { get; init; } = Checkpoint.CurrentFormat;

    /// <summary>The run's id; it ends up in the model file.</summary>
    public required string RunId { get; init; }

    /// <summary>How the run trains.</summary>
    public required TrainingOptions Settings { get; init; }

    /// <summary>The data that the run began with.</summary>
    public required DataOrigin Data { get; init; }

    /// <summary>What the networks ran on last.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Steps done.</summary>
    public long Step { get; init; }

    /// <summary>Seconds spent on them.</summary>
    public double Seconds { get; init; }

    /// <summary>The guard's running mean of d1 + d2; null before the first step.</summary>
    public double? GuardMean { get; init; }

    /// <summary>Steps that the guard has seen.</summary>
    public long GuardSteps { get; init; }
}
