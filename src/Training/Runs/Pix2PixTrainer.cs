using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>The training step of Pix2Pix (Isola et al. 2017, section 3.3), with the further losses of <see cref="TrainingOptions"/>.</summary>
internal sealed class Pix2PixTrainer : Trainer
{
    private const float ModeSeekingEpsilon = 1e-5f; // as in the program of Mao et al. 2019

    private readonly BatchLoader _batches;
    private readonly double _minDifference;
    private readonly Tensor? _bandWeights;
    private readonly TrainedNetwork<GeneratorNetwork> _generator;
    private readonly TrainedNetwork<DiscriminatorNetwork> _discriminator;
    private readonly TrainedNetwork<StyleClassifierNetwork>? _classifier;
    private readonly TrainedNetwork<RollDiscriminator>? _rollDiscriminator;

    /// <inheritdoc cref="Trainer.Create"/>
    public Pix2PixTrainer(TrainingOptions options, ITrainingData data) : base(options, data)
    {
        _batches = new BatchLoader(options, data);
        double discriminatorRate = options.DiscriminatorLearningRate ?? options.LearningRate;
        _generator = Add(Checkpoint.GeneratorName, RandomPurpose.GeneratorWeights, options.LearningRate, () => GeneratorNetwork.Create(GeneratorOptions), averages: true);
        _discriminator = Add("discriminator", RandomPurpose.DiscriminatorWeights, discriminatorRate, () => new DiscriminatorNetwork(options.Discriminator));
        if (options.ClassifiesStyle)
        {
            _classifier = Add(
                "style-classifier", RandomPurpose.ClassifierWeights, discriminatorRate, () => new StyleClassifierNetwork(options.Discriminator.Width, options.Discriminator.Styles));
        }
        if (options.Output == GeneratorOutput.Notes && options.RollAdversarialWeight > 0)
        {
            _rollDiscriminator = Add(
                "roll-discriminator", RandomPurpose.RollDiscriminatorWeights, discriminatorRate, () => new RollDiscriminator(options.Discriminator.Width, options.Discriminator.Styles));
        }
        Networks = [.. ((TrainedNetwork?[])[_generator, _discriminator, _classifier, _rollDiscriminator]).OfType<TrainedNetwork>()];
        _minDifference = options.DiversityWeight > 0 ? options.DiversityTarget * MeanAbsoluteDifference.OfSample(data, options.Seed) : 0;
        _bandWeights = NearestPartner.BandWeights(options.Size, options.LowBandWeight)?.to(Device);
    }

    public override IReadOnlyList<TrainedNetwork> Networks { get; }

    public override GeneratorNetwork Average => _generator.Average;

    /// <summary>The generator that is trained.</summary>
    public GeneratorNetwork Generator => _generator.Network;

    public DiscriminatorNetwork Discriminator => _discriminator.Network;

    protected override StepLosses Train(long step, bool paused)
    {
        Batch batch = _batches.Load(step, Device);
        if (Generator.Notes is { } notes)
        {
            using IDisposable noGradient = no_grad();
            Tensor rendered = notes.RenderLike(batch.Rolls!.select(1, 0), batch.Mel);
            batch = batch with { Mel = rendered, Partners = rendered };
        }
        DiscriminatorAugmentation? augmentation = DiscriminatorAugmentation.IsUsed(Options) ? new(Options, Data.Mel.TopDecibels, step) : null;
        (Tensor generated, GeneratedNotes? played) = Generator.Generate(batch.Painting, batch.Style, batch.Seed, batch.Creativity, batch.Embedding);
        Tensor? roll = played?.Logits;
        var losses = new StepLosses(step, _batches.EpochAt(step), 0, 0, 0, 0, paused);
        losses = UpdateDiscriminator(step, batch, generated.detach(), augmentation, losses);
        if (_rollDiscriminator is not null)
            UpdateRollDiscriminator(step, batch, NotesHead.Binary(roll!).detach());
        losses = UpdateGenerator(step, batch, generated, roll, augmentation, losses);
        bool isFirstOfTwo = step % 2 == 1 && Options.DiversityWeight > 0;
        PreviousOutput = isFirstOfTwo ? generated.detach().cpu().data<float>().ToArray() : null;
        return losses;
    }

    private StepLosses UpdateDiscriminator(long step, Batch batch, Tensor generated, DiscriminatorAugmentation? augmentation, StepLosses losses)
    {
        (double real, double fake, double? penalty) = UpdateDiscriminator(
            _discriminator, mel => Judge(batch, mel), Seen(batch.Mel, augmentation), Seen(generated, augmentation), step, losses.DiscriminatorPaused);
        if (_classifier is not null)
        {
            _classifier.ClearGradients();
            StyleObjective.OfRequested(_classifier.Network.forward(batch.Mel), batch.Label).backward();
            _classifier.Update(step);
        }
        return losses with { D1 = real, D2 = fake, GradientPenalty = penalty };
    }

