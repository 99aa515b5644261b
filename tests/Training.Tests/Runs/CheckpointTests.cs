using System.IO.Compression;
using System.Text.Json.Nodes;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

[Collection(TensorLibraryTests.Name)]
public sealed class CheckpointTests
{
    [Fact]
    public void Ten_steps_and_ten_more_in_another_process_give_the_bytes_of_twenty_steps()
    {
        using var whole = new TemporaryFolder();
        using var parts = new TemporaryFolder();
        string data = Samples.WritePrepared(whole.File("prepared"));
        Train(whole, 20);
        Train(parts, 10);
        Train(parts, 20);

        Dictionary<string, byte[]> expected = Entries(whole.File("checkpoint.p2p")), found = Entries(parts.File("checkpoint.p2p"));
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.Contains("generator-adam.dat", expected.Keys);
        Assert.Contains("average.dat", expected.Keys);
        Assert.All(expected.Keys.Where(name => name != "state.json"), name => Assert.True(expected[name].AsSpan().SequenceEqual(found[name]), $"{name} differs."));

        void Train(TemporaryFolder folder, int steps)
        {
            (int code, _, string error) = TrainingProcess.Run(
                "train", data, "-o", folder.Path, "--steps", $"{steps}", "--width", "4", "--threads", "2", "--seed", "3", "--evaluate-every", "4");
            Assert.Equal((0, ""), (code, error));
        }
    }

    [Fact]
    public void A_checkpoint_of_the_older_format_cannot_be_trained_on_and_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        WriteOlder(folder);
        string message = Assert.Throws<Pix2PitchException>(() => TrainingLoopTests.Run(folder, Samples.Settings with { Steps = 4 })).Message;
        Assert.Contains("checkpoint.p2p", message);
        Assert.Contains("start a new run with -o", message);
    }

    [Fact]
    public void A_checkpoint_of_the_older_format_can_be_exported()
    {
        using var folder = new TemporaryFolder();
        float[] expected = WriteOlder(folder);
        (UNetGenerator generator, RunState state) = Checkpoint.ReadGenerator(folder.File("checkpoint.p2p"));
        using UNetGenerator owned = generator;
        Assert.Equal((1, 2), (state.Format, state.Step));
        Assert.Equal(expected, Answer(generator));
    }

    [Fact]
    public void A_run_goes_on_with_the_learning_rate_that_is_asked_for_now()
    {
        using var folder = new TemporaryFolder();
        TrainingLoopTests.Run(folder, Samples.Settings with { Steps = 2, LearningRate = 2e-4 });
        using var trainer = new Trainer(Samples.Settings with { LearningRate = 5e-5 }, Samples.Data());
        Checkpoint.Restore(folder.File("checkpoint.p2p"), trainer);
        trainer.NextStep();
        Assert.All(trainer.GeneratorOptimizer.ParamGroups.Concat(trainer.DiscriminatorOptimizer.ParamGroups), group => Assert.Equal(5e-5, group.LearningRate));
    }

    private static float[] Answer(UNetGenerator generator) => Networks.UNetGeneratorTests.Run(generator, Samples.Painting(1), 1, creativity: 1);

    // Two steps, saved with the number of the older format; its networks have the same entries.
    private static float[] WriteOlder(TemporaryFolder folder)
    {
        TrainingLoopTests.Run(folder, Samples.Settings with { Steps = 2 });
        (UNetGenerator generator, _) = Checkpoint.ReadGenerator(folder.File("checkpoint.p2p"));
        using UNetGenerator owned = generator;
        using ZipArchive zip = ZipFile.Open(folder.File("checkpoint.p2p"), ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.GetEntry("state.json")!;
        JsonNode state;
        using (Stream stream = entry.Open())
            state = JsonNode.Parse(stream)!;
        Assert.Equal(2, (int)state["Format"]!);
        state["Format"] = 1;
        entry.Delete();
        using (var writer = new StreamWriter(zip.CreateEntry("state.json").Open()))
            writer.Write(state.ToJsonString());
        return Answer(generator);
    }

    private static Dictionary<string, byte[]> Entries(string path)
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
