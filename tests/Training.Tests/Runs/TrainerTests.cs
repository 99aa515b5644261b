using Pix2Pitch.Training.Data;
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
        using var trainer = new Trainer(options, Samples.Data(pairs: 2, validation: 0));
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
    public void The_learning_rate_falls_linearly_to_0()
    {
        TrainingOptions options = Samples.Options with { Steps = 8, DecayFrom = 4 };
        using var trainer = new Trainer(options, Samples.Data());
        double[] rates = [.. Enumerable.Range(0, 8).Select(_ =>
        {
            trainer.NextStep();
            return trainer.GeneratorOptimizer.ParamGroups.Single().LearningRate / options.LearningRate;
        })];
        Assert.Equal([1, 1, 1, 1, 1, 0.75, 0.5, 0.25], rates.Select(r => Math.Round(r, 9)));
    }

    [Fact]
    public void The_moving_average_follows_the_weights_slowly()
    {
        using var trainer = new Trainer(Samples.Options, Samples.Data());
        for (int i = 0; i < 5; i++)
            trainer.NextStep();
        Assert.NotSame(trainer.Generator, trainer.Average);
        float current = trainer.Generator.Encoder[0].Conv.weight!.detach().data<float>().ToArray()[0];
        float average = trainer.Average.Encoder[0].Conv.weight!.detach().data<float>().ToArray()[0];
        Assert.NotEqual(current, average);
        Assert.InRange(Math.Abs(current - average), 0, 2e-3);
        using var without = new Trainer(Samples.Options with { AverageDecay = 0 }, Samples.Data());
        Assert.Same(without.Generator, without.Average);
    }

    [Fact]
    public void Data_of_another_size_is_refused_with_the_option_to_use()
    {
        var error = Assert.Throws<Pix2PitchException>(() => new Trainer(Samples.Options with { Size = 128 }, Samples.Data()));
        Assert.Contains("--size 128", error.Message);
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_training_with_the_number_of_the_step()
    {
        TrainingData good = Samples.Data(pairs: 1, validation: 0);
        float[] mel = Samples.Mel(0);
        mel[7] = float.NaN;
        using var trainer = new Trainer(Samples.Options with { DiversityWeight = 0 }, new TrainingData(good.Mel, good.ReadPainting, (_, values) => mel.CopyTo(values), good.Training, []));
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
        => Assert.Throws<Pix2PitchException>(() => new Trainer(Samples.Options, Samples.Data(pairs: 0)));

    [Fact]
    public void An_option_out_of_range_is_refused_with_its_value_and_range()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(Samples.Options with { StyleDropout = 1.5 }, Samples.Data()));
        Assert.Contains("1.5", error.Message);
        Assert.Contains("from 0 to 1", error.Message);
    }

    private static StepLosses[] Train(TrainingOptions options, int steps)
    {
        using var trainer = new Trainer(options, Samples.Data());
        return [.. Enumerable.Range(0, steps).Select(_ => trainer.NextStep())];
    }

    [Fact]
    public void Requesting_CUDA_where_it_cannot_be_used_is_an_error()
    {
        TrainingOptions options = Samples.Options with { Accelerator = Accelerator.Cuda };
        if (TorchSharp.torch.cuda.is_available())
        {
            using var trainer = new Trainer(options, Samples.Data());
            Assert.Equal(Accelerator.Cuda, trainer.Accelerator);
            return;
        }
        var error = Assert.Throws<Pix2PitchException>(() => new Trainer(options, Samples.Data()));
        Assert.StartsWith("CUDA was requested, but libtorch cannot use it", error.Message);
    }
}
