using System.Globalization;
using System.Text.Json.Serialization;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;

namespace Pix2Pitch.Training.Runs;

/// <summary>The state of a run except the weights. The JSON names are part of the checkpoint format and never change.</summary>
internal sealed record RunState
{
    /// <summary>Version of the checkpoint format.</summary>
    public int Format { get; init; } = Checkpoint.CurrentFormat;

    /// <summary>The run's id, which the model file contains too.</summary>
    public required string RunId { get; init; }

    /// <summary>How the run trains.</summary>
    [JsonPropertyName("Settings")]
    public required TrainingOptions Options { get; init; }

    /// <summary>The data of the run.</summary>
    public required DataOrigin Data { get; init; }

    /// <summary>What the networks last ran on.</summary>
    public Accelerator Accelerator { get; init; }

    /// <summary>Number of processes that trained together. Each had <see cref="TrainingOptions.BatchSize"/> examples of a step.</summary>
    public int Ranks { get; init; } = 1;

    /// <summary>Number of completed steps.</summary>
    public long Step { get; init; }

    /// <summary>Time spent on these steps, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>The running mean of d1 + d2 (<see cref="DiscriminatorMonitor.MeanLoss"/>); null before the first step.</summary>
    [JsonPropertyName("GuardMean")]
    public double? MeanDiscriminatorLoss { get; init; }

    /// <summary>Number of steps in that mean (<see cref="DiscriminatorMonitor.Steps"/>).</summary>
    [JsonPropertyName("GuardSteps")]
    public long DiscriminatorLossSteps { get; init; }

    /// <summary>Whether the discriminator was not updated in the last step (<see cref="Trainer.PausesDiscriminator"/>).</summary>
    public bool PausesDiscriminator { get; init; }

    /// <summary>In how many evaluations in a row each problem was found (<see cref="TrainingHealth.Evaluations"/>).</summary>
    public IReadOnlyDictionary<HealthProblem, int> UnhealthyEvaluations { get; init; } = new Dictionary<HealthProblem, int>();

    /// <summary>The metadata of a generator of this run.</summary>
    /// <param name="average">Whether the generator has the moving average of the weights instead of the last weights.</param>
    /// <param name="direction">Which generator.</param>
    public GeneratorMetadata Describe(bool average, GeneratorDirection direction = GeneratorDirection.PaintingToMusic) => new()
    {
        Direction = direction,
        ImageSize = Options.Size,
        Fit = Data.Fit,
        Mel = Data.Mel,
        Styles = StyleNames.All,
        RunId = RunId,
        Details = new Dictionary<string, string>
        {
            ["steps"] = Step.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = Seconds.ToString("F0", CultureInfo.InvariantCulture),
            ["width"] = Options.Width.ToString(CultureInfo.InvariantCulture),
            ["kind"] = Options.Kind.ToString(),
            ["l1-weight"] = Options.L1Weight.ToString(CultureInfo.InvariantCulture),
            ["cycle-weight"] = Options.CycleWeight.ToString(CultureInfo.InvariantCulture),
            ["patch"] = Options.Discriminator.PatchSize.ToString(CultureInfo.InvariantCulture),
            ["seed"] = Options.Seed.ToString(CultureInfo.InvariantCulture),
            ["weights"] = average && Options.AverageDecay > 0 ? "moving average" : "last",
            ["data"] = Data.Fingerprint,
        },
    };
}
