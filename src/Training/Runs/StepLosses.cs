using Pix2Pitch.Training.Distributed;

namespace Pix2Pitch.Training.Runs;

/// <summary>The losses of one training step, before the weights were updated and before they are multiplied by their weights.</summary>
/// <param name="Step">Number of the step, from 1.</param>
/// <param name="Epoch">
/// How many times the training pairs had been used before the step, as a fraction; without pairs, the paintings or the clips, of which there are more.
/// </param>
/// <param name="D1">The discriminator's loss on real mel-spectrograms.</param>
/// <param name="D2">The discriminator's loss on generated mel-spectrograms.</param>
/// <param name="G">The generator's adversarial loss.</param>
/// <param name="L1">
/// Mean absolute difference of generated and real mel-spectrograms, in units of their range [-1, 1]; that of the nearest partners, if there are several.
/// Without pairs: of mel-spectrograms and what both generators make of them one after the other.
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

    /// <summary>The cross entropy of sequences of notes in nats for each note; null unless they are learnt.</summary>
    public double? Notes { get; init; }

    /// <summary>The distance of the bands' statistics over time; null if it is not used.</summary>
    public double? BandStatistics { get; init; }

    /// <summary>The Kullback-Leibler divergence of the latent code from its prior, in nats; null if there is none.</summary>
    public double? Latent { get; init; }

    /// <summary>The loss of the discriminator of paintings on real paintings; null unless training is without pairs.</summary>
    public double? PaintingD1 { get; init; }

    /// <summary>The loss of the discriminator of paintings on generated paintings; null unless training is without pairs.</summary>
    public double? PaintingD2 { get; init; }

    /// <summary>The adversarial loss of the generator of paintings; null unless training is without pairs.</summary>
    public double? PaintingG { get; init; }

    /// <summary>
    /// Mean absolute difference of paintings and what both generators make of them one after the other, in units of their range [-1, 1]; null unless training is without
    /// pairs. For DiscoGAN, this and <see cref="L1"/> are mean squared differences.
    /// </summary>
    public double? PaintingCycle { get; init; }

    /// <summary>The mean of <see cref="D1"/> and <see cref="PaintingD1"/>, if there are both.</summary>
    internal double MeanD1 => PaintingD1 is { } painting ? (D1 + painting) / 2 : D1;

    /// <summary>The mean of <see cref="D2"/> and <see cref="PaintingD2"/>, if there are both.</summary>
    internal double MeanD2 => PaintingD2 is { } painting ? (D2 + painting) / 2 : D2;

    /// <summary>The losses by <see cref="LossName"/>; null where a step has none.</summary>
    internal double?[] ToArray()
        => [D1, D2, G, L1, FeatureMatching, ModeSeeking, Style, StyleAmbiguity, GradientPenalty, Roll, Notes, BandStatistics, Latent, PaintingD1, PaintingD2, PaintingG, PaintingCycle];

    /// <summary>The same step with the losses of <see cref="ToArray"/>.</summary>
    internal StepLosses With(double?[] values) => this with
    {
        D1 = values[(int)LossName.D1] ?? 0,
        D2 = values[(int)LossName.D2] ?? 0,
        G = values[(int)LossName.G] ?? 0,
        L1 = values[(int)LossName.L1] ?? 0,
        FeatureMatching = values[(int)LossName.FeatureMatching],
        ModeSeeking = values[(int)LossName.ModeSeeking],
        Style = values[(int)LossName.Style],
        StyleAmbiguity = values[(int)LossName.StyleAmbiguity],
        GradientPenalty = values[(int)LossName.GradientPenalty],
        Roll = values[(int)LossName.Roll],
        Notes = values[(int)LossName.Notes],
        BandStatistics = values[(int)LossName.BandStatistics],
        Latent = values[(int)LossName.Latent],
        PaintingD1 = values[(int)LossName.PaintingD1],
        PaintingD2 = values[(int)LossName.PaintingD2],
        PaintingG = values[(int)LossName.PaintingG],
        PaintingCycle = values[(int)LossName.PaintingCycle],
    };

    /// <summary>The means over ranks, which have the same losses.</summary>
    internal StepLosses Average(IRankGroup group)
    {
        if (group.Count == 1) return this;
        double?[] own = ToArray();
        double[] means = [.. own.Select(value => value ?? 0)];
        group.Average(means.AsSpan());
        return With([.. own.Select((value, i) => value is null ? null : (double?)means[i])]);
    }
}
