using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Distributed;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Runs;

/// <summary>The training step of Pix2Pix (Isola et al. 2017, section 3.3), with the further losses of <see cref="TrainingOptions"/>.</summary>
internal sealed class Pix2PixTrainer : Trainer
{
    private const float GainShare = 0.1f;
    private const float ModeSeekingEpsilon = 1e-5f; // as in the program of Mao et al. 2019

    private readonly BatchLoader _batches;
    private readonly double _minDifference;
    private readonly Tensor? _bandWeights;
    private readonly TrainedNetwork<GeneratorNetwork> _generator;
    private readonly TrainedNetwork<DiscriminatorNetwork> _discriminator;
    private readonly TrainedNetwork<StyleClassifierNetwork>? _classifier;
    private readonly TrainedNetwork<RollDiscriminator>? _rollDiscriminator;
    private readonly TrainedNetwork<RollEncoder>? _rollEncoder;

    /// <inheritdoc cref="Trainer.Create"/>
    public Pix2PixTrainer(TrainingOptions options, ITrainingData data, IRankGroup? group = null) : base(options, data, group ?? SingleRank.Instance)
    {
        _batches = new BatchLoader(options, data, Share);
        double discriminatorRate = options.DiscriminatorLearningRate ?? options.LearningRate;
        _generator = Add(Checkpoint.GeneratorName, RandomPurpose.GeneratorWeights, options.LearningRate, () => GeneratorNetwork.Create(GeneratorOptions), averages: true);
        _discriminator = Add("discriminator", RandomPurpose.DiscriminatorWeights, discriminatorRate, () => new DiscriminatorNetwork(options.Discriminator));
        if (options.ClassifiesStyle)
        {
            _classifier = Add(
                "style-classifier", RandomPurpose.ClassifierWeights, discriminatorRate, () => new StyleClassifierNetwork(options.Discriminator.Width, options.Discriminator.Styles));
        }
        if (options.Output == GeneratorOutput.Notes && options.Notes.RollAdversarialWeight > 0)
        {
            _rollDiscriminator = Add(
                "roll-discriminator", RandomPurpose.RollDiscriminatorWeights, discriminatorRate, () => new RollDiscriminator(options.Discriminator.Width, options.Discriminator.Styles));
        }
        if (options.Notes.LatentLength > 0)
        {
            _rollEncoder = Add(
                "roll-encoder", RandomPurpose.RollEncoderWeights, options.LearningRate, () => new RollEncoder(2 * options.Width, options.Size, options.Notes.LatentLength),
                scalesByInputs: true);
        }
        Networks = [.. ((TrainedNetwork?[])[_generator, _discriminator, _classifier, _rollDiscriminator, _rollEncoder]).OfType<TrainedNetwork>()];
        _minDifference = options.DiversityWeight > 0 ? options.DiversityTarget * MeanAbsoluteDifference.OfSample(data, options.Seed) : 0;
        _bandWeights = NearestPartner.BandWeights(options.Size, options.LowBandWeight)?.to(Device);
    }

    public override IReadOnlyList<TrainedNetwork> Networks { get; }

    public override double? SecondsPerInput => _batches.SecondsPerInput;

    public override GeneratorNetwork Average => _generator.Average;

    /// <summary>The generator that is trained.</summary>
    public GeneratorNetwork Generator => _generator.Network;

    public DiscriminatorNetwork Discriminator => _discriminator.Network;

    protected override LossRecorder Train(long step, bool paused)
    {
        Batch batch = _batches.Load(step, Device);
        if (Generator is ConvolutionalGenerator { Notes: { } notes })
        {
            using IDisposable noGradient = no_grad();
            (Tensor? rendered, Tensor gain) = notes.RenderLike(batch.Rolls!.select(1, 0), batch.Mel, Options.UsesMel);
            batch = rendered is null ? batch with { Gain = gain } : batch with { Mel = rendered, Partners = rendered, Gain = gain };
        }
        DiscriminatorAugmentation? augmentation = Options.Augmentation.IsUsed ? new(Options, Data.Mel.TopDecibels, step, Share) : null;
        Gaussian? posterior = _rollEncoder?.Network.forward(batch.Rolls!.select(1, 0));
        Generated output = Generator.Generate(batch.Painting, batch.Style, batch.Seed, batch.Creativity, batch.Embedding, posterior?.Draw(Normal(step)), Options.UsesMel);
        var losses = new LossRecorder(step, _batches.EpochAt(step), paused);
        if (Options.UsesDiscriminator)
            UpdateDiscriminator(step, batch, output.Mel!.detach(), augmentation, paused, losses);
        if (_classifier is not null)
            UpdateClassifier(step, batch);
        if (_rollDiscriminator is not null)
            UpdateRollDiscriminator(step, batch, NotesHead.Binary(output.Notes!.Logits).detach());
        UpdateGenerator(step, batch, output, posterior, augmentation, losses);
        bool isFirstOfTwo = step % 2 == 1 && Options.DiversityWeight > 0;
        KeepOutput(isFirstOfTwo ? output.Mel : null);
        return losses;
    }

