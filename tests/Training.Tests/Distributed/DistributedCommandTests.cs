using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Commands;
using Pix2Pitch.Training.Tests.Runs;

namespace Pix2Pitch.Training.Tests.Distributed;

/// <summary>The command <c>train</c> as two ranks, which are killed, get signals, or fail. What one process does is done in that of the tests.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class DistributedCommandTests(DistributedCommandTests.Undisturbed undisturbed) : IClassFixture<DistributedCommandTests.Undisturbed>
{
    private static readonly string[] s_quick = ["--width", "4", "--threads", "1", "--seed", "3", "--evaluate-every", "4", "--sound-paintings", "0", "--preview-minutes", "0", "--no-report", "--no-tensorboard"];

    [MpiTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_rank_that_is_killed_ends_the_other_with_a_sentence_and_the_run_goes_on_to_the_same_weights(int killed)
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run"), checkpoint = folder.File("run", "checkpoint.p2p");
        using (MpiRun ranks = MpiRun.Trainer(undisturbed.Arguments(run, 100_000)))
        {
            ranks.WaitUntil(() => File.Exists(checkpoint));
            using (var rank = System.Diagnostics.Process.GetProcessById(ranks.Ranks[killed]))
                rank.Kill();
            (int code, _, string error) = ranks.Wait();
            Assert.NotEqual(0, code);
            // Rank 0 may find out from MPI before it is killed itself.
            Assert.Matches(@"(?m)^(A rank of the training died, so all 2 were ended; the same mpirun command continues the run in '.*run' after step [0-9]+\.|Rank 0: MPI failed, perhaps because another rank died .*)$", error);
        }
        long saved = Checkpoint.ReadState(checkpoint).Step, last = (saved / 20 + 1) * 20; // a number that the other case probably has too
        Assert.Contains($"in 2 processes, continuing after step {saved}", undisturbed.Train(run, last));
        string whole = undisturbed.RunOf(last);
        CheckpointTests.AssertSameWeights(Path.Combine(whole, "checkpoint.p2p"), checkpoint);
        Assert.Equal(WithoutTime(Path.Combine(whole, "log.csv")), WithoutTime(Path.Combine(run, "log.csv")));
    }

    [MpiFact]
    public void Several_ranks_and_one_process_continue_each_others_runs_if_the_examples_of_a_step_are_as_many()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        string[] Arguments(int steps, int batch) => ["train", data, "-o", run, "--steps", $"{steps}", "--batch", $"{batch}", .. s_quick];
        using (MpiRun ranks = MpiRun.Trainer(Arguments(3, 1)))
            Assert.Equal((0, ""), (ranks.Wait().Code, ranks.Wait().Error));
        Assert.Equal(2, Checkpoint.ReadState(Path.Combine(run, "checkpoint.p2p")).Ranks);
        Assert.Contains("was trained with 2 x 1 pairs in a step, not 1 pair; give another --batch", Command.Run(Arguments(4, 1)).Error);
        Assert.Equal(0, Command.Run(Arguments(4, 2)).ExitCode);
        using (MpiRun ranks = MpiRun.Trainer(Arguments(5, 2)))
            Assert.Equal((1, $"The run in '{run}' was trained with 2 pairs in a step, not 2 x 2 pairs; give another --batch or number of processes, or start a new run with -o.\n"), (ranks.Wait().Code, ranks.Wait().Error));
        using (MpiRun ranks = MpiRun.Trainer(Arguments(5, 1)))
            Assert.Equal(0, ranks.Wait().Code);
        Assert.Equal(["1", "2", "3", "4", "5"], File.ReadLines(Path.Combine(run, "log.csv")).Skip(1).Select(row => row.Split(',')[0]));
    }

    [MpiFact]
    public void A_rank_that_fails_says_why_and_ends_the_other()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run");
        using MpiRun ranks = MpiRun.Trainer(["train", data, "-o", run, "--steps", "100000", "--checkpoint-every", "5", .. s_quick]);
        ranks.WaitUntil(() => File.Exists(Path.Combine(run, "checkpoint.p2p")));
        Directory.Move(run, folder.File("moved"));
        (int code, _, string error) = ranks.Wait();
        Assert.NotEqual(0, code);
        Assert.StartsWith($"Rank 0: The run folder '{run}' was deleted or renamed during training", error);
    }

    [MpiFact]
    public void SIGTERM_for_mpirun_saves_the_run()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared")), run = folder.File("run"), log = Path.Combine(run, "log.csv");
        using MpiRun ranks = MpiRun.Trainer(["train", data, "-o", run, "--steps", "100000", .. s_quick]);
        ranks.WaitUntil(() => File.Exists(log) && File.ReadLines(log).Count() > 3);
        ranks.Terminate();
        (int code, string output, string error) = ranks.Wait();
        Assert.True(code is 0 or 1, $"{code}: {output}{error}"); // after a signal, mpirun does not always pass on the exit code of the ranks
        Assert.Contains("to continue, start all processes again with the same command", Assert.Single(error.TrimEnd('\n').Split('\n')));
        Assert.StartsWith($"{Checkpoint.ReadState(Path.Combine(run, "checkpoint.p2p")).Step},", File.ReadLines(log).Last());
    }

    [MpiFact]
    public void Ranks_with_other_options_weights_or_files_are_refused()
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        string[] Arguments(string input, string run, int steps = 2, params string[] more) => ["train", input, "-o", folder.File(run), "--steps", $"{steps}", .. s_quick, .. more];
        string Refused(string[] first, string[] second)
        {
            using MpiRun ranks = MpiRun.Trainers(first, second);
            (int code, string output, string error) = ranks.Wait();
            Assert.Equal((1, ""), (code, output));
            return error;
        }
        Assert.Equal(
            "Rank 1 has not the same options as rank 0; start all ranks with the same program, command, prepared folder and run folder.\n",
            Refused(Arguments(data, "run"), Arguments(data, "run", 2, "--learning-rate", "1e-3")));
        Assert.StartsWith("Rank 1: 'nothing' is not a folder of prepared data", Refused(Arguments(data, "run"), Arguments("nothing", "run")));
        // If both have the same problem, it is said once.
        Assert.StartsWith("'nothing' is not a folder of prepared data", Assert.Single(Refused(Arguments("nothing", "run"), Arguments("nothing", "run")).TrimEnd('\n').Split('\n')));

        // Two continuations of one run.
        Assert.Equal(0, Command.Run(Arguments(data, "a", 2, "--batch", "2")).ExitCode);
        Directory.CreateDirectory(folder.File("b"));
        File.Copy(folder.File("a", "checkpoint.p2p"), folder.File("b", "checkpoint.p2p"));
        Assert.Equal(0, Command.Run(Arguments(data, "a", 3, "--batch", "2")).ExitCode);
        Assert.Equal(0, Command.Run(Arguments(data, "b", 3, "--batch", "2", "--learning-rate", "1e-3")).ExitCode);
        string[] last = ["--batch", "1", "--learning-rate", "2e-4"];
        Assert.Equal("Rank 1 has not the same weights of the generator as rank 0; start all ranks with the same program and run folder.\n", Refused(Arguments(data, "a", 4, last), Arguments(data, "b", 4, last)));
    }

    [MpiTheory]
    [InlineData("--dry-run measures a training in one process; start it without mpirun.\n", "train", "DATA", "--dry-run")]
    [InlineData("'experiments' trains its runs one after the other in one process; start it without mpirun, or use 'train'.\n", "experiments", "DATA", "--presets", "A1", "-o", "none")]
    public void What_cannot_run_as_several_ranks_is_refused(string expected, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        string data = Samples.WritePrepared(folder.File("prepared"));
        using MpiRun ranks = MpiRun.Trainer([.. arguments.Select(argument => argument == "DATA" ? data : argument)]);
        Assert.Equal((2, "", expected), ranks.Wait());
    }

    private static string[] WithoutTime(string log) => TrainingLoopTests.WithoutTime(File.ReadAllLines(log));

    /// <summary>Runs of two ranks that are not disturbed, one for each number of steps that a test asks for. To start the ranks takes longer than to train.</summary>
    public sealed class Undisturbed : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Dictionary<long, string> _runs = [];
        private readonly string _data;

        public Undisturbed() => _data = Samples.WritePrepared(_folder.File("prepared"));

        /// <summary>The folder of the run with these steps.</summary>
        public string RunOf(long steps)
        {
            if (_runs.TryGetValue(steps, out string? run)) return run;
            Assert.DoesNotContain("continuing", Train(run = _folder.File($"{steps}"), steps));
            return _runs[steps] = run;
        }

        /// <summary>Trains or continues a run as two ranks to its end.</summary>
        /// <returns>What they print.</returns>
        internal string Train(string run, long steps)
        {
            using MpiRun ranks = MpiRun.Trainer(Arguments(run, steps));
            (int code, string output, string error) = ranks.Wait();
            Assert.True(code == 0, output + error);
            return output;
        }

        internal string[] Arguments(string run, long steps) => ["train", _data, "-o", run, "--steps", $"{steps}", "--checkpoint-every", "5", .. s_quick];

        public void Dispose() => _folder.Dispose();
    }
}
