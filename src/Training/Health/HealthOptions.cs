namespace Pix2Pitch.Training.Health;

/// <summary>
/// From when a training counts as unhealthy, and what happens then. Only measured in evaluations; nothing here changes the weights. A discriminator that is
/// winning is watched in every step (<see cref="Runs.TrainingOptions.MinDiscriminatorLoss"/>).
/// </summary>
public sealed record HealthOptions
{
    /// <summary>
    /// Outputs for different paintings should differ at least this much, as a share of the difference of their real clips, 0 to 2. Default: 0.3, which runs
    /// without the diversity penalty hardly reach.
    /// </summary>
    public double MinDiversityRatio { get; init; } = 0.3;

    /// <summary>Outputs for one painting with different noise should differ at least this much, as a share of the same difference, 0 to 2. Default: 0.01.</summary>
    public double MinSeedDiversityRatio { get; init; } = 0.01;

    /// <summary>
    /// The outputs should be at least this far from their nearest training clips, as a share of the distance of held-out real clips, 0 to 2. Default: 0.5.
    /// </summary>
    public double MinNearestRatio { get; init; } = 0.5;

    /// <summary>
    /// Number of outputs of an evaluation that are turned into sound to measure it, 0 to 64; at most <see cref="Runs.TrainingOptions.EvaluationPaintings"/> are used.
    /// 0 for none. Default: 3.
    /// </summary>
    public int SoundPaintings { get; init; } = 3;

    /// <summary>Number of evaluations in a row in which a problem has to be found before it is reported, at least 1. Default: 8.</summary>
    public int UnhealthyEvaluations { get; init; } = 8;

    /// <summary>What happens then, if the outputs are alike or are copies. Default: a warning. All other problems only give warnings.</summary>
    public UnhealthyAction OnUnhealthy { get; init; }

    internal void Validate()
    {
        OptionRange.Check(MinDiversityRatio, 0, 2);
        OptionRange.Check(MinSeedDiversityRatio, 0, 2);
        OptionRange.Check(MinNearestRatio, 0, 2);
        OptionRange.Check(SoundPaintings, 0, 64);
        OptionRange.Check(UnhealthyEvaluations, 1, double.PositiveInfinity);
        OptionRange.Check(OnUnhealthy);
    }
}