    private StepLosses UpdateGenerator(long step, Batch batch, Tensor generated, Tensor? roll, DiscriminatorAugmentation? augmentation, StepLosses losses)
    {
        _generator.ClearGradients();
        // The gradient passes through the other networks, but their weights need none. This saves a third of the work.
        SetOthersRequireGradient(false);

        IReadOnlyList<Judgement> judgements = Judge(batch, Seen(generated, augmentation));
        Tensor adversarial = AdversarialObjective.OfGenerator(Options.AdversarialLoss, judgements);
        (Tensor distance, Tensor nearest) = NearestPartner.Find(generated, batch.Partners, _bandWeights);
        Tensor loss = adversarial + distance * (float)Options.L1Weight;
        Tensor? matching = null, seeking = null, style = null, ambiguity = null, rollDistance = null, statistics = null;
        if (roll is not null)
        {
            (rollDistance, _) = RollObjective.Nearest(roll, batch.Rolls!, Options.NoteWeight);
            loss = loss + rollDistance * (float)Options.RollWeight;
            if (_rollDiscriminator is not null)
            {
                Tensor played = AdversarialObjective.OfGenerator(AdversarialLoss.Hinge, _rollDiscriminator.Network.forward(batch.Style, NotesHead.Binary(roll)));
                loss = loss + played * (float)Options.RollAdversarialWeight;
            }
        }
        if (Options.BandStatisticsWeight > 0)
        {
            statistics = RollObjective.BandStatistics(generated, batch.Mel);
            loss = loss + statistics * (float)Options.BandStatisticsWeight;
        }
        if (Options.FeatureMatchingWeight > 0)
        {
            IReadOnlyList<Judgement> real;
            using (no_grad())
                real = Judge(batch, Seen(nearest, augmentation));
            matching = FeatureMatching.Distance(judgements, real);
            loss = loss + matching * (float)Options.FeatureMatchingWeight;
        }
        if (PreviousOutput is not null)
        {
            Tensor previous = BatchLoader.ToTensor(PreviousOutput, Device, generated.shape);
            Tensor missingDifference = ((generated - previous).abs().mean() * -1f + (float)_minDifference).relu();
            loss = loss + missingDifference * (float)Options.DiversityWeight;
        }
        if (Options.ModeSeekingWeight > 0)
        {
            Tensor other = Generator.forward(batch.Painting, batch.Style, batch.OtherSeed, batch.Creativity, batch.Embedding);
            Tensor noise = (Generator.Noise.Forward(batch.Seed, batch.Creativity) - Generator.Noise.Forward(batch.OtherSeed, batch.Creativity)).abs().mean();
            seeking = noise / ((generated - other).abs().mean() + ModeSeekingEpsilon);
            loss = loss + seeking * (float)Options.ModeSeekingWeight;
        }
        if (_classifier is not null)
        {
            Tensor logits = _classifier.Network.forward(generated);
            style = StyleObjective.OfRequested(logits, batch.Style);
            ambiguity = StyleObjective.OfAmbiguous(logits, batch.Style);
            loss = loss + style * (float)Options.StyleWeight + ambiguity * (float)Options.StyleAmbiguityWeight;
        }
        loss.backward();
        _generator.Update(step);
        SetOthersRequireGradient(true);
        return losses with
        {
            G = adversarial.item<float>(),
            L1 = distance.item<float>(),
            FeatureMatching = matching?.item<float>(),
            ModeSeeking = seeking?.item<float>(),
            Style = style?.item<float>(),
            StyleAmbiguity = ambiguity?.item<float>(),
            Roll = rollDistance?.item<float>(),
            BandStatistics = statistics?.item<float>(),
        };
    }

    private void UpdateRollDiscriminator(long step, Batch batch, Tensor generated)
    {
        _rollDiscriminator!.ClearGradients();
        Tensor real = AdversarialObjective.OfDiscriminator(AdversarialLoss.Hinge, _rollDiscriminator.Network.forward(batch.Style, batch.Rolls!.select(1, 0)), isReal: true);
        Tensor fake = AdversarialObjective.OfDiscriminator(AdversarialLoss.Hinge, _rollDiscriminator.Network.forward(batch.Style, generated), isReal: false);
        ((real + fake) * 0.5f).backward();
        _rollDiscriminator.Update(step);
    }

    private void SetOthersRequireGradient(bool value)
    {
        foreach (TrainedNetwork network in Networks.Where(network => network != _generator))
            network.RequiresGradient = value;
    }

    private IReadOnlyList<Judgement> Judge(Batch batch, Tensor mel) => Discriminator.forward(batch.Painting, batch.Style, mel);

    private static Tensor Seen(Tensor mel, DiscriminatorAugmentation? augmentation) => augmentation?.Apply(mel) ?? mel;
}
