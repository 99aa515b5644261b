using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Health;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class TrainerTests
{
    [Fact]
    public void The_same_seed_gives_the_same_losses_and_another_seed_others()
    {
        StepLosses[] first = Train(Samples.Options, 5), second = Train(Samples.Options, 5), third = Train(Samples.Options with { Seed = 8 }, 5);
        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
    }

    [Theory]
    [InlineData(Normalization.Instance, AdversarialLoss.CrossEntropy)]
    [InlineData(Normalization.Batch, AdversarialLoss.LeastSquares)]
    public void The_generator_learns_two_pairs_by_heart(Normalization normalization, AdversarialLoss adversarial)
    {
        TrainingOptions options = Samples.Options with { Width = 8, Normalization = normalization, AdversarialLoss = adversarial, Jitter = 1, Flip = false, LearningRate = 1e-3, StyleDropout = 0 };
        using Trainer trainer = Trainer.Create(options, Samples.Data(pairs: 2, validation: 0));
        double first = trainer.NextStep().L1, last = 0;
        for (int i = 1; i < 150; i++)
            last = 0.9 * (i == 1 ? first : last) + 0.1 * trainer.NextStep().L1;
        Assert.True(last < first / 3, $"L1 fell from {first:F3} to {last:F3} only.");
    }

    [Fact]
    public void With_a_weight_of_0_the_L1_distance_is_measured_but_does_not_change_the_weights()
    {
        StepLosses[] without = Train(Samples.Options with { L1Weight = 0 }, 3), with = Train(Samples.Options, 3);
        Assert.Equal(with[0].L1, without[0].L1);
        Assert.NotEqual(with[2].L1, without[2].L1);
    }

    [Fact]
    public void A_winning_discriminator_is_not_updated()
    {
        // With this minimum every discriminator is winning as soon as the window is full.
        StepLosses[] losses = Train(Samples.Options with { MinDiscriminatorLoss = 100, DiscriminatorLossWindow = 3 }, 5);
        Assert.Equal([false, false, false, true, true], losses.Select(l => l.DiscriminatorPaused));
        StepLosses[] never = Train(Samples.Options with { MinDiscriminatorLoss = 100, DiscriminatorLossWindow = 3, PauseDiscriminator = false }, 5);
        Assert.DoesNotContain(never, l => l.DiscriminatorPaused);
        Assert.NotEqual(never[4].D1, losses[4].D1);
    }

    [Fact]
    public void The_learning_rates_of_both_networks_follow_the_schedule()
    {
        using Trainer trainer = Trainer.Create(Samples.Options with { Steps = 4, DecayFrom = 2, LearningRate = 1e-3, DiscriminatorLearningRate = 4e-3 }, Samples.Data());
        for (int i = 0; i < 4; i++)
            trainer.NextStep();
        Assert.Equal([5e-4, 2e-3], trainer.Networks.Select(network => network.Optimizer.ParamGroups.Single().LearningRate));
    }

    public static TheoryData<string> Objectives => [.. s_objectives.Keys];

    private static readonly Dictionary<string, TrainingOptions> s_objectives = new()
    {
        ["hinge, spectral normalisation"] = Samples.Options with { AdversarialLoss = AdversarialLoss.Hinge, SpectralNormalization = true, DiscriminatorNormalization = Normalization.None },
        ["Wasserstein"] = Samples.Options with { AdversarialLoss = AdversarialLoss.Wasserstein },
        ["R1, two scales, tall"] = Samples.Options with { R1Gamma = 1, DiscriminatorScales = 2, TallDiscriminator = true },
        ["feature matching, frequency"] = Samples.Options with { FeatureMatchingWeight = 10, FrequencyCoordinate = true, LowBandWeight = 3 },
        ["nearest of two"] = Samples.Options with { NearestPartners = 2 },
        ["mode seeking"] = Samples.Options with { ModeSeekingWeight = 1, DiversityWeight = 0 },
        ["style and ambiguity"] = Samples.Options with { StyleWeight = 1, StyleAmbiguityWeight = 1, StyleDropout = 0.5 },
        ["augmentation, clipped gradients"] = Samples.Options with { Augmentation = new() { TimeShift = 0.2, Cutout = 0.2, Gain = 6 }, MaxGradientNorm = 1, BatchSize = 2 },
        ["residual, resize-convolution"] = Samples.Options with { Architecture = GeneratorArchitecture.Residual, Upsampling = Upsampling.ResizeConvolution },
        ["embedding"] = Samples.Options with { Embedding = true },
        ["notes with a latent code"] = Samples.Options with
        {
            Size = 128,
            Width = 2,
            Output = GeneratorOutput.Notes,
            Notes = new() { LatentLength = 4 },
            Skips = false,
            AdversarialWeight = 0,
            L1Weight = 0,
            DiversityWeight = 0,
        },
        ["CycleGAN"] = TrainingKindRules.Apply(Samples.Options, TrainingKind.CycleGan) with { PoolSize = 2, BatchSize = 2 },
        ["DiscoGAN"] = TrainingKindRules.Apply(Samples.Options, TrainingKind.DiscoGan),
        ["DualGAN, frequency, tall"] = TrainingKindRules.Apply(Samples.Options, TrainingKind.DualGan) with { FrequencyCoordinate = true, TallDiscriminator = true },
        ["notes"] = Samples.Options with { Size = 128, Width = 2, Output = GeneratorOutput.Notes, NearestPartners = 2, BandStatisticsWeight = 1 },
    };

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Every_objective_changes_all_its_networks_and_continues_as_if_it_had_not_stopped(string name)
    {
        TrainingOptions options = s_objectives[name];
        ITrainingData data = DataWithPartners(options.Size);
        using var folder = new TemporaryFolder();
        using Trainer trainer = Trainer.Create(options, data), continued = Trainer.Create(options, data);
        float[][] first = Weights(trainer);
        for (int i = 0; i < 3; i++)
            trainer.NextStep();
        Assert.All(first.Zip(Weights(trainer)), (weights, i) => Assert.Equal(trainer.Networks[i].Name == "discriminator" && options.AdversarialWeight == 0, weights.First.SequenceEqual(weights.Second)));
        Checkpoint.Save(folder.File("checkpoint"), null, trainer, new RunState { RunId = "1", Options = options, Data = Samples.Origin });
        Checkpoint.Restore(folder.File("checkpoint"), continued);
        Assert.Equal([trainer.NextStep(), trainer.NextStep()], [continued.NextStep(), continued.NextStep()]);
        Assert.Equal(Weights(trainer), Weights(continued));

        static float[][] Weights(Trainer trainer) => [.. trainer.Networks.Select(n => n.Module.parameters().SelectMany(p => p.detach().data<float>().ToArray()).ToArray())];
    }

    [Fact]
    public void Losses_that_are_used_are_reported_and_others_are_not()
    {
        Assert.Equal((null, null, null, null, null), Used(Samples.Options));
        StepLosses all = Last(Samples.Options with { FeatureMatchingWeight = 1, ModeSeekingWeight = 1, StyleWeight = 1, StyleAmbiguityWeight = 1, R1Gamma = 1 });
        Assert.All((double?[])[all.FeatureMatching, all.ModeSeeking, all.Style, all.GradientPenalty], loss => Assert.True(loss > 0));

        static StepLosses Last(TrainingOptions options) => Train(options, 2)[^1];
        static (double?, double?, double?, double?, double?) Used(TrainingOptions options)
            => Last(options) is var l ? (l.FeatureMatching, l.ModeSeeking, l.Style, l.StyleAmbiguity, l.GradientPenalty) : default;
    }

    [Fact]
    public void The_nearest_of_two_partners_is_never_farther_than_the_one_of_the_pair()
    {
        ITrainingData data = DataWithPartners();
        using Trainer one = Trainer.Create(Samples.Options, data), two = Trainer.Create(Samples.Options with { NearestPartners = 2 }, data);
        StepLosses first = one.NextStep(), nearest = two.NextStep();
        Assert.True(nearest.L1 <= first.L1 + 1e-6, $"{nearest.L1} {first.L1}");
    }

    [Fact]
    public void More_partners_than_a_painting_has_are_refused_with_the_command_to_use()
    {
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(Samples.Options with { NearestPartners = 3 }, DataWithPartners()));
        Assert.Contains("only 2 clips", error.Message);
        Assert.Contains("--partners 3", error.Message);
    }

    [Fact]
    public void Training_with_embeddings_needs_data_that_has_them()
    {
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(Samples.Options with { Embedding = true }, Samples.Data()));
        Assert.Contains("--embedding", error.Message);
    }

    [Fact]
    public void A_generator_that_takes_embeddings_is_evaluated_with_them()
    {
        TrainingData data = DataWithPartners();
        using var trainer = new Pix2PixTrainer(Samples.Options with { Embedding = true, AverageDecay = 0 }, data);
        using (TorchSharp.torch.no_grad())
        {
            // At first the tables of scale and shift are 0, and the condition changes nothing.
            foreach ((string name, TorchSharp.Modules.Parameter table) in trainer.Generator.named_parameters().Where(p => p.name.EndsWith("gamma", StringComparison.Ordinal)))
                table.fill_(1);
        }
        var without = new TrainingData(data.Mel, data.ReadPainting, data.ReadMel, data.Training, data.Validation, data.EmbeddingLength, (_, values) => values.Clear());
        EvaluationMetrics Evaluate(ITrainingData of) => new Evaluator(trainer.Average, of, 2, 1, new HealthOptions { SoundPaintings = 0 }).Evaluate();
        Assert.NotEqual(Evaluate(without).ValidationL1, Evaluate(data).ValidationL1);
    }

    [Fact]
    public void Training_of_notes_needs_data_with_piano_rolls()
    {
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(Samples.Options with { Size = 128, Output = GeneratorOutput.Notes }, Samples.Data(size: 128)));
        Assert.Contains("--output-layer Spectrogram", error.Message);
    }

    [Fact]
    public void A_Wasserstein_discriminator_with_batch_normalisation_is_refused()
    {
        TrainingOptions options = Samples.Options with { AdversarialLoss = AdversarialLoss.Wasserstein, Normalization = Normalization.Batch };
        Assert.Contains("batch normalisation", Assert.Throws<ArgumentOutOfRangeException>(options.Validate).Message);
        (options with { DiscriminatorNormalization = Normalization.Instance }).Validate();
    }

    /// <summary>Four paintings, each with two clips and an embedding; each clip has a piano roll.</summary>
    private static TrainingData DataWithPartners(int size = Samples.Size)
    {
        TrainingData data = Samples.Data(size: size);
        TrainingPair[] pairs = [.. data.Training.SelectMany(pair => (TrainingPair[])[pair, pair with { Mel = (pair.Mel + 1) % 4 }])];
        return new TrainingData(data.Mel, data.ReadPainting, data.ReadMel, pairs, data.Validation, 6, (row, values) =>
        {
            for (int i = 0; i < values.Length; i++)
                values[i] = MathF.Sin(row + i);
        }, (row, roll) =>
        {
            for (int i = 0; i < roll.Length; i++)
                roll[i] = (i + row * 7) % 31 == 0 ? 1 : 0;
        });
    }

    [Fact]
    public void The_moving_average_follows_the_weights_slowly()
    {
        using var trainer = new Pix2PixTrainer(Samples.Options, Samples.Data());
        for (int i = 0; i < 5; i++)
            trainer.NextStep();
        Assert.NotSame(trainer.Generator, trainer.Average);
        float current = trainer.Generator.state_dict()["encoder0.conv.weight"].detach().data<float>().ToArray()[0];
        float average = trainer.Average.state_dict()["encoder0.conv.weight"].detach().data<float>().ToArray()[0];
        Assert.NotEqual(current, average);
        Assert.InRange(Math.Abs(current - average), 0, 2e-3);
        using var without = new Pix2PixTrainer(Samples.Options with { AverageDecay = 0 }, Samples.Data());
        Assert.Same(without.Generator, without.Average);
    }

    [Fact]
    public void Data_of_another_size_is_refused_with_the_option_to_use()
    {
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(Samples.Options with { Size = 128 }, Samples.Data()));
        Assert.Contains("--size 128", error.Message);
    }

    [Fact]
    public void Transposition_is_refused_on_the_mel_scale()
    {
        TrainingOptions options = Samples.Options with { Augmentation = new() { Semitones = 2 } };
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(options, Samples.Data()));
        Assert.Equal("The data is on the mel scale, where a transposition is no shift; prepare it with --preset Semitone256, or train without --augment-semitones.", error.Message);
        using Trainer trainer = Trainer.Create(options, OnSemitones(Samples.Data()));
        Assert.Equal(1, trainer.NextStep().Step);
    }

    [Fact]
    public void Notes_are_refused_on_the_semitone_scale()
    {
        TrainingData good = Samples.Data(size: 128);
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(Samples.Options with { Size = 128, Output = GeneratorOutput.Notes }, OnSemitones(good, (_, values) => values.Clear())));
        Assert.Contains("generators of notes render mel-spectrograms on the mel scale", error.Message);
    }

    private static TrainingData OnSemitones(TrainingData data, RowReader? rolls = null)
        => new(MelOptions.Semitone256 with { MelBands = data.Size, Frames = data.Size }, data.ReadPainting, data.ReadMel, data.Training, data.Validation, readRoll: rolls);

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_training_with_the_number_of_the_step()
    {
        TrainingData good = Samples.Data(pairs: 1, validation: 0);
        float[] mel = Samples.Mel(0);
        mel[7] = float.NaN;
        using Trainer trainer = Trainer.Create(Samples.Options with { DiversityWeight = 0 }, new TrainingData(good.Mel, good.ReadPainting, (_, values) => mel.CopyTo(values), good.Training, []));
        Assert.Contains("step 1", Assert.Throws<Pix2PitchException>(() => trainer.NextStep()).Message);
        Assert.Equal(0, trainer.Step);
    }

    [Fact]
    public void The_diversity_penalty_applies_in_every_second_step()
    {
        StepLosses[] without = Train(Samples.Options with { DiversityWeight = 0 }, 3), with = Train(Samples.Options with { DiversityWeight = 100 }, 3);
        Assert.Equal(without[..2], with[..2]);
        Assert.NotEqual(without[2], with[2]);
    }

    [Fact]
    public void Data_without_pairs_is_refused()
        => Assert.Throws<Pix2PitchException>(() => Trainer.Create(Samples.Options, Samples.Data(pairs: 0)));

    [Fact]
    public void An_option_out_of_range_is_refused_with_its_value_and_range()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Trainer.Create(Samples.Options with { StyleDropout = 1.5 }, Samples.Data()));
        Assert.Contains("1.5", error.Message);
        Assert.Contains("from 0 to 1", error.Message);
    }

    private static StepLosses[] Train(TrainingOptions options, int steps)
    {
        using Trainer trainer = Trainer.Create(options, Samples.Data());
        return [.. Enumerable.Range(0, steps).Select(_ => trainer.NextStep())];
    }

    [Fact]
    public void Requesting_CUDA_where_it_cannot_be_used_is_an_error()
    {
        TrainingOptions options = Samples.Options with { Accelerator = Accelerator.Cuda };
        if (TorchSharp.torch.cuda.is_available())
        {
            using Trainer trainer = Trainer.Create(options, Samples.Data());
            Assert.Equal(Accelerator.Cuda, trainer.Accelerator);
            return;
        }
        var error = Assert.Throws<Pix2PitchException>(() => Trainer.Create(options, Samples.Data()));
        Assert.StartsWith("CUDA was requested, but libtorch cannot use it", error.Message);
    }
}
