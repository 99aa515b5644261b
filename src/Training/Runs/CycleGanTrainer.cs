using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// The training step without pairs (CycleGAN, Zhu et al. 2017, section 3; DiscoGAN and DualGAN have the same loop with other losses): a generator of mel-spectrograms, one
/// of paintings, and a discriminator of each, which receives the style but not the other side. A work and what is made of it have one style.
/// </summary>
/// <remarks>
/// <para>
/// The second generator of a cycle runs without noise. With noise, the cycle loss would make both generators ignore it, because a painting that comes back must not
/// depend on a seed.
/// </para>
/// <para>
/// There is no identity loss (section 5.2 there, for photographs of paintings, so that colours are kept). It asks a generator to leave an image of its output side as it
/// is. Here the sides have 3 channels and 1, and a position in a painting has no meaning in a spectrogram, so there is no such image.
/// </para>
/// </remarks>
internal sealed class CycleGanTrainer : Trainer
{
    private readonly UnpairedBatchLoader _batches;
    private readonly TrainedNetwork<GeneratorNetwork> _generator;
    private readonly TrainedNetwork<GeneratorNetwork> _paintingGenerator;
    private readonly TrainedNetwork<DiscriminatorNetwork> _discriminator;
    private readonly TrainedNetwork<DiscriminatorNetwork> _paintingDiscriminator;
    private readonly ImagePool _pool;
    private readonly ImagePool _paintingPool;

    /// <inheritdoc cref="Trainer.Create"/>
    public CycleGanTrainer(TrainingOptions options, ITrainingData data, IRankGroup? group = null) : base(options, data, group ?? SingleRank.Instance)
    {
        _batches = new UnpairedBatchLoader(options, data, Share);
        double discriminatorRate = options.DiscriminatorLearningRate ?? options.LearningRate;
        _generator = Add(Checkpoint.GeneratorName, RandomPurpose.GeneratorWeights, options.LearningRate, () => GeneratorNetwork.Create(GeneratorOptions), averages: true);
        _paintingGenerator = Add(
            Checkpoint.PaintingGeneratorName, RandomPurpose.PaintingGeneratorWeights, options.LearningRate, () => GeneratorNetwork.Create(options.PaintingGenerator), averages: true);
        _discriminator = Add("discriminator", RandomPurpose.DiscriminatorWeights, discriminatorRate, () => new DiscriminatorNetwork(options.Discriminator));
        _paintingDiscriminator = Add(
            "painting-discriminator", RandomPurpose.PaintingDiscriminatorWeights, discriminatorRate, () => new DiscriminatorNetwork(options.PaintingDiscriminator));
        Networks = [_generator, _paintingGenerator, _discriminator, _paintingDiscriminator];
        _pool = new ImagePool("pool", options.PoolSize, options.Seed, side: 0, Group);
        _paintingPool = new ImagePool("painting-pool", options.PoolSize, options.Seed, side: 1, Group);
    }

    public override IReadOnlyList<TrainedNetwork> Networks { get; }

    public override double? SecondsPerInput => _batches.SecondsPerInput;

    public override GeneratorNetwork Average => _generator.Average;

    /// <summary>The generator of paintings, with the moving average of the weights if there is one.</summary>
    public GeneratorNetwork PaintingAverage => _paintingGenerator.Average;

    public override IReadOnlyList<ImagePool> Pools => [_pool, _paintingPool];

    protected override LossRecorder Train(long step, bool paused)
    {
        UnpairedBatch batch = _batches.Load(step, Device);
        Tensor full = ones([Options.BatchSize, 1], device: Device), none = zeros([Options.BatchSize, 1], device: Device);
        Tensor mel = _generator.Network.forward(batch.Painting, batch.PaintingStyle, batch.PaintingSeed, full);
        Tensor painting = _paintingGenerator.Network.forward(batch.Mel, batch.ClipStyle, batch.ClipSeed, full);
        Tensor paintingAgain = _paintingGenerator.Network.forward(mel, batch.PaintingStyle, batch.PaintingSeed, none);
        Tensor melAgain = _generator.Network.forward(painting, batch.ClipStyle, batch.ClipSeed, none);

        _generator.ClearGradients();
        _paintingGenerator.ClearGradients();
        // The gradient passes through the discriminators, but their weights need none.
        _discriminator.RequiresGradient = _paintingDiscriminator.RequiresGradient = false;
        Tensor adversarial = AdversarialObjective.OfGenerator(Options.AdversarialLoss, _discriminator.Network.forward(null, batch.PaintingStyle, mel));
        Tensor paintingAdversarial = AdversarialObjective.OfGenerator(Options.AdversarialLoss, _paintingDiscriminator.Network.forward(null, batch.ClipStyle, painting));
        Tensor cycle = Distance(melAgain, batch.Mel), paintingCycle = Distance(paintingAgain, batch.Painting);
        (adversarial + paintingAdversarial + (cycle + paintingCycle) * (float)Options.CycleWeight).backward();
        _generator.Update(step);
        _paintingGenerator.Update(step);
        _discriminator.RequiresGradient = _paintingDiscriminator.RequiresGradient = true;

        (Tensor d1, Tensor d2, Tensor? penalty) = UpdateDiscriminator(_discriminator, _pool, batch.Mel, batch.ClipStyle, mel, batch.PaintingStyle, step, paused);
        (Tensor paintingD1, Tensor paintingD2, Tensor? paintingPenalty)
            = UpdateDiscriminator(_paintingDiscriminator, _paintingPool, batch.Painting, batch.PaintingStyle, painting, batch.ClipStyle, step, paused);
        var losses = new LossRecorder(step, _batches.EpochAt(step), paused);
        losses.Add(LossName.D1, d1);
        losses.Add(LossName.D2, d2);
        losses.Add(LossName.G, adversarial);
        losses.Add(LossName.L1, cycle);
        if (penalty is not null && paintingPenalty is not null) losses.Add(LossName.GradientPenalty, (penalty + paintingPenalty) * 0.5f);
        losses.Add(LossName.PaintingD1, paintingD1);
        losses.Add(LossName.PaintingD2, paintingD2);
        losses.Add(LossName.PaintingG, paintingAdversarial);
        losses.Add(LossName.PaintingCycle, paintingCycle);
        return losses;
    }

    protected override void Dispose(bool disposing)
    {
        _batches.Dispose();
        base.Dispose(disposing);
    }

    private (Tensor Real, Tensor Fake, Tensor? Penalty) UpdateDiscriminator(
        TrainedNetwork<DiscriminatorNetwork> network, ImagePool pool, Tensor real, Tensor realStyle, Tensor made, Tensor madeStyle, long step, bool paused)
    {
        (Tensor fake, Tensor fakeStyle) = pool.Exchange(made.detach(), madeStyle, step);
        return UpdateDiscriminator(
            network, images => network.Network.forward(null, realStyle, images), real, fake, step, paused, images => network.Network.forward(null, fakeStyle, images));
    }

    private Tensor Distance(Tensor found, Tensor expected)
        => Options.Kind == TrainingKind.DiscoGan ? functional.mse_loss(found, expected) : functional.l1_loss(found, expected);
}
