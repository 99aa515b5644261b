using System.Globalization;
using Pix2Pitch.Training.Losses;
using Pix2Pitch.Training.Runs;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class MemoryTests
{
    public static TheoryData<string> Trainings => [.. Options.Keys];

    private static Dictionary<string, TrainingOptions> Options { get; } = new()
    {
        ["defaults"] = Samples.Options,
        ["all losses"] = Samples.Options with
        {
            ModeSeekingWeight = 1,
            FeatureMatchingWeight = 10,
            BandStatisticsWeight = 1,
            StyleWeight = 1,
            StyleAmbiguityWeight = 1,
            R1Gamma = 1,
            LowBandWeight = 2,
            Augmentation = new AugmentationOptions { TimeShift = 0.2, Cutout = 0.2, Gain = 3 },
        },
        ["Wasserstein"] = Samples.Options with { AdversarialLoss = AdversarialLoss.Wasserstein },
        ["losses read every fourth step"] = Samples.Options with { ReadLossesEvery = 4 },
        ["without pairs"] = TrainingOptions.For(TrainingKind.CycleGan) with { Size = Samples.Size, Width = 4, Seed = 7, Threads = 1, PoolSize = 3 },
        ["sequences of notes"] = TrainingOptions.For(TrainingKind.NoteSequence) with { Size = 128, Width = 4, Seed = 7, Threads = 1 },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_step_leaves_no_tensor_behind(string training)
    {
        TrainingOptions options = Options[training] with { Steps = 0 };
        using Trainer trainer = Trainer.Create(options, Samples.Data(size: options.Size, hasNotes: options.Kind == TrainingKind.NoteSequence));
        for (int i = 0; i < 8; i++) Step();
        long before = Tensor.TotalCount; // the collector does not run now, so this also counts what is left to it
        for (int i = 0; i < 8; i++) Step();
        Assert.Equal(before, Tensor.TotalCount);

        void Step()
        {
            trainer.RunStep();
            if (trainer.MustReadLosses) trainer.ReadLosses();
        }
    }

    [Fact]
    public void The_memory_of_the_program_does_not_grow_over_a_thousand_steps()
    {
        using var folder = new TemporaryFolder();
        Samples.WritePrepared(folder.File("data"));
        const int warmUp = 400, steps = 800;
        using TrainingProcess process = TrainingProcess.Start("train", folder.File("data"), "-o", folder.File("run"), "--steps", (warmUp + steps).ToString(CultureInfo.InvariantCulture),
            "--width", "2", "--discriminator-width", "4", "--threads", "1", "--evaluate-every", "100000", "--no-report", "--no-tensorboard", "--preview-minutes", "0");
        var memory = new List<(int Step, long Bytes)>();
        process.WaitUntil(() =>
        {
            int step = Rows(folder.File("run/log.csv"));
            if (process.WorkingSet is { } bytes && step > warmUp) memory.Add((step, bytes));
            return step >= warmUp + steps - 50;
        });
        Assert.Equal(0, process.Wait().Code);
        // Between the two quarters lie 600 steps. An array or a tensor of one painting that stayed in memory in every step would be 28 MB; the bound is 10 kB a step.
        long first = Largest(0, warmUp + steps / 4), last = Largest(warmUp + 3 * steps / 4, int.MaxValue);
        Assert.True(last - first < 6L << 20, $"The memory grew from {first >> 20} to {last >> 20} MB.");

        long Largest(int from, int to) => memory.Where(item => item.Step > from && item.Step <= to).Max(item => item.Bytes);

        static int Rows(string log)
        {
            if (!File.Exists(log)) return 0;
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            int rows = -1;
            while (reader.ReadLine() is not null) rows++;
            return rows;
        }
    }
}
