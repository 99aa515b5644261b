using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class TrainingLoopTests(UninterruptedRun uninterrupted) : IClassFixture<UninterruptedRun>
{
    [Theory]
    [InlineData(Normalization.Instance)]
    [InlineData(Normalization.Batch)]
    public void A_stopped_run_continues_as_if_it_had_not_been_stopped(Normalization normalization)
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        TrainingOptions options = Samples.Options with { Normalization = normalization, DiscriminatorLossWindow = 3 };
        Run(whole, options);
        RunTo(3, parts, options); // odd: the next step is compared with this one's output
        RunTo(8, parts, options);
        (RunEnd end, RunState state) = Run(parts, options);
        Assert.Equal((RunEnd.Finished, 12), (end, state.Step));
        Assert.Equal(Losses(whole), Losses(parts));
    }

    [Fact]
    public void A_run_whose_process_was_killed_continues_from_its_last_checkpoint_with_the_same_losses()
    {
        using var killed = new TemporaryFolder();
        // What is on the disk when the process dies at step 9: the checkpoint of step 5, and rows up to 9 with the last one torn.
        RunTo(5, killed, Samples.Options);
        File.WriteAllText(killed.File("log.csv"), string.Join('\n', uninterrupted.Log.Take(10)) + "\n9,0.1");
        File.WriteAllText(killed.File(".1234.part"), "half a checkpo");
        Run(killed, Samples.Options);
        Assert.Empty(Directory.GetFiles(killed.Path, "*.part"));
        Assert.Equal(uninterrupted.Losses, Losses(killed));
    }

    [Fact]
    public void A_run_that_was_killed_while_it_replaced_a_checkpoint_continues_from_the_one_before()
    {
        using var killed = new TemporaryFolder();
        RunTo(5, killed, Samples.Options);
        File.Move(killed.File("checkpoint.p2p"), killed.File("checkpoint.previous.p2p"), overwrite: true);
        var observer = new Observer();
        Run(killed, Samples.Options, observer);
        Assert.Equal(5, observer.StartedAt);
        Assert.Equal(uninterrupted.Losses, Losses(killed));
    }

    [Fact]
    public void A_damaged_checkpoint_gives_a_warning_and_the_one_before_is_used()
    {
        using var folder = new TemporaryFolder();
        RunTo(10, folder, Samples.Options);
        byte[] bytes = File.ReadAllBytes(folder.File("checkpoint.p2p"));
        File.WriteAllBytes(folder.File("checkpoint.p2p"), bytes[..(bytes.Length / 2)]);
        var observer = new Observer();
        Run(folder, Samples.Options, observer);
        Assert.Contains("checkpoint.p2p", Assert.Single(observer.Warnings));
        Assert.Equal(5, observer.StartedAt);
        Assert.Equal(uninterrupted.Losses, Losses(folder));
    }

    [Fact]
    public void A_run_does_not_start_again_if_its_checkpoints_cannot_be_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("checkpoint.p2p", "nonsense");
        Assert.Contains("checkpoint.p2p", Assert.Throws<Pix2PitchException>(() => Run(folder, Samples.Options)).Message);
        Assert.Equal("nonsense", File.ReadAllText(folder.File("checkpoint.p2p")));
    }

    [Fact]
    public void Cancelling_leaves_a_checkpoint_of_the_last_step()
    {
        using var folder = new TemporaryFolder();
        (RunEnd end, RunState state) = RunTo(7, folder, Samples.Options);
        Assert.Equal((RunEnd.Cancelled, 7L), (end, state.Step));
        Assert.Equal(7, Checkpoint.ReadState(folder.File("checkpoint.p2p")).Step);
    }

    [Fact]
    public void The_time_limit_ends_a_run_with_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunFolder(folder.Path);
        (RunEnd end, _) = new TrainingLoop(Samples.Options with { Steps = 0 }, Samples.Data(), Samples.Origin).Run(run, TimeSpan.FromSeconds(0.5));
        Assert.Equal(RunEnd.TimeLimit, end);
        Assert.True(Checkpoint.ReadState(folder.File("checkpoint.p2p")).Step > 0);
    }

    [Fact]
    public void The_log_has_a_row_for_every_step_and_metrics_for_every_evaluation()
    {
        string[][] rows = [.. uninterrupted.Log.Skip(1).Select(l => l.Split(','))];
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"{i}"), rows.Select(r => r[0]));
        Assert.Equal(["4", "8", "12"], rows.Where(r => r[6] != "").Select(r => r[0]));
        Assert.All(rows.Where(r => r[6] != ""), r => Assert.True(double.Parse(r[7]) > 0.1 && double.Parse(r[6]) > 0 && double.Parse(r[9]) > 0));
    }

    [Fact]
    public void A_winning_discriminator_gives_one_warning_and_notes_in_the_log()
    {
        using var folder = new TemporaryFolder();
        var observer = new Observer();
        Run(folder, Samples.Options with { MinDiscriminatorLoss = 100, DiscriminatorLossWindow = 3 }, observer);
        Assert.Contains("discriminator is winning", Assert.Single(observer.Warnings));
        string[] notes = [.. File.ReadAllLines(folder.File("log.csv")).Skip(1).Select(l => l.Split(',')[^1])];
        Assert.Equal(["", "", "discriminator winning", "discriminator paused"], notes.Take(4));
    }

    [Fact]
    public void Other_data_another_seed_and_another_width_are_refused()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = Samples.Options with { Steps = 1 };
        Run(folder, options);
        Assert.Throws<Pix2PitchException>(() => Run(folder, options with { Width = 8 }));
        Assert.Throws<Pix2PitchException>(() => Run(folder, options with { Seed = 99 }));
        using var run = new RunFolder(folder.Path);
        Assert.Throws<Pix2PitchException>(() => new TrainingLoop(options, Samples.Data(), Samples.Origin with { Fingerprint = "other" }).Run(run));
    }

    [Fact]
    public void A_run_folder_that_is_deleted_during_training_is_named()
    {
        using var folder = new TemporaryFolder();
        var observer = new Observer { AfterStep = step => { if (step == 3) Directory.Delete(folder.Path, recursive: true); } };
        string message = Assert.Throws<Pix2PitchException>(() => Run(folder, Samples.Options, observer)).Message;
        Assert.Contains($"'{folder.Path}' was deleted or renamed during training, so step 5 cannot be saved", message);
    }

    [Fact]
    public void A_second_process_cannot_train_in_the_same_folder()
    {
        using var folder = new TemporaryFolder();
        using var first = new RunFolder(folder.Path);
        Assert.Contains("Another process", Assert.Throws<Pix2PitchException>(() => new RunFolder(folder.Path)).Message);
    }

    internal static (RunEnd End, RunState State) Run(
        TemporaryFolder folder, TrainingOptions options, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        using var run = new RunFolder(folder.Path);
        return new TrainingLoop(options, Samples.Data(), Samples.Origin, observer).Run(run, cancellation: cancellation);
    }

    internal static (RunEnd End, RunState State) RunTo(long last, TemporaryFolder folder, TrainingOptions options)
    {
        using var source = new CancellationTokenSource();
        return Run(folder, options, new Observer { AfterStep = step => { if (step == last) source.Cancel(); } }, source.Token);
    }

    /// <summary>The log without the one column that is measured with a clock.</summary>
    internal static string[] Losses(TemporaryFolder folder)
        => WithoutTime(File.ReadAllLines(folder.File("log.csv")));

    internal static string[] WithoutTime(IEnumerable<string> log) => [.. log.Select(l => string.Join(',', l.Split(',').Where((_, i) => i != 11)))];

    private sealed class Observer : ITrainingObserver
    {
        public List<string> Warnings { get; } = [];

        public long StartedAt { get; private set; } = -1;

        public Action<long>? AfterStep { get; init; }

        public void OnStarted(string runId, long completedSteps, Accelerator accelerator) => StartedAt = completedSteps;

        public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds) => AfterStep?.Invoke(losses.Step);

        public void OnWarning(string message) => Warnings.Add(message);
    }
}
