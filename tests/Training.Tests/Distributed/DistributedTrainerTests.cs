using System.Runtime.InteropServices;
using System.Text.Json;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Distributed;

/// <summary>Two ranks against one process that trains the examples of both.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class DistributedTrainerTests(DistributedTrainerTests.FirstSeed first) : IClassFixture<DistributedTrainerTests.FirstSeed>
{
    private const int Steps = 6;

    // The sums of two ranks are rounded in another way. Adam makes that larger where a gradient is nearly 0, and if an activation is so close to 0 that it gets another sign, other gradients follow: so
    // single weights can differ, by how much depends on the processor, and more than one seed may be tried. A wrong mean or wrong examples would change most weights, for every seed.
    private const double Rounding = 0.02; // of what another batch changes
    private static readonly long[] s_seeds = [7, 8, 9];

    private static readonly Dictionary<string, TrainingOptions> s_cases = new()
    {
        ["the defaults"] = Samples.Options,
        ["batches of two on each rank"] = Samples.Options with { BatchSize = 2, MaxGradientNorm = 1 },
        ["every loss and augmentation"] = Samples.Options with
        {
            DiversityTarget = 2,
            R1Gamma = 1,
            FeatureMatchingWeight = 10,
            ModeSeekingWeight = 1,
            StyleWeight = 1,
            StyleAmbiguityWeight = 1,
            BandStatisticsWeight = 1,
            SpectralNormalization = true,
            Augmentation = new AugmentationOptions { TimeShift = 0.2, Cutout = 0.2, Gain = 6 },
        },
        ["Wasserstein"] = Samples.Options with { AdversarialLoss = AdversarialLoss.Wasserstein },
        ["CycleGan with earlier outputs"] = TrainingKindRules.Apply(Samples.Options, TrainingKind.CycleGan) with { PoolSize = 3, DiscriminatorWidth = 4 },
        ["sequences of notes"] = TrainingKindRules.Apply(Samples.Options with { Size = 128, Width = 1 }, TrainingKind.NoteSequence) with { BatchSize = 1, LearningRate = 2e-4 },
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [MpiTheory]
    [MemberData(nameof(Cases))]
    public void Two_ranks_have_equal_weights_which_are_those_of_one_process_with_the_doubled_batch(string name)
    {
        double share = double.PositiveInfinity;
        foreach (long seed in s_seeds)
        {
            TrainingOptions options = s_cases[name] with { Seed = seed };
            float[] found = seed == s_seeds[0] ? first.Weights.Value[name] : TrainAsRanks(seed, name)[name], expected = RankProgram.Train(options with { BatchSize = 2 * options.BatchSize }, Steps);
            double otherBatch = Distance(RankProgram.Train(options, Steps), expected);
            Assert.True(otherBatch > 1e-4, "The batch does not matter, so this shows nothing.");
            share = Distance(found, expected) / otherBatch;
            if (share <= Rounding) break;
        }
        Assert.InRange(share, 0, Rounding);
    }

    /// <summary>Trains cases one after the other, as two ranks.</summary>
    private static Dictionary<string, float[]> TrainAsRanks(long seed, params string[] names)
    {
        using var folder = new TemporaryFolder();
        string[] files = [.. names.Select((name, i) => folder.Write($"{i}.json", JsonSerializer.Serialize(s_cases[name] with { Seed = seed }, Checkpoint.JsonOptions)))];
        using MpiRun ranks = MpiRun.Tests([folder.Path, $"{Steps}", .. files]);
        (int code, string output, string error) = ranks.Wait();
        Assert.True(code == 0, output + error);
        return names.Select((name, i) => (Name: name, Weights: Read(folder.File($"{i}.0.weights")), Other: Read(folder.File($"{i}.1.weights")))).ToDictionary(one => one.Name, one =>
        {
            Assert.True(one.Weights.AsSpan().SequenceEqual(one.Other), $"The weights of the ranks differ: {one.Name}.");
            return one.Weights;
        });
    }

    /// <summary>The root mean square of the differences.</summary>
    private static double Distance(float[] found, float[] expected)
    {
        Assert.Equal(expected.Length, found.Length);
        return Math.Sqrt(found.Zip(expected, (own, other) => Math.Pow(own - other, 2)).Average());
    }

    private static float[] Read(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();

    /// <summary>The weights of all cases with the first seed. To start the ranks takes longer than to train.</summary>
    public sealed class FirstSeed
    {
        internal Lazy<Dictionary<string, float[]>> Weights { get; } = new(() => TrainAsRanks(s_seeds[0], [.. s_cases.Keys]));
    }
}
