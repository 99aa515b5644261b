namespace Pix2Pitch.Training.Runs;

/// <summary>The losses of one training step, before the weights were updated and before they are multiplied by their weights.</summary>
/// <param name="Step">Number of the step, from 1.</param>
/// <param name="Epoch">How many times the training pairs had been used before the step, as a fraction.</param>
/// <param name="D1">The discriminator's loss on real mel-spectrograms.</param>
/// <param name="D2">The discriminator's loss on generated mel-spectrograms.</param>
/// <param name="G">The generator's adversarial loss.</param>
/// <param name="L1">
/// Mean absolute difference of generated and real mel-spectrograms, in units of their range [-1, 1]; that of the nearest partners, if there are several.
/// </param>
/// <param name="DiscriminatorPaused">
/// Whether the discriminator was not updated because it was winning (<see cref="TrainingOptions.PauseDiscriminator"/>).
/// </param>
public sealed record StepLosses(long Step, double Epoch, double D1, double D2, double G, double L1, bool DiscriminatorPaused)
{
    /// <summary>The feature matching loss; null if it is not used.</summary>
    public double? FeatureMatching { get; init; }

    /// <summary>The mode seeking loss; null if it is not used.</summary>
    public double? ModeSeeking { get; init; }

    /// <summary>The cross entropy of the requested styles in the outputs; null if it is not used.</summary>
    public double? Style { get; init; }

    /// <summary>The style ambiguity loss; null if it is not used.</summary>
    public double? StyleAmbiguity { get; init; }

    /// <summary>The gradient penalty or R1; null if it is not used.</summary>
    public double? GradientPenalty { get; init; }

    /// <summary>The cross entropy of the piano roll; null unless the generator makes notes.</summary>
    public double? Roll { get; init; }

    /// <summary>The distance of the bands' statistics over time; null if it is not used.</summary>
    public double? BandStatistics { get; init; }

    /// <summary>The Kullback-Leibler divergence of the latent code from its prior, in nats; null if there is none.</summary>
    public double? Latent { get; init; }
}