    private void UpdateDiscriminator(long step, Batch batch, Tensor generated, DiscriminatorAugmentation? augmentation, bool paused, LossRecorder losses)
    {
        (Tensor real, Tensor fake, Tensor? penalty) = UpdateDiscriminator(
            _discriminator, mel => Judge(batch, mel), Seen(batch.Mel, augmentation), Seen(generated, augmentation), step, paused);
        losses.Add(LossName.D1, real);
        losses.Add(LossName.D2, fake);
        if (penalty is not null) losses.Add(LossName.GradientPenalty, penalty);
    }

    private void UpdateGenerator(long step, Batch batch, Generated output, Gaussian? posterior, DiscriminatorAugmentation? augmentation, LossRecorder losses)
    {
        _generator.ClearGradients();
        _rollEncoder?.ClearGradients();
        // The gradient passes through the other networks, but their weights need none. This saves a third of the work.
        SetOthersRequireGradient(false);

        Tensor loss = zeros(1, device: Device);
        if (output.Mel is { } mel)
            loss = AddMelLosses(batch, mel, augmentation, loss, losses);
        if (output.Notes is { } notes)
            loss = AddNoteLosses(batch, notes, posterior, output.Prior, loss, losses);
        loss.backward();
        _generator.Update(step);
        _rollEncoder?.Update(step);
        SetOthersRequireGradient(true);
    }

    private Tensor AddMelLosses(Batch batch, Tensor generated, DiscriminatorAugmentation? augmentation, Tensor loss, LossRecorder losses)
    {
        (Tensor distance, Tensor nearest) = NearestPartner.Find(generated, batch.Partners, _bandWeights);
        loss = loss + distance * (float)Options.L1Weight;
        losses.Add(LossName.L1, distance);
        if (Options.UsesDiscriminator)
        {
            IReadOnlyList<Judgement> judgements = Judge(batch, Seen(generated, augmentation));
            Tensor adversarial = AdversarialObjective.OfGenerator(Options.AdversarialLoss, judgements);
            loss = loss + adversarial * (float)Options.AdversarialWeight;
            losses.Add(LossName.G, adversarial);
            if (Options.FeatureMatchingWeight > 0)
            {
                IReadOnlyList<Judgement> real;
                using (no_grad())
                    real = Judge(batch, Seen(nearest, augmentation));
                Tensor matching = FeatureMatching.Distance(judgements, real);
                loss = loss + matching * (float)Options.FeatureMatchingWeight;
                losses.Add(LossName.FeatureMatching, matching);
            }
        }
        if (Options.BandStatisticsWeight > 0)
        {
            Tensor statistics = BandStatisticsDistance.Of(generated, batch.Mel);
            loss = loss + statistics * (float)Options.BandStatisticsWeight;
            losses.Add(LossName.BandStatistics, statistics);
        }
        if (PreviousOutput is not null)
        {
            Tensor previous = PreviousOutput.narrow(0, Share.First, Share.Count).to(Device);
            Tensor missingDifference = PositivePart((generated - previous).abs().mean() * -1f + (float)_minDifference);
            loss = loss + missingDifference * (float)Options.DiversityWeight;
        }
        if (Options.ModeSeekingWeight > 0)
        {
            Tensor other = Generator.forward(batch.Painting, batch.Style, batch.OtherSeed, batch.Creativity, batch.Embedding);
            Tensor noise = (Generator.Noise.Forward(batch.Seed, batch.Creativity) - Generator.Noise.Forward(batch.OtherSeed, batch.Creativity)).abs().mean();
            Tensor seeking = Quotient(noise, (generated - other).abs().mean() + ModeSeekingEpsilon);
            loss = loss + seeking * (float)Options.ModeSeekingWeight;
            losses.Add(LossName.ModeSeeking, seeking);
        }
        if (_classifier is not null)
        {
            Tensor logits = _classifier.Network.forward(generated);
            Tensor style = StyleObjective.OfRequested(logits, batch.Style), ambiguity = StyleObjective.OfAmbiguous(logits, batch.Style);
            loss = loss + style * (float)Options.StyleWeight + ambiguity * (float)Options.StyleAmbiguityWeight;
            losses.Add(LossName.Style, style);
            losses.Add(LossName.StyleAmbiguity, ambiguity);
        }
        return loss;
    }

