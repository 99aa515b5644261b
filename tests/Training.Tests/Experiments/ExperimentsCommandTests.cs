using System.Text.Json.Nodes;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Commands;

namespace Pix2Pitch.Training.Tests.Experiments;

/// <summary>The command, with two tiny runs of one experiment.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class ExperimentsCommandTests(ExperimentsCommandTests.TwoRuns two) : IClassFixture<ExperimentsCommandTests.TwoRuns>
{
    private const string Runs = """
        [
          { "name": "small patches", "options": { "patch-layers": 1, "width": 4 } },
          { "name": "large-patches", "options": { "patch-layers": 3, "width": 4, "summary": false } }
        ]
        """;

    [Fact]
    public void Every_run_logs_its_losses_in_every_step()
    {
        foreach (string run in (string[])["small patches", "large-patches"])
        {
            string[][] log = two.Log(run);
            Assert.Equal(["d1", "d2", "g"], log[0][2..5]);
            Assert.Equal(6, log.Length - 1);
            Assert.All(log.Skip(1), row => Assert.All(row[2..5], value => Assert.True(double.Parse(value) > 0)));
        }
    }

    [Fact]
    public void The_options_are_those_of_the_file_and_those_of_the_command()
    {
        TrainingOptions options = Checkpoint.ReadState(two.File("runs", "large-patches", "checkpoint.p2p")).Options;
        Assert.Equal((3, 4, false, 6L, 3L), (options.PatchLayers, options.Width, options.Summary, options.Steps, options.Seed));
    }

    [Fact]
    public void The_checkpoints_at_intervals_have_the_generators_of_their_steps()
    {
        // Six steps with a checkpoint after each two, and at most two to keep beside the last: after each four.
        string[] kept = [.. Directory.GetFiles(two.File("runs", "small patches", "checkpoints")).Order(StringComparer.Ordinal)];
        Assert.Equal(["step-00000004.p2p", "step-00000006.p2p"], kept.Select(Path.GetFileName));
        float[][] found = [.. kept.Append(two.File("runs", "small patches", "checkpoint.p2p")).Select(Weights)];
        Assert.Equal(found[2], found[1]);
        Assert.NotEqual(found[2], found[0]);

        static float[] Weights(string file)
        {
            using GeneratorNetwork generator = Checkpoint.ReadGenerator(file).Generator;
            return [.. generator.parameters().SelectMany(weights => weights.detach().data<float>().ToArray())];
        }
    }

    [Theory]
    [InlineData("bestByG", 4)]
    [InlineData("bestBySum", 2, 3, 4)]
    public void The_best_checkpoints_are_those_with_the_lowest_losses_of_the_log(string list, params int[] columns)
    {
        (string, long)[] expected = [.. ((string[])["small patches", "large-patches"]).SelectMany(run => ((long[])[4, 6]).Select(step => (Run: run, Step: step)))
            .OrderBy(each => columns.Sum(column => double.Parse(two.Log(each.Run)[each.Step][column])))];
        (string, long)[] found = [.. two.Report[list]!.AsArray().Select(entry => ((string)entry!["run"]!, (long)entry["step"]!))];
        Assert.Equal(expected, found);
    }

    [Fact]
    public void The_runs_are_compared_by_style_by_resolution_and_with_changed_paintings()
    {
        JsonArray comparisons = two.Report["comparisons"]!.AsArray();
        Assert.Equal(["styles", "resolutions", "pictures"], comparisons.Select(comparison => (string)comparison!["id"]!));
        string[][] groups = [.. comparisons.Select(comparison => comparison!["rows"]!.AsArray().Where(row => (string)row!["run"]! != "small patches").Select(row => (string)row!["group"]!).Distinct().ToArray())];
        Assert.Equal(["all", "baroque", "expressionism"], groups[0]); // the styles of the two validation paintings
        Assert.Equal(["64 px, 22,050 Hz"], groups[1]);
        Assert.Equal(["the paintings", "edges of paintings, as in a sketch", "paintings with raised contrast", "blends of two paintings"], groups[2]);
        Assert.All(comparisons[2]!["rows"]!.AsArray().Where(row => (string)row!["group"]! != "the paintings"), row => Assert.True((double)row!["change"]! > 0));
        Assert.All(comparisons.SelectMany(comparison => comparison!["rows"]!.AsArray()), row => Assert.True((double)row!["flatness"]! > 0));
    }

    [Fact]
    public void The_page_and_the_tables_name_both_runs()
    {
        foreach (string file in (string[])["experiments.html", "experiments.md"])
        {
            string text = File.ReadAllText(two.File(file));
            Assert.Contains("small patches", text);
            Assert.Contains("large-patches", text);
        }
        Assert.Equal(2, File.ReadAllText(two.File("experiments.html")).Split("<audio ").Length - 1);
    }

    [Fact]
    public void Finished_runs_are_not_trained_again_and_the_report_is_the_same()
    {
        string[] files = [two.File("runs", "small patches", "checkpoint.p2p"), two.File("runs", "large-patches", "log.csv")];
        DateTime[] written = [.. files.Select(File.GetLastWriteTimeUtc)];
        string report = File.ReadAllText(two.File("experiments.json"));
        File.Delete(two.File("runs", "large-patches", "checkpoints", "step-00000006.p2p")); // as if the process had been killed before it kept the last one
        ProgramRun run = two.Run();
        Assert.Equal((0, 2), (run.ExitCode, run.Output.Split(": finished before").Length - 1));
        Assert.Equal(written, files.Select(File.GetLastWriteTimeUtc));
        Assert.Equal(report, File.ReadAllText(two.File("experiments.json")));
    }

    [Fact]
    public void Other_options_for_a_run_that_exists_are_refused()
    {
        ProgramRun run = two.Run("--l1", "5");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was trained with other options; give the same options, or another folder with -o.", run.Error);
    }

    [Theory]
    [InlineData(2, "Give --presets or --runs.", null)]
    [InlineData(2, "--presets has 'B7', which is not one of A1, A2, C1, E1, E2, F1, F2.", null, "--presets", "A1,B7")]
    [InlineData(1, "The preset E1 is for data of 512 px at 22050 Hz, but 'DATA' has 64 px at 22050 Hz; prepare the data with --size 512.", null, "--presets", "E1")]
    [InlineData(2, "MaxCheckpoints is 0; it must be from 1 to 1,000", null, "--presets", "A1", "--max-checkpoints", "0")]
    [InlineData(1, "cannot be read", null, "--runs", "no-such-file.json")]
    [InlineData(1, "is not a list of runs", "{")]
    [InlineData(1, "is not a list of runs", """[{ "name": "a", "stpes": 4 }]""")]
    [InlineData(1, "has no run", "[]")]
    [InlineData(1, "The name '../a' in", """[{ "name": "../a" }]""")]
    [InlineData(1, "has two runs with the name 'a'", """[{ "name": "a" }, { "name": "A" }]""")]
    [InlineData(1, "has the preset 'B1', which is not one of", """[{ "name": "a", "preset": "B1" }]""")]
    [InlineData(1, "The run 'a' in", """[{ "name": "a", "options": { "no-such": 3 } }]""")]
    [InlineData(1, "Width is 999; it must be from 1 to 256", """[{ "name": "a", "options": { "width": 999 } }]""")]
    [InlineData(1, "The run 'a' has no last step; give --steps.", """[{ "name": "a", "options": { "steps": 0 } }]""")]
    [InlineData(1, "has options that cannot be used: --jitter has no effect in training of kind NoteSequence; leave it out.", """[{ "name": "a", "options": { "kind": "NoteSequence", "jitter": 1.2 } }]""")]
    [InlineData(2, "cannot be trained with the options of the command: --flip has no effect in training of kind NoteSequence; leave it out.", """[{ "name": "a", "options": { "kind": "NoteSequence" } }]""", "--flip", "false")]
    [InlineData(2, "--patch-layers has no effect in training of kind NoteSequence; leave it out.", null, "--presets", "A1", "--kind", "NoteSequence", "--patch-layers", "1")]
    public void What_cannot_be_trained_is_said_in_a_sentence_and_nothing_is_written(int code, string expected, string? runs, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        if (runs is not null) arguments = ["--runs", folder.Write("runs.json", runs), .. arguments];
        ProgramRun run = Command.Run(["experiments", two.Data, "-o", folder.File("out"), .. arguments]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(expected.Replace("DATA", two.Data, StringComparison.Ordinal), run.Error);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void Ctrl_C_keeps_what_is_done_and_the_same_command_continues()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("runs.json", """[{ "name": "first", "options": { "steps": 2 } }, { "name": "second", "options": { "steps": 100000 } }]""");
        string log = folder.File("out", "runs", "second", "log.csv");
        using TrainingProcess process = TrainingProcess.Start("experiments", two.Data, "-o", folder.File("out"), "--runs", list, "--width", "4", "--threads", "1", "--sound-paintings", "0");
        process.WaitUntil(() => File.Exists(log) && File.ReadLines(log).Count() > 3);
        process.Interrupt();
        (int code, _, string error) = process.Wait();
        Assert.Equal(1, code);
        Assert.Contains("Stopped. 1 of 2 runs are finished; the same command continues.", error);
        long saved = Checkpoint.ReadState(folder.File("out", "runs", "second", "checkpoint.p2p")).Step;
        Assert.True(saved >= 3);

        // To its end, which now is near.
        folder.Write("runs.json", $$"""[{ "name": "first", "options": { "steps": 2 } }, { "name": "second", "options": { "steps": {{saved + 1}} } }]""");
        ProgramRun run = Command.Run("experiments", two.Data, "-o", folder.File("out"), "--runs", list, "--width", "4", "--threads", "1", "--sound-paintings", "0", "--paintings", "2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("first (1 of 2): finished before", run.Output);
        Assert.Contains($"continuing after step {saved}", run.Output);
    }

    [Fact]
    public void A_run_that_fails_does_not_keep_the_others_from_being_trained()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("runs.json", """[{ "name": "fails", "options": { "nearest-partners": 2 } }, { "name": "works" }]""");
        ProgramRun run = Command.Run("experiments", two.Data, "-o", folder.File("out"), "--runs", list, "--steps", "1", "--width", "4", "--threads", "1", "--sound-paintings", "0", "--paintings", "2");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("fails: A painting of the data has only 1 clip", run.Error);
        Assert.Equal(1, Checkpoint.ReadState(folder.File("out", "runs", "works", "checkpoint.p2p")).Step);
        Assert.Contains("A painting of the data has only 1 clip", File.ReadAllText(folder.File("out", "experiments.html")));
    }

    /// <summary>Two runs of six steps.</summary>
    public sealed class TwoRuns : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public TwoRuns()
        {
            Data = Samples.WritePrepared(_folder.File("prepared"));
            _folder.Write("runs.json", Runs);
            ProgramRun run = Run();
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Report = JsonNode.Parse(System.IO.File.ReadAllText(File("experiments.json")))!;
        }

        public string Data { get; }

        public JsonNode Report { get; }

        internal ProgramRun Run(params string[] more) => Command.Run(
            ["experiments", Data, "-o", _folder.File("out"), "--runs", _folder.File("runs.json"), "--steps", "6", "--checkpoint-every", "2", "--seed", "3", "--threads", "1", "--evaluate-every", "3",
            "--sound-paintings", "0", "--max-checkpoints", "2", "--paintings", "2", .. more]);

        public string File(params string[] names) => _folder.File(["out", .. names]);

        public string[][] Log(string run) => [.. System.IO.File.ReadAllLines(File("runs", run, "log.csv")).Select(line => line.Split(','))];

        public void Dispose() => _folder.Dispose();
    }
}
