using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;

namespace Pix2Pitch.Training.Runs;

/// <summary>Everything that decides how a network is trained; kept in the run's checkpoints. Defaults are those of Pix2Pix unless said.</summary>
public sealed record TrainingOptions
{
    /// <summary>Side of paintings and mel-spectrograms in pixels: 64, 128, 256 or 512. Taken from the data.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Channels of the generator's first block (Pix2Pix: 64), 1 to 256.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Channels of the discriminator's first block, 1 to 256; null for twice the generator's (Pix2Pix: 64, as the generator's).</summary>
    public int? DiscriminatorWidth { get; init; }

    /// <summary>Discriminator layers of stride 2, 1 to 5: patches of 16, 34, 70, 142 or 286 pixels. Pix2Pix: 3.</summary>
    public int PatchLayers { get; init; } = 2;

    /// <summary>How features are normalised.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Whether the decoder hears a summary of the painting (<see cref="GeneratorOptions.Summary"/>).</summary>
    public bool Summary { get; init; } = true;

    /// <summary>What the discriminator's verdicts are measured by.</summary>
    public AdversarialKind Adversarial { get; init; } = AdversarialKind.CrossEntropy;

    /// <summary>Weight of the L1 distance against the adversarial loss, 0 to 1000. Pix2Pix: 100. More is smoother and nearer to the mean.</summary>
    public double L1Weight { get; init; } = 30;

    /// <summary>
    /// Weight of what the outputs of two successive steps, drawn with the same noise, lack in difference (after Yang et al. 2019,
    /// Mao et al. 2019), 0 to 1000. Where a painting does not tell which of many clips belongs to it, the L1 distance alone is best
    /// served by one answer for all; this makes that answer dear.
    /// </summary>
    public double DiversityWeight { get; init; } = 40;

    /// <summary>Difference from which nothing is lacking, as a share of that of real mel-spectrograms, 0 to 2.</summary>
    public double DiversityTarget { get; init; } = 0.7;

    /// <summary>Adam's step size, over 0 and at most 0.1.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Adam's first decay, 0 to 0.999.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Examples in a step, 1 to 64.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>The last step, at least 1; 0 for no end but the clock or Ctrl-C.</summary>
    public long Steps { get; init; } = 20_000;

    /// <summary>Step from which the learning rate falls linearly to 0 at <see cref="Steps"/>; null for a constant rate.</summary>
    public long? DecayFrom { get; init; }

    /// <summary>Source of all chance in the run.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Share of examples shown without their style, 0 to 1, so that an unknown style can be asked for too.</summary>
    public double StyleDropout { get; init; } = 0.1;

    /// <summary>How much a painting is enlarged before a window of the network's size is cut at random: 1 to 1.5, 1 for not at all.</summary>
    public double Jitter { get; init; } = 1.12;

    /// <summary>Whether every other painting, at random, is mirrored.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>
    /// Decay of the moving average of the generator's weights, which is what is exported (Yazici et al. 2019), 0 to 0.99999; 0 for
    /// the last weights.
    /// </summary>
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>Steps between checkpoints, at least 1.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Steps between measures of diversity, at least 1.</summary>
    public int EvaluateEvery { get; init; } = 250;

    /// <summary>Paintings over which diversity is measured, 2 to 64.</summary>
    public int EvaluationPaintings { get; init; } = 8;

    /// <summary>
    /// The discriminator is said to be winning when the running mean of d1 + d2 is under this; two undecided verdicts give 2 ln 2 =
    /// 1.39 with cross entropy and 0.5 with least squares.
    /// </summary>
    public double GuardBound { get; init; } = 0.1;

    /// <summary>Steps over which that mean is taken, at least 1.</summary>
    public int GuardWindow { get; init; } = 200;

    /// <summary>Whether the discriminator is not updated while it is winning.</summary>
    public bool GuardPauses { get; init; } = true;

    /// <summary>
    /// What the networks run on; null for CUDA where libtorch can use it, otherwise the CPU. CUDA that is asked for and cannot be used is an error.
    /// </summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>Threads of the tensor library, 1 to 256; 0 for one for each core.</summary>
    public int Threads { get; init; }

    /// <summary>The generator's shape.</summary>
    internal GeneratorOptions Generator => new() { Size = Size, Width = Width, Normalization = Normalization, Summary = Summary, Styles = Pix2Pitch.Styles.StyleNames.All.Count };

    /// <summary>The discriminator's shape.</summary>
    internal DiscriminatorOptions Discriminator
        => new() { Width = DiscriminatorWidth ?? Math.Min(2 * Width, 256), Layers = PatchLayers, Normalization = Normalization, Styles = Pix2Pitch.Styles.StyleNames.All.Count };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message says which and what the range is.</exception>
    public void Validate()
    {
        Generator.Validate();
        Discriminator.Validate();
        Require(L1Weight is >= 0 and <= 1000, nameof(L1Weight), L1Weight, "[0, 1000]");
        Require(DiversityWeight is >= 0 and <= 1000, nameof(DiversityWeight), DiversityWeight, "[0, 1000]");
        Require(DiversityTarget is >= 0 and <= 2, nameof(DiversityTarget), DiversityTarget, "[0, 2]");
        Require(LearningRate is > 0 and <= 0.1, nameof(LearningRate), LearningRate, "(0, 0.1]");
        Require(Beta1 is >= 0 and <= 0.999, nameof(Beta1), Beta1, "[0, 0.999]");
        Require(BatchSize is >= 1 and <= 64, nameof(BatchSize), BatchSize, "[1, 64]");
        Require(Steps >= 0, nameof(Steps), Steps, "[0, ...)");
        Require(DecayFrom is null || (DecayFrom >= 0 && DecayFrom < Steps), nameof(DecayFrom), DecayFrom ?? 0, $"[0, {Steps})");
        Require(StyleDropout is >= 0 and <= 1, nameof(StyleDropout), StyleDropout, "[0, 1]");
        Require(Jitter is >= 1 and <= 1.5, nameof(Jitter), Jitter, "[1, 1.5]");
        Require(AverageDecay is >= 0 and <= 0.99999, nameof(AverageDecay), AverageDecay, "[0, 0.99999]");
        Require(CheckpointEvery >= 1, nameof(CheckpointEvery), CheckpointEvery, "[1, ...)");
        Require(EvaluateEvery >= 1, nameof(EvaluateEvery), EvaluateEvery, "[1, ...)");
        Require(EvaluationPaintings is >= 2 and <= 64, nameof(EvaluationPaintings), EvaluationPaintings, "[2, 64]");
        Require(GuardBound >= 0, nameof(GuardBound), GuardBound, "[0, ...)");
        Require(GuardWindow >= 1, nameof(GuardWindow), GuardWindow, "[1, ...)");
        Require(Threads is >= 0 and <= 256, nameof(Threads), Threads, "[0, 256]");
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it has to be in {range}.");
    }
}
