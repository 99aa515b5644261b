using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Commands;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class CheckpointTests
{
    // Step 5 of 9 with Samples.Data and a generator and a discriminator of width 1, written by version 0.2.0 before its release.
    private static readonly string s_earlier = Path.Combine(TestData.RepositoryRoot, "tests", "Training.Tests", "Runs", "checkpoint-format-2.p2p");

    [Fact]
    public void Ten_steps_and_ten_more_in_another_process_give_the_same_bytes_as_twenty_steps()
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        string data = Samples.WritePrepared(whole.File("prepared"));
        Assert.Equal(0, Command.Run(Arguments(whole, 20)).ExitCode);
        Assert.Equal(0, Command.Run(Arguments(parts, 10)).ExitCode);
        (int code, _, string error) = TrainingProcess.Run(Arguments(parts, 20));
        Assert.Equal((0, ""), (code, error));

        AssertSameWeights(whole.File("checkpoint.p2p"), parts.File("checkpoint.p2p"));

        string[] Arguments(TemporaryFolder folder, int steps)
            => ["train", data, "-o", folder.Path, "--steps", $"{steps}", "--width", "4", "--threads", "2", "--seed", "3", "--evaluate-every", "4", "--sound-paintings", "1", "--preview-minutes", "0", "--no-report"];
    }

    [Fact]
    public void A_process_that_is_killed_at_any_moment_goes_on_to_the_same_losses_and_weights()
    {
        using var whole = new TemporaryFolder();
        using var killed = new TemporaryFolder();
        string data = Samples.WritePrepared(whole.File("prepared"));
        string[] Arguments(TemporaryFolder folder)
            => ["train", data, "-o", folder.Path, "--steps", "36", "--checkpoint-every", "7", "--width", "4", "--threads", "1", "--seed", "3", "--evaluate-every", "4", "--sound-paintings", "0", "--preview-minutes", "0", "--no-report"];
        Assert.Equal(0, Command.Run(Arguments(whole)).ExitCode);

        // Other steps in each run of the test; a failure names them.
        int[] kills = [Random.Shared.Next(0, 16), Random.Shared.Next(16, 31)];
        foreach (int rows in kills)
        {
            using TrainingProcess process = TrainingProcess.Start(Arguments(killed));
            process.WaitUntil(() => File.Exists(killed.File("log.csv")) && File.ReadLines(killed.File("log.csv")).Count() > rows);
            process.KillAtOnce();
            process.Wait();
        }
        ProgramRun last = Command.Run(Arguments(killed));
        Assert.Equal(0, last.ExitCode);
        Assert.Contains("continuing after step", last.Output);
        Assert.True(TrainingLoopTests.Losses(whole).SequenceEqual(TrainingLoopTests.Losses(killed)), $"Other losses after it was killed in steps {string.Join(" and ", kills)}.");
        AssertSameWeights(whole.File("checkpoint.p2p"), killed.File("checkpoint.p2p"));
    }

    [Fact]
    public void Training_cannot_continue_from_a_checkpoint_of_the_older_format()
    {
        using var folder = new TemporaryFolder();
        WriteOlder(folder);
        string message = Assert.Throws<Pix2PitchException>(() => TrainingLoopTests.Run(folder, Samples.Options with { Steps = 4 })).Message;
        Assert.Contains("checkpoint.p2p", message);
        Assert.Contains("start a new run with -o", message);
    }

    [Fact]
    public void A_checkpoint_of_the_older_format_can_be_exported()
    {
        using var folder = new TemporaryFolder();
        float[] expected = WriteOlder(folder);
        (GeneratorNetwork generator, RunState state) = Checkpoint.ReadGenerator(folder.File("checkpoint.p2p"));
        using GeneratorNetwork owned = generator;
        Assert.Equal((1, 2), (state.Format, state.Step));
        Assert.Equal(expected, Output(generator));
    }

    [Theory]
    [InlineData("\"Width\": 1,", "\"Width\": -1,")]
    [InlineData("\"HopLength\": 3446", "\"HopLength\": 0")]
    public void A_checkpoint_with_options_out_of_range_is_named(string text, string changed)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("checkpoint.p2p");
        File.Copy(s_earlier, path);
        Assert.Contains(text, EarlierState());
        Replace(path, "state.json", EarlierState().Replace(text, changed, StringComparison.Ordinal));
        Assert.Contains(path, Assert.Throws<Pix2PitchException>(() => Checkpoint.ReadState(path)).Message);
    }

    [Fact]
    public void A_continued_run_uses_the_learning_rate_that_is_given_now()
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Run(folder, Samples.Options with { Steps = 2, LearningRate = 2e-4 });
        using Trainer trainer = Trainer.Create(Samples.Options with { LearningRate = 5e-5 }, Samples.Data());
        Checkpoint.Restore(folder.File("checkpoint.p2p"), trainer);
        trainer.NextStep();
        Assert.All(trainer.Networks.SelectMany(network => network.Optimizer.ParamGroups), group => Assert.Equal(5e-5, group.LearningRate));
    }

    [Fact]
    public void The_state_that_an_earlier_version_wrote_is_read_and_written_without_a_change()
    {
        RunState state = Checkpoint.ReadState(s_earlier);
        // Options that were added since then are written too, with the values that mean what the earlier version did.
        JsonObject earlier = JsonNode.Parse(EarlierState())!.AsObject(), written = JsonSerializer.SerializeToNode(state, Checkpoint.JsonOptions)!.AsObject();
        Assert.Equal(new TrainingOptions(), JsonSerializer.Deserialize<TrainingOptions>("{}", Checkpoint.JsonOptions));
        Assert.True(JsonNode.DeepEquals(earlier, Common(earlier, written)));
        Assert.Equal((100.0, 7, true), (state.Options.MinDiscriminatorLoss, state.Options.DiscriminatorLossWindow, state.Options.PauseDiscriminator));
        Assert.Equal((1.382153034210205, 5L), (state.MeanDiscriminatorLoss, state.DiscriminatorLossSteps));
    }

    [Fact]
    public void The_weights_that_an_earlier_version_wrote_are_read()
    {
        foreach ((bool average, float first) in ((bool, float)[])[(false, -0.023576543f), (true, -0.023478458f)])
        {
            (GeneratorNetwork generator, _) = Checkpoint.ReadGenerator(s_earlier, average);
            using GeneratorNetwork owned = generator;
            Assert.Equal(first, generator.state_dict()["encoder0.conv.weight"].detach().data<float>()[0]);
        }
    }

    [Fact]
    public void Training_continues_with_the_state_that_an_earlier_version_wrote()
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        TrainingOptions options = Checkpoint.ReadState(s_earlier).Options with { Width = 4, DiscriminatorWidth = 4 };
        TrainingLoopTests.Run(whole, options);
        TrainingLoopTests.RunTo(5, parts, options);
        string earlier = EarlierState().Replace("Width\": 1,", "Width\": 4,", StringComparison.Ordinal);
        Replace(parts.File("checkpoint.p2p"), "state.json", earlier);

        (_, RunState state) = TrainingLoopTests.Run(parts, options);
        Assert.Equal(("20261130-005914-fd08b1", 9), (state.RunId, state.Step));
        Assert.Equal(TrainingLoopTests.Losses(whole), TrainingLoopTests.Losses(parts));
    }

    /// <summary>The properties of <paramref name="written"/> that are also in <paramref name="earlier"/>.</summary>
    private static JsonObject Common(JsonObject earlier, JsonObject written)
        => new(earlier.Where(p => written.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(
            p.Key, p.Value is JsonObject inner ? Common(inner, written[p.Key]!.AsObject()) : written[p.Key]?.DeepClone())));

    private static float[] Output(GeneratorNetwork generator) => Networks.UNetGeneratorTests.Run(generator, Samples.Painting(1), 1, creativity: 1);

    /// <summary>Fails where networks, optimisers or the previous output of two checkpoints differ in a bit.</summary>
    internal static void AssertSameWeights(string expectedPath, string foundPath)
    {
        Dictionary<string, byte[]> expected = Entries(expectedPath), found = Entries(foundPath);
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.Contains("generator-adam.dat", expected.Keys);
        Assert.Contains("average.dat", expected.Keys);
        Assert.All(expected.Keys.Where(name => name != "state.json"), name => Assert.True(expected[name].AsSpan().SequenceEqual(found[name]), $"{name} differs."));
    }

    // Two steps, with the number of the older format. The networks have the same entries in both formats.
    private static float[] WriteOlder(TemporaryFolder folder)
    {
        TrainingLoopTests.Run(folder, Samples.Options with { Steps = 2 });
        (GeneratorNetwork generator, _) = Checkpoint.ReadGenerator(folder.File("checkpoint.p2p"));
        using GeneratorNetwork owned = generator;
        string path = folder.File("checkpoint.p2p");
        JsonNode state = JsonNode.Parse(ReadEntry(path, "state.json"))!;
        Assert.Equal(2, (int)state["Format"]!);
        state["Format"] = 1;
        Replace(path, "state.json", state.ToJsonString());
        return Output(generator);
    }

    private static string EarlierState() => ReadEntry(s_earlier, "state.json");

    private static string ReadEntry(string path, string name) => Encoding.UTF8.GetString(Entries(path)[name]);

    private static void Replace(string path, string name, string text)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update);
        zip.GetEntry(name)!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }

    /// <summary>The files in a checkpoint, by name.</summary>
    internal static Dictionary<string, byte[]> Entries(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