    private Tensor AddNoteLosses(Batch batch, GeneratedNotes notes, Gaussian? posterior, Gaussian? prior, Tensor loss, LossRecorder losses)
    {
        // With a latent code, which says what the partner is, no other partner is nearer.
        Tensor rolls = posterior is null ? batch.Rolls! : batch.Rolls!.narrow(1, 0, 1);
        (Tensor distance, _) = RollObjective.Nearest(notes.Logits, rolls, Options.Notes.NoteWeight);
        Tensor gainDistance = (notes.Gain - batch.Gain!).abs().mean() / NotesHead.MaxGain;
        loss = loss + (distance + gainDistance * GainShare) * (float)Options.Notes.RollWeight;
        losses.Add(LossName.Roll, distance);
        if (posterior is not null)
        {
            // Nats for each cell, as the cross entropy is.
            Tensor divergence = posterior.Divergence(prior!);
            loss = loss + divergence * (float)(Options.Notes.RollWeight * Options.Notes.LatentBeta / (notes.Logits.numel() / notes.Logits.shape[0]));
            losses.Add(LossName.Latent, divergence);
        }
        if (_rollDiscriminator is not null)
        {
            Tensor played = AdversarialObjective.OfGenerator(AdversarialLoss.Hinge, _rollDiscriminator.Network.forward(batch.Style, NotesHead.Binary(notes.Logits)));
            loss = loss + played * (float)Options.Notes.RollAdversarialWeight;
        }
        return loss;
    }

    private void UpdateClassifier(long step, Batch batch)
    {
        _classifier!.ClearGradients();
        StyleObjective.OfRequested(_classifier.Network.forward(batch.Mel), batch.Label).backward();
        _classifier.Update(step);
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
        foreach (TrainedNetwork network in Networks.Where(network => network != _generator && network != _rollEncoder))
            network.RequiresGradient = value;
    }

    protected override void Dispose(bool disposing)
    {
        _batches.Dispose();
        _bandWeights?.Dispose();
        base.Dispose(disposing);
    }

    private IReadOnlyList<Judgement> Judge(Batch batch, Tensor mel) => Discriminator.forward(batch.Painting, batch.Style, mel);

    private static Tensor Seen(Tensor mel, DiscriminatorAugmentation? augmentation) => augmentation?.Apply(mel) ?? mel;

    /// <summary>Numbers from the standard normal distribution for the latent codes.</summary>
    private Tensor Normal(long step)
    {
        var random = new SeededRandom(Options.Seed, RandomPurpose.LatentCode, step);
        return BatchLoader.ToTensor(
            Share.Of([.. Enumerable.Range(0, Share.Total * Options.Notes.LatentLength).Select(_ => (float)random.NextGaussian())]), Device, Share.Count, Options.Notes.LatentLength);
    }

    // Two losses are no means over the examples of a step: the positive part, and the quotient, of such means. What follows has the value and the gradient of the whole step as the mean over the ranks.
    private Tensor PositivePart(Tensor value)
    {
        if (Group.Count == 1) return value.relu();
        double[] mean = [value.item<float>()];
        Group.Average(mean.AsSpan());
        return value * (mean[0] > 0 ? 1f : 0f);
    }

    private Tensor Quotient(Tensor numerator, Tensor denominator)
    {
        if (Group.Count == 1) return numerator / denominator;
        double[] means = [numerator.item<float>(), denominator.item<float>()];
        Group.Average(means.AsSpan());
        // The numerator has no gradient. The quotient changes with the denominator as its tangent does.
        return (denominator * -1f + (float)means[1]) * (float)(means[0] / (means[1] * means[1])) + (float)(means[0] / means[1]);
    }
}
