using System.Globalization;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;
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

    /// <summary>The metadata of a generator of this run.</summary>
    /// <param name="average">Whether it has the moving average of the weights.</param>
    internal GeneratorMetadata Describe(bool average) => new()
    {
        ImageSize = Settings.Size,
        Fit = Data.Fit,
        Mel = Data.Mel,
        Styles = StyleNames.All,
        RunId = RunId,
        Details = new Dictionary<string, string>
        {
            ["steps"] = Step.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = Seconds.ToString("F0", CultureInfo.InvariantCulture),
            ["width"] = Settings.Width.ToString(CultureInfo.InvariantCulture),
            ["l1-weight"] = Settings.L1Weight.ToString(CultureInfo.InvariantCulture),
            ["patch"] = Settings.Discriminator.PatchSize.ToString(CultureInfo.InvariantCulture),
            ["seed"] = Settings.Seed.ToString(CultureInfo.InvariantCulture),
            ["weights"] = average && Settings.AverageDecay > 0 ? "moving average" : "last",
            ["data"] = Data.Fingerprint,
        },
    };
}
