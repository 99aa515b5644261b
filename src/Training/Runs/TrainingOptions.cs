using System.Text.Json.Serialization;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Networks;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// How the networks are trained. A run keeps its options in its checkpoints; the JSON names are part of the checkpoint format and never change.
/// "Pix2Pix" is Isola et al. 2017; where it is not mentioned, the default is the value there or there is no such option there.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>Side of paintings and mel-spectrograms in pixels: 64, 128, 256 or 512. It must be the size of the data. Default: 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Channels of the generator's first block, 1 to 256. More gives better results and takes longer. Default: 16; Pix2Pix: 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Channels of the discriminator's first block, 1 to 256; null for twice <see cref="Width"/>. Pix2Pix: 64, as for the generator.</summary>
    public int? DiscriminatorWidth { get; init; }

    /// <summary>
    /// Convolutions of the discriminator with stride 2, 1 to 5: it judges patches of 16, 34, 70, 142 or 286 pixels. Default: 2; Pix2Pix: 3.
    /// </summary>
    public int PatchLayers { get; init; } = 2;

    /// <summary>Normalisation of the activations. Default: instance normalisation; Pix2Pix: batch normalisation.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>
    /// Whether the scale and shift of the decoder's normalisation also depend on the mean activation of the first encoder block, which carries the
    /// painting's overall lightness, colour and contrast past instance normalisation. Default: true; Pix2Pix: no.
    /// </summary>
    public bool Summary { get; init; } = true;

    /// <summary>The adversarial loss.</summary>
    [JsonPropertyName("Adversarial")]
    public AdversarialLoss AdversarialLoss { get; init; } = AdversarialLoss.CrossEntropy;

    /// <summary>
    /// Weight of the L1 distance relative to the adversarial loss, 0 to 1000. A higher weight gives smoother outputs, closer to the mean. Default:
    /// 30; Pix2Pix: 100.
    /// </summary>
    public double L1Weight { get; init; } = 30;

    /// <summary>
    /// Weight of the penalty on outputs of two successive steps, generated with the same noise, that differ too little (after Yang et al. 2019 and
    /// Mao et al. 2019, "mode seeking"), 0 to 1000. A painting does not determine which of many clips belongs to it, so without the penalty one
    /// output for all paintings gives the lowest L1 distance. Default: 40.
    /// </summary>
    public double DiversityWeight { get; init; } = 40;

    /// <summary>The difference from which there is no penalty, relative to the mean difference of real mel-spectrograms, 0 to 2. Default: 0.7.</summary>
    public double DiversityTarget { get; init; } = 0.7;

    /// <summary>Adam's learning rate, above 0 and at most 0.1. Default: 2e-4.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Adam's beta 1, the decay of the mean of the gradients, 0 to 0.999. Default: 0.5.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Pairs in a step, 1 to 64. Default: 1.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Number of the last step; 0 to train until the training is stopped. Default: 20,000.</summary>
    public long Steps { get; init; } = 20_000;

    /// <summary>
    /// Step from which the learning rate falls linearly to 0 at <see cref="Steps"/>, 0 or more and below <see cref="Steps"/>; null for a constant
    /// learning rate.
    /// </summary>
    public long? DecayFrom { get; init; }

    /// <summary>Seed of all random numbers of the run. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Share of pairs that are trained without their style, 0 to 1, so that the generator can also be used without a style. Default: 0.1.</summary>
    public double StyleDropout { get; init; } = 0.1;

    /// <summary>
    /// Factor by which a painting is enlarged before a random crop to its old size (Pix2Pix: 286 / 256, "random jitter"), 1 to 1.5; 1 for none.
    /// Default: 1.12.
    /// </summary>
    public double Jitter { get; init; } = 1.12;

    /// <summary>Whether paintings are mirrored at random, each with probability 1/2. Default: true.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>
    /// Decay of the exponential moving average of the generator's weights (Yazici et al. 2019), 0 to 0.99999. The average is evaluated and exported.
    /// 0 for the last weights, as in Pix2Pix. Default: 0.999.
    /// </summary>
    public double AverageDecay { get; init; } = 0.999;

    /// <summary>Number of steps between checkpoints, at least 1. Default: 500.</summary>
    public int CheckpointEvery { get; init; } = 500;

    /// <summary>Number of steps between evaluations (<see cref="EvaluationMetrics"/>), at least 1. Default: 250.</summary>
    public int EvaluateEvery { get; init; } = 250;

    /// <summary>Number of paintings in an evaluation, 2 to 64. Default: 8.</summary>
    public int EvaluationPaintings { get; init; } = 8;

    /// <summary>
    /// The discriminator is winning when the running mean of d1 + d2 is below this, 0 or more. A discriminator that cannot tell real from
    /// generated has d1 + d2 = 2 ln 2 = 1.39 with cross entropy and 0.5 with least squares. Default: 0.1.
    /// </summary>
    [JsonPropertyName("GuardBound")]
    public double MinDiscriminatorLoss { get; init; } = 0.1;

    /// <summary>Number of steps in this running mean, at least 1. Default: 200.</summary>
    [JsonPropertyName("GuardWindow")]
    public int DiscriminatorLossWindow { get; init; } = 200;

    /// <summary>Whether the discriminator is not updated while it is winning. Default: true; Pix2Pix: no.</summary>
    [JsonPropertyName("GuardPauses")]
    public bool PauseDiscriminator { get; init; } = true;

    /// <summary>
    /// What the networks run on; null for CUDA if libtorch can use it, otherwise the CPU. It is an error to request CUDA where it cannot be used.
    /// </summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>Threads of libtorch, 1 to 256; 0 for one for each core. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>The size of the generator.</summary>
    internal GeneratorOptions Generator => new() { Size = Size, Width = Width, Normalization = Normalization, Summary = Summary, Styles = StyleNames.All.Count };

    /// <summary>The size of the discriminator.</summary>
    internal DiscriminatorOptions Discriminator
        => new() { Width = DiscriminatorWidth ?? Math.Min(2 * Width, 256), Layers = PatchLayers, Normalization = Normalization, Styles = StyleNames.All.Count };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains its name, the value and the range.</exception>
    public void Validate()
    {
        Generator.Validate();
        Discriminator.Validate();
        OptionRange.Check(AdversarialLoss);
        OptionRange.Check(L1Weight, 0, 1000);
        OptionRange.Check(DiversityWeight, 0, 1000);
        OptionRange.Check(DiversityTarget, 0, 2);
        OptionRange.Require(LearningRate is > 0 and <= 0.1, LearningRate, "above 0 and at most 0.1");
        OptionRange.Check(Beta1, 0, 0.999);
        OptionRange.Check(BatchSize, 1, 64);
        OptionRange.Check(Steps, 0, double.PositiveInfinity);
        OptionRange.Require(DecayFrom is null || (DecayFrom >= 0 && DecayFrom < Steps), DecayFrom, $"0 or more and below {nameof(Steps)}, which is {Steps}");
        OptionRange.Check(StyleDropout, 0, 1);
        OptionRange.Check(Jitter, 1, 1.5);
        OptionRange.Check(AverageDecay, 0, 0.99999);
        OptionRange.Check(CheckpointEvery, 1, double.PositiveInfinity);
        OptionRange.Check(EvaluateEvery, 1, double.PositiveInfinity);
        OptionRange.Check(EvaluationPaintings, 2, 64);
        OptionRange.Check(MinDiscriminatorLoss, 0, double.PositiveInfinity);
        OptionRange.Check(DiscriminatorLossWindow, 1, double.PositiveInfinity);
        if (Accelerator is { } accelerator) OptionRange.Check(accelerator, nameof(Accelerator));
        OptionRange.Check(Threads, 0, 256);
    }
}
