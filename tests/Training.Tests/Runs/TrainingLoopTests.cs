using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class TrainingLoopTests(UninterruptedRun uninterrupted) : IClassFixture<UninterruptedRun>
{
    [Theory]
    [InlineData(Normalization.Instance)]
    [InlineData(Normalization.Batch)]
    public void A_run_that_was_stopped_goes_on_as_if_it_had_not_been(Normalization normalization)
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        TrainingOptions settings = Samples.Settings with { Normalization = normalization, GuardWindow = 3 };
        Run(whole, settings);
        RunTo(3, parts, settings); // odd: the next step is compared with this one's output
        RunTo(8, parts, settings);
        (RunEnd end, RunState state) = Run(parts, settings);
        Assert.Equal((RunEnd.Finished, 12), (end, state.Step));
        Assert.Equal(Losses(whole), Losses(parts));
    }

    [Fact]
    public void A_run_whose_process_died_goes_on_from_its_last_checkpoint_with_the_same_losses()
    {
        using var died = new TemporaryFolder();
        // What is on the disk when the process dies at step 9: the checkpoint of step 5, and rows up to 9 with the last one torn.
        RunTo(5, died, Samples.Settings);
        File.WriteAllText(died.File("log.csv"), string.Join('\n', uninterrupted.Log.Take(10)) + "\n9,0.1");
        File.WriteAllText(died.File(".1234.part"), "half a checkpo");
        Run(died, Samples.Settings);
        Assert.Empty(Directory.GetFiles(died.Path, "*.part"));
        Assert.Equal(uninterrupted.Losses, Losses(died));
    }

    [Fact]
    public void A_run_that_died_while_its_checkpoint_took_the_place_of_the_one_before_goes_on_from_that_one()
    {
        using var died = new TemporaryFolder();
        RunTo(5, died, Samples.Settings);
        File.Move(died.File("checkpoint.p2p"), died.File("checkpoint.previous.p2p"), overwrite: true);
        var observer = new Observer();
        Run(died, Samples.Settings, observer);
        Assert.Equal(5, observer.StartedAt);
        Assert.Equal(uninterrupted.Losses, Losses(died));
    }

    [Fact]
    public void A_broken_checkpoint_is_told_of_and_the_one_before_is_taken()
    {
        using var folder = new TemporaryFolder();
        RunTo(10, folder, Samples.Settings);
        byte[] bytes = File.ReadAllBytes(folder.File("checkpoint.p2p"));
        File.WriteAllBytes(folder.File("checkpoint.p2p"), bytes[..(bytes.Length / 2)]);
        var observer = new Observer();
        Run(folder, Samples.Settings, observer);
        Assert.Contains("checkpoint.p2p", Assert.Single(observer.Warnings));
        Assert.Equal(5, observer.StartedAt);
        Assert.Equal(uninterrupted.Losses, Losses(folder));
    }

    [Fact]
    public void A_run_is_not_begun_again_over_checkpoints_that_cannot_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("checkpoint.p2p", "nonsense");
        Assert.Contains("checkpoint.p2p", Assert.Throws<Pix2PitchException>(() => Run(folder, Samples.Settings)).Message);
        Assert.Equal("nonsense", File.ReadAllText(folder.File("checkpoint.p2p")));
    }

    [Fact]
    public void A_request_to_stop_leaves_a_checkpoint_of_the_last_step()
    {
        using var folder = new TemporaryFolder();
        (RunEnd end, RunState state) = RunTo(7, folder, Samples.Settings);
        Assert.Equal((RunEnd.Cancelled, 7L), (end, state.Step));
        Assert.Equal(7, Checkpoint.ReadState(folder.File("checkpoint.p2p")).Step);
    }

    [Fact]
    public void Time_that_is_up_ends_a_run_that_can_be_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunFolder(folder.Path);
        (RunEnd end, _) = new TrainingLoop(Samples.Settings with { Steps = 0 }, Samples.Data(), Samples.Origin).Run(run, TimeSpan.FromSeconds(0.5));
        Assert.Equal(RunEnd.OutOfTime, end);
        Assert.True(Checkpoint.ReadState(folder.File("checkpoint.p2p")).Step > 0);
    }

    [Fact]
    public void The_log_has_a_row_for_every_step_and_diversity_where_it_was_measured()
    {
        string[][] rows = [.. uninterrupted.Log.Skip(1).Select(l => l.Split(','))];
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"{i}"), rows.Select(r => r[0]));
        Assert.Equal(["4", "8", "12"], rows.Where(r => r[6] != "").Select(r => r[0]));
        Assert.All(rows.Where(r => r[6] != ""), r => Assert.True(double.Parse(r[7]) > 0.1 && double.Parse(r[6]) > 0 && double.Parse(r[9]) > 0));
    }

    [Fact]
    public void A_winning_discriminator_is_told_of_once_and_noted_in_the_log()
    {
        using var folder = new TemporaryFolder();
        var observer = new Observer();
        Run(folder, Samples.Settings with { GuardBound = 100, GuardWindow = 3 }, observer);
        Assert.Contains("discriminator is winning", Assert.Single(observer.Warnings));
        string[] notes = [.. File.ReadAllLines(folder.File("log.csv")).Skip(1).Select(l => l.Split(',')[^1])];
        Assert.Equal(["", "", "discriminator winning", "discriminator paused"], notes.Take(4));
    }

    [Fact]
    public void Other_data_another_seed_and_another_shape_are_refused()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions settings = Samples.Settings with { Steps = 1 };
        Run(folder, settings);
        Assert.Throws<Pix2PitchException>(() => Run(folder, settings with { Width = 8 }));
        Assert.Throws<Pix2PitchException>(() => Run(folder, settings with { Seed = 99 }));
        using var run = new RunFolder(folder.Path);
        Assert.Throws<Pix2PitchException>(() => new TrainingLoop(settings, Samples.Data(), Samples.Origin with { Fingerprint = "other" }).Run(run));
    }

    [Fact]
    public void A_second_process_in_the_same_folder_is_kept_out()
    {
        using var folder = new TemporaryFolder();
        using var first = new RunFolder(folder.Path);
        Assert.Contains("Another process", Assert.Throws<Pix2PitchException>(() => new RunFolder(folder.Path)).Message);
    }

    internal static (RunEnd End, RunState State) Run(
        TemporaryFolder folder, TrainingOptions settings, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        using var run = new RunFolder(folder.Path);
        return new TrainingLoop(settings, Samples.Data(), Samples.Origin, observer).Run(run, cancellation: cancellation);
    }

    private static (RunEnd End, RunState State) RunTo(long last, TemporaryFolder folder, TrainingOptions settings)
    {
        using var source = new CancellationTokenSource();
        return Run(folder, settings, new Observer { OnStep = step => { if (step == last) source.Cancel(); } }, source.Token);
    }

    /// <summary>The log without the one column that is measured with a clock.</summary>
    internal static string[] Losses(TemporaryFolder folder)
        => WithoutTime(File.ReadAllLines(folder.File("log.csv")));

    internal static string[] WithoutTime(IEnumerable<string> log) => [.. log.Select(l => string.Join(',', l.Split(',').Where((_, i) => i != 11)))];

    private sealed class Observer : ITrainingObserver
    {
        public List<string> Warnings { get; } = [];

        public long StartedAt { get; private set; } = -1;

        public Action<long>? OnStep { get; init; }

        public void Started(RunState state) => StartedAt = state.Step;

        public void Stepped(StepLosses losses, DiversityMeasure? diversity, double seconds) => OnStep?.Invoke(losses.Step);

        public void Saved(long steps)
        {
        }

        public void Warned(string sentence) => Warnings.Add(sentence);
    }
}
