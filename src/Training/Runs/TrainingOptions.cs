using System.Text.Json.Serialization;
using Pix2Pitch.Generation;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// How the networks are trained. A run keeps its options in its checkpoints; the JSON names are part of the checkpoint format and never change.
/// "Pix2Pix" is Isola et al. 2017; where it is not mentioned, the default is the value there or there is no such option there.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// What is learnt from. Training without pairs needs the options of <see cref="For"/>, because losses between a painting and its own clip are not possible. Default: pairs.
    /// </summary>
    public TrainingKind Kind { get; init; }

    /// <summary>Side of paintings and mel-spectrograms in pixels: 64, 128, 256 or 512. It must be the size of the data. Default: 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>The generator's architecture. Default: U-Net, as in Pix2Pix.</summary>
    public GeneratorArchitecture Architecture { get; init; }

    /// <summary>What the generator's last layer makes. Notes need data with piano rolls. Default: the mel-spectrogram, as in Pix2Pix.</summary>
    public GeneratorOutput Output { get; init; }

    /// <summary>How the generator doubles height and width. Default: transposed convolution, as in Pix2Pix.</summary>
    public Upsampling Upsampling { get; init; }

    /// <summary>Channels of the generator's first block, 1 to 256. More gives better results and takes longer. Default: 16; Pix2Pix: 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Channels of the discriminator's first block, 1 to 256; null for twice <see cref="Width"/>. Pix2Pix: 64, as for the generator.</summary>
    public int? DiscriminatorWidth { get; init; }

    /// <summary>
    /// Convolutions of the discriminator with stride 2, 1 to 5: it judges patches of 16, 34, 70, 142 or 286 pixels. Default: 2; Pix2Pix: 3.
    /// </summary>
    public int PatchLayers { get; init; } = 2;

    /// <summary>
    /// Number of discriminators, 1 to 3, each on images of half the size of those before (pix2pixHD, Wang et al. 2018). Default: 1.
    /// </summary>
    public int DiscriminatorScales { get; init; } = 1;

    /// <summary>
    /// Whether there is also a discriminator whose outputs see all bands of nine frames, because harmonics lie far apart in frequency. Default: false.
    /// </summary>
    public bool TallDiscriminator { get; init; }

    /// <summary>Whether the discriminator's kernels are divided by their spectral norm (Miyato et al. 2018). Default: false.</summary>
    public bool SpectralNormalization { get; init; }

    /// <summary>Normalisation of the activations. Default: instance normalisation; Pix2Pix: batch normalisation.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Normalisation of the discriminator's activations; null for that of the generator.</summary>
    public Normalization? DiscriminatorNormalization { get; init; }

    /// <summary>
    /// Whether generator and discriminator receive a channel with the row, from -1 in the lowest band to 1 in the highest (Liu et al. 2018). Default: false.
    /// </summary>
    public bool FrequencyCoordinate { get; init; }

    /// <summary>
    /// Whether the decoder of a U-Net receives the activations of the encoder, as in Pix2Pix (skip connections); false for an encoder-decoder. Default: true.
    /// </summary>
    public bool Skips { get; init; } = true;

    /// <summary>
    /// Whether the generator also receives the embedding of the painting from an image network, which the data must have. Default: false.
    /// </summary>
    public bool Embedding { get; init; }

    /// <summary>
    /// Whether the scale and shift of the decoder's normalisation also depend on the mean activation of the first encoder block, which carries the
    /// painting's overall lightness, colour and contrast past instance normalisation. Default: true; Pix2Pix: no.
    /// </summary>
    public bool Summary { get; init; } = true;

    /// <summary>The adversarial loss. Default: cross entropy, as in Pix2Pix.</summary>
    [JsonPropertyName("Adversarial")]
    public AdversarialLoss AdversarialLoss { get; init; } = AdversarialLoss.CrossEntropy;

    /// <summary>
    /// Weight of the adversarial loss, 0 to 1000; 0 to train without the discriminator. Default: 1.
    /// </summary>
    public double AdversarialWeight { get; init; } = 1;

    /// <summary>
    /// Weight of the penalty on the discriminator's gradient with <see cref="AdversarialLoss.Wasserstein"/> (Gulrajani et al. 2017), 0 to 1000. Default: 10.
    /// </summary>
    public double GradientPenaltyWeight { get; init; } = 10;

    /// <summary>
    /// Gamma of the penalty on the discriminator's gradient for real clips (R1, Mescheder et al. 2018), 0 to 1000; 0 for none. Default: 0.
    /// </summary>
    public double R1Gamma { get; init; }

    /// <summary>
    /// Weight of the L1 distance relative to the adversarial loss, 0 to 1000. A higher weight gives smoother outputs, closer to the mean. Default:
    /// 30; Pix2Pix: 100.
    /// </summary>
    public double L1Weight { get; init; } = 30;

    /// <summary>
    /// The L1 distance is that from the nearest of this many clips with which the painting is paired, 1 to 8. The data must have as many for a painting
    /// (<c>prepare --partners</c>). Default: 1.
    /// </summary>
    public int NearestPartners { get; init; } = 1;

    /// <summary>
    /// Weight of the lowest band in the L1 distance, relative to the highest, 0.1 to 100; the bands between lie on a straight line. Default: 1.
    /// </summary>
    public double LowBandWeight { get; init; } = 1;

    /// <summary>
    /// Weight of the L1 distance between the discriminator's activations for generated and for real clips (feature matching, Wang et al. 2018), 0 to 1000;
    /// 0 for none. Default: 0; pix2pixHD: 10.
    /// </summary>
    public double FeatureMatchingWeight { get; init; }

    /// <summary>
    /// Weight of the mode seeking loss (Mao et al. 2019): the difference of two noises divided by the difference of the outputs that they give for one
    /// painting, 0 to 1000; 0 for none. Default: 0; there: 1.
    /// </summary>
    public double ModeSeekingWeight { get; init; }

    /// <summary>
    /// Weight of the loss that a classifier of mel-spectrograms finds the requested style in the output (AC-GAN, Odena et al. 2017), 0 to 1000; 0 for
    /// none. The classifier is trained beside the discriminator on real clips. Default: 0.
    /// </summary>
    public double StyleWeight { get; init; }

    /// <summary>
    /// Weight of the loss that this classifier finds each style alike where no style is requested (style ambiguity, CAN, Elgammal et al. 2017), 0 to 1000;
    /// 0 for none. It acts on pairs of unknown style, and on those that <see cref="StyleDropout"/> leaves out. Default: 0.
    /// </summary>
    public double StyleAmbiguityWeight { get; init; }

    /// <summary>
    /// Weight of the L1 distance between means and standard deviations over time of the bands, which timing does not change, 0 to 1000; 0 for none. Default: 0.
    /// </summary>
    public double BandStatisticsWeight { get; init; }

    /// <summary>
    /// Weight of the penalty on outputs of two successive steps, generated with the same noise, that differ too little (after Yang et al. 2019 and
    /// Mao et al. 2019, "mode seeking"), 0 to 1000. A painting does not determine which of many clips belongs to it, so without the penalty one
    /// output for all paintings gives the lowest L1 distance. Default: 40.
    /// </summary>
    public double DiversityWeight { get; init; } = 40;

    /// <summary>The difference from which there is no penalty, relative to the mean difference of real mel-spectrograms, 0 to 2. Default: 0.7.</summary>
    public double DiversityTarget { get; init; } = 0.7;

    /// <summary>
    /// Weight of the cycle loss relative to the adversarial loss, 0 to 1000: the distance of a painting, and of a mel-spectrogram, from what both generators make of
    /// it one after the other. Only for training without pairs. Default: 0; CycleGAN: 10, DiscoGAN: 1, DualGAN: 100 to 1000.
    /// </summary>
    public double CycleWeight { get; init; }

    /// <summary>
    /// Number of earlier outputs of each generator of which the discriminators see one in half of the steps, 0 to 1000; 0 for none (Shrivastava et al. 2017, section 2.3).
    /// Only for training without pairs. Default: 0; CycleGAN: 50.
    /// </summary>
    public int PoolSize { get; init; }

    /// <summary>How what the discriminator sees is changed. Default: not at all.</summary>
    public AugmentationOptions Augmentation { get; init; } = new();

    /// <summary>The losses and the latent code of generators of notes (<see cref="GeneratorOutput.Notes"/>).</summary>
    public NotesOptions Notes { get; init; } = new();

    /// <summary>Adam's learning rate, above 0 and at most 0.1. Default: 2e-4.</summary>
    public double LearningRate { get; init; } = 2e-4;

    /// <summary>Adam's learning rate for the discriminator; null for that of the generator (two rates: Heusel et al. 2017).</summary>
    public double? DiscriminatorLearningRate { get; init; }

    /// <summary>How the learning rates change; null for linear if <see cref="DecayFrom"/> is set, otherwise constant.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Steps in which the learning rates rise linearly from 0, 0 or more. Default: 0.</summary>
    public long WarmupSteps { get; init; }

    /// <summary>Steps after which <see cref="LearningRateSchedule.Step"/> divides the learning rates by ten, at least 1. Default: 5,000.</summary>
    public long DecayEvery { get; init; } = 5000;

    /// <summary>The gradient of each network is scaled down to this norm (Pascanu et al. 2013), 0 or more; 0 for no limit. Default: 0.</summary>
    public double MaxGradientNorm { get; init; }

    /// <summary>Adam's beta 1, the decay of the mean of the gradients, 0 to 0.999. Default: 0.5.</summary>
    public double Beta1 { get; init; } = 0.5;

    /// <summary>Pairs in a step, 1 to 64. Default: 1.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Number of the last step; 0 to train until the training is stopped. Default: 20,000.</summary>
    public long Steps { get; init; } = 20_000;

    /// <summary>
    /// Step from which the learning rates fall, 0 or more and below <see cref="Steps"/>; null for the end of the warm-up, or for constant rates if
    /// <see cref="Schedule"/> is null too.
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
    /// generated has d1 + d2 = 2 ln 2 = 1.39 with cross entropy, 0.5 with least squares and 2 with hinge. With
    /// <see cref="AdversarialLoss.Wasserstein"/>, whose discriminator should be ahead, nothing is checked. Default: 0.1.
    /// </summary>
    [JsonPropertyName("GuardBound")]
    public double MinDiscriminatorLoss { get; init; } = 0.1;

    /// <summary>Number of steps in this running mean, at least 1. Default: 200.</summary>
    [JsonPropertyName("GuardWindow")]
    public int DiscriminatorLossWindow { get; init; } = 200;

    /// <summary>Whether the discriminator is not updated while it is winning. Default: true; Pix2Pix: no.</summary>
    [JsonPropertyName("GuardPauses")]
    public bool PauseDiscriminator { get; init; } = true;

    /// <summary>From when the training counts as unhealthy, and what happens then.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>
    /// What the networks run on; null for CUDA if libtorch can use it, otherwise the CPU. It is an error to request CUDA where it cannot be used.
    /// </summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>Threads of libtorch, 1 to 256; 0 for one for each core. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Number of steps after which their losses are read, 1 to 64. Reading waits until a GPU has done all work, so that it has none for a moment. Whether the discriminator pauses
    /// is decided as often. Default: 1.
    /// </summary>
    public int ReadLossesEvery { get; init; } = 1;

    /// <summary>The numbers in which convolutions are computed. Default: <see cref="Runs.Precision.Full"/>.</summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// Whether the channels of a position lie together in memory (NHWC), as the convolutions of GPUs with tensor cores want it, instead of the positions of a channel. It changes results
    /// only by rounding. Default: false.
    /// </summary>
    public bool ChannelsLast { get; init; }

    /// <summary>
    /// The defaults of a kind of training. Those of training without pairs have the losses of the papers (<see cref="TrainingKind"/>), and no losses between a painting and
    /// its own clip.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static TrainingOptions For(TrainingKind kind) => TrainingKindRules.Apply(new TrainingOptions(), kind);

    /// <summary>The size and kind of the generator.</summary>
    internal GeneratorOptions Generator => new()
    {
        Architecture = Architecture,
        Output = Output,
        Size = Size,
        Width = Width,
        Normalization = Normalization,
        Upsampling = Upsampling,
        Summary = Summary,
        Skips = Skips,
        LatentLength = Notes.LatentLength,
        FrequencyCoordinate = FrequencyCoordinate,
        Styles = StyleNames.All.Count,
    };

    /// <summary>The size and kind of the generator of paintings in training without pairs.</summary>
    internal GeneratorOptions PaintingGenerator => Generator with { Direction = GeneratorDirection.MusicToPainting };

    /// <summary>The size and kind of the discriminator of paintings in training without pairs; bands and frames have no meaning there.</summary>
    internal DiscriminatorOptions PaintingDiscriminator => Discriminator with { Direction = GeneratorDirection.MusicToPainting, Tall = false, FrequencyCoordinate = false };

    /// <summary>The size and kind of the discriminator of mel-spectrograms.</summary>
    internal DiscriminatorOptions Discriminator => new()
    {
        IsConditional = Kind == TrainingKind.Paired,
        Size = Size,
        Width = DiscriminatorWidth ?? Math.Min(2 * Width, 256),
        Layers = PatchLayers,
        Scales = DiscriminatorScales,
        Tall = TallDiscriminator,
        Normalization = DiscriminatorNormalization ?? Normalization,
        SpectralNormalization = SpectralNormalization,
        FrequencyCoordinate = FrequencyCoordinate,
        Styles = StyleNames.All.Count,
    };

    /// <summary>Whether the discriminator is used at all.</summary>
    internal bool UsesDiscriminator => AdversarialWeight > 0 || FeatureMatchingWeight > 0;

    /// <summary>Whether a classifier of styles is trained beside the discriminator.</summary>
    internal bool ClassifiesStyle => StyleWeight > 0 || StyleAmbiguityWeight > 0;

    /// <summary>Whether a loss compares or judges mel-spectrograms; otherwise those of notes need not be rendered.</summary>
    internal bool UsesMel => Output == GeneratorOutput.Spectrogram || ClassifiesStyle || UsesDiscriminator || L1Weight > 0 || BandStatisticsWeight > 0 || DiversityWeight > 0 || ModeSeekingWeight > 0;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message contains its name, the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Check(Kind);
        TrainingKindRules.ValidateArchitecture(this); // before the values of the generator, which say less of what to do
        Generator.Validate();
        Discriminator.Validate();
        OptionRange.Check(AdversarialLoss);
        OptionRange.Require(AdversarialLoss != AdversarialLoss.Wasserstein || Discriminator.Normalization != Normalization.Batch, AdversarialLoss,
            $"another loss with a discriminator that has batch normalisation, or set {nameof(DiscriminatorNormalization)} to Instance or None");
        OptionRange.Check(AdversarialWeight, 0, 1000);
        OptionRange.Require(Notes.LatentLength == 0 || Output == GeneratorOutput.Notes, Notes.LatentLength, $"0 unless {nameof(Output)} is {nameof(GeneratorOutput.Notes)}", nameof(NotesOptions.LatentLength));
        OptionRange.Check(GradientPenaltyWeight, 0, 1000);
        OptionRange.Check(R1Gamma, 0, 1000);
        OptionRange.Require(R1Gamma == 0 || AdversarialLoss != AdversarialLoss.Wasserstein, R1Gamma, $"0 with {nameof(AdversarialLoss.Wasserstein)}, which has a gradient penalty of its own");
        OptionRange.Check(L1Weight, 0, 1000);
        OptionRange.Check(BandStatisticsWeight, 0, 1000);
        OptionRange.Check(NearestPartners, 1, 8);
        OptionRange.Check(LowBandWeight, 0.1, 100);
        OptionRange.Check(FeatureMatchingWeight, 0, 1000);
        OptionRange.Check(ModeSeekingWeight, 0, 1000);
        OptionRange.Check(StyleWeight, 0, 1000);
        OptionRange.Check(StyleAmbiguityWeight, 0, 1000);
        OptionRange.Check(DiversityWeight, 0, 1000);
        OptionRange.Check(DiversityTarget, 0, 2);
        OptionRange.Check(CycleWeight, 0, 1000);
        OptionRange.Check(PoolSize, 0, 1000);
        TrainingKindRules.Validate(this);
        OptionRange.Require(LearningRate is > 0 and <= 0.1, LearningRate, "above 0 and at most 0.1");
        if (DiscriminatorLearningRate is { } rate) OptionRange.Require(rate is > 0 and <= 0.1, rate, "above 0 and at most 0.1", nameof(DiscriminatorLearningRate));
        if (Schedule is { } schedule) OptionRange.Check(schedule, nameof(Schedule));
        OptionRange.Require(Schedule is not (LearningRateSchedule.Linear or LearningRateSchedule.Cosine) || Steps > WarmupSteps, Schedule,
            $"Constant or Step, unless {nameof(Steps)} is set and above {nameof(WarmupSteps)}");
        OptionRange.Check(WarmupSteps, 0, double.PositiveInfinity);
        OptionRange.Check(DecayEvery, 1, double.PositiveInfinity);
        OptionRange.Check(MaxGradientNorm, 0, double.PositiveInfinity);
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
        Augmentation.Validate();
        Notes.Validate();
        Health.Validate();
        if (Accelerator is { } accelerator) OptionRange.Check(accelerator, nameof(Accelerator));
        OptionRange.Check(Threads, 0, 256);
        OptionRange.Check(ReadLossesEvery, 1, 64);
        OptionRange.Check(Precision, nameof(Precision));
    }
}
