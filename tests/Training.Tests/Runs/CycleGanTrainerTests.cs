using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class CycleGanTrainerTests
{
    private static readonly TrainingOptions s_options = TrainingKindRules.Apply(Samples.Options, TrainingKind.CycleGan) with { PoolSize = 3, DiscriminatorWidth = 4, EvaluationPaintings = 2 };

    [Fact]
    public void Works_come_back_from_both_generators_more_and_more_as_they_were()
    {
        using Trainer trainer = Trainer.Create(s_options with { LearningRate = 2e-3, Jitter = 1, Flip = false }, Samples.Data());
        StepLosses[] losses = [.. Enumerable.Range(0, 60).Select(_ => trainer.NextStep())];
        // Means of four steps, in which each painting and each clip is used once.
        Assert.True(losses[^4..].Average(l => l.L1) < 0.75 * losses[..4].Average(l => l.L1), $"Music: {losses[..4].Average(l => l.L1)} to {losses[^4..].Average(l => l.L1)}");
        Assert.True(losses[^4..].Average(l => l.PaintingCycle) < 0.75 * losses[..4].Average(l => l.PaintingCycle), $"Paintings: {losses[..4].Average(l => l.PaintingCycle)} to {losses[^4..].Average(l => l.PaintingCycle)}");
    }

    [Fact]
    public void A_stopped_run_continues_to_the_same_losses_weights_and_earlier_outputs()
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        TrainingOptions options = s_options with { Steps = 9 };
        TrainingLoopTests.Run(whole, options);
        TrainingLoopTests.RunTo(2, parts, options); // before the pools are full
        TrainingLoopTests.RunTo(6, parts, options);
        TrainingLoopTests.Run(parts, options);
        Assert.Equal(TrainingLoopTests.Losses(whole), TrainingLoopTests.Losses(parts));
        CheckpointTests.AssertSameWeights(whole.File("checkpoint.p2p"), parts.File("checkpoint.p2p"));
        Assert.Superset(
            new HashSet<string> { "painting-generator-average.dat", "painting-discriminator-adam.dat", "pool.dat", "painting-pool.dat" },
            new HashSet<string>(CheckpointTests.Entries(parts.File("checkpoint.p2p")).Keys));
    }

    [Fact]
    public void Every_painting_and_every_clip_for_training_is_used_once_in_its_own_epoch()
    {
        using DisposeScope scope = NewDisposeScope();
        // Three paintings and five clips, none of them in a pair.
        var data = new TrainingData(MelOptions.Small64, (row, values) => values.Fill(row / 10f), (row, values) => values.Fill(row / 10f), [], [])
        {
            TrainingPaintings = [.. Enumerable.Range(1, 3).Select(row => new TrainingWork(row, null))],
            TrainingClips = [.. Enumerable.Range(4, 5).Select(row => new TrainingWork(row, Style.Baroque))],
        };
        using var loader = new UnpairedBatchLoader(s_options with { StyleDropout = 0 }, data);
        UnpairedBatch[] batches = [.. Enumerable.Range(1, 30).Select(step => Copy(loader.Load(step, CPU)))];
        int[] paintings = [.. batches.Select(batch => Row(batch.Painting))], clips = [.. batches.Select(batch => Row(batch.Mel))];
        Assert.All(paintings.Chunk(3), epoch => Assert.Equal([1, 2, 3], epoch.Order()));
        Assert.All(clips.Chunk(5), epoch => Assert.Equal([4, 5, 6, 7, 8], epoch.Order()));
        Assert.True(paintings.Zip(clips).Distinct().Count() > 10, "Paintings and clips are drawn together.");
        Assert.All(batches, batch => Assert.Equal((0f, 1f), (batch.PaintingStyle.sum().item<float>(), batch.ClipStyle[0, 0].item<float>())));
        Assert.Equal(1, loader.EpochAt(6));

        // The batch of the next step is in the same memory.
        static UnpairedBatch Copy(UnpairedBatch batch) => batch with { Painting = batch.Painting.clone(), Mel = batch.Mel.clone(), PaintingStyle = batch.PaintingStyle.clone(), ClipStyle = batch.ClipStyle.clone() };

        static int Row(Tensor values) => (int)MathF.Round(values.data<float>()[0] * 10);
    }

    [Fact]
    public void A_prepared_folder_gives_all_works_for_training_and_none_of_validation()
    {
        using var folder = new TemporaryFolder();
        using var prepared = new PreparedData(Samples.WritePrepared(folder.File("prepared"), isPaired: false));
        TrainingData data = TrainingData.Of(prepared);
        Assert.Empty(data.Training);
        TrainingWork[] expected = [.. Enumerable.Range(0, 4).Select(i => new TrainingWork(i, (Style)(i + 1)))];
        Assert.Equal(expected, data.TrainingPaintings);
        Assert.Equal(expected, data.TrainingClips);
    }

    [Fact]
    public void The_kinds_have_the_losses_of_their_papers()
    {
        TrainingOptions cycle = TrainingOptions.For(TrainingKind.CycleGan), disco = TrainingOptions.For(TrainingKind.DiscoGan), dual = TrainingOptions.For(TrainingKind.DualGan);
        Assert.Equal((AdversarialLoss.LeastSquares, 10, 50), (cycle.AdversarialLoss, cycle.CycleWeight, cycle.PoolSize));
        Assert.Equal((AdversarialLoss.CrossEntropy, 1, 0), (disco.AdversarialLoss, disco.CycleWeight, disco.PoolSize));
        Assert.Equal((AdversarialLoss.Wasserstein, 100, 0), (dual.AdversarialLoss, dual.CycleWeight, dual.PoolSize));
        Assert.Equal(new TrainingOptions(), TrainingKindRules.Apply(dual, TrainingKind.Paired));
        // A run that continues with --kind keeps the weight that it was given.
        Assert.Equal(5, TrainingKindRules.Apply(cycle with { CycleWeight = 5 }, TrainingKind.CycleGan).CycleWeight);
    }

    [Fact]
    public void The_cycle_of_DiscoGAN_is_a_squared_distance()
    {
        // The same networks and the same works: the mean of squares is never below the square of the mean, and here values differ.
        using Trainer absolute = Trainer.Create(s_options, Samples.Data()), squared = Trainer.Create(TrainingKindRules.Apply(s_options, TrainingKind.DiscoGan), Samples.Data());
        double a = absolute.NextStep().L1, s = squared.NextStep().L1;
        Assert.InRange(s, a * a + 1e-4, 2 * a);
        Assert.NotEqual(a, s, 1e-3);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public void Too_few_works_are_refused_with_their_numbers(int paintings, int clips)
    {
        TrainingData all = Samples.Data();
        var data = new TrainingData(all.Mel, all.ReadPainting, all.ReadMel, [], []) { TrainingPaintings = [.. all.TrainingPaintings.Take(paintings)], TrainingClips = [.. all.TrainingClips.Take(clips)] };
        Assert.Contains($"the data has {paintings} and {clips}; prepare the data again", Assert.Throws<Pix2PitchException>(() => Trainer.Create(s_options, data)).Message);
    }

    public static TheoryData<string> Losses => [.. s_losses.Keys];

    private static readonly Dictionary<string, TrainingOptions> s_losses = new()
    {
        [nameof(TrainingOptions.L1Weight)] = s_options with { L1Weight = 1 },
        [nameof(TrainingOptions.DiversityWeight)] = s_options with { DiversityWeight = 1 },
        [nameof(TrainingOptions.NearestPartners)] = s_options with { NearestPartners = 2 },
        [nameof(TrainingOptions.Output)] = s_options with { Size = 128, Output = Training.Networks.GeneratorOutput.Notes },
        [nameof(TrainingOptions.Embedding)] = s_options with { Embedding = true },
        [nameof(TrainingOptions.StyleWeight)] = s_options with { StyleWeight = 1 },
        [nameof(TrainingOptions.Augmentation)] = s_options with { Augmentation = new() { Gain = 6 } },
        [nameof(TrainingOptions.CycleWeight)] = Samples.Options with { CycleWeight = 10 },
        [nameof(TrainingOptions.PoolSize)] = Samples.Options with { PoolSize = 50 },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Options_that_do_not_go_together_are_named(string option)
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(s_losses[option].Validate).Message;
        Assert.StartsWith($"{option} is ", message);
        Assert.Contains(option is nameof(TrainingOptions.CycleWeight) or nameof(TrainingOptions.PoolSize) ? "in training with pairs" : "in training without pairs", message);
    }

    [Fact]
    public void A_run_does_not_continue_as_another_kind()
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Run(folder, s_options with { Steps = 1 });
        string message = Assert.Throws<Pix2PitchException>(() => TrainingLoopTests.Run(folder, TrainingKindRules.Apply(s_options, TrainingKind.DualGan) with { Steps = 2 })).Message;
        Assert.Contains("--kind CycleGan", message);
    }
}
