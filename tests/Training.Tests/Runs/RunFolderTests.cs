using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ \"RunId\": \"mine\", ")]
    [InlineData("{ \"RunId\": \"another\", \"History\": [] }")]
    [InlineData("{ \"RunId\": 5 }")]
    [InlineData("{ \"RunId\": \"mine\", \"History\": [ { \"Command\": 5 } ] }")]
    [InlineData("[]")]
    [InlineData("")]
    public void Settings_that_were_changed_by_hand_do_not_stop_a_run(string settings)
    {
        _folder.Write("settings.json", settings);
        Assert.Empty(RunFolder.ReadHistory(_folder.Path, "mine"));
    }

    [Fact]
    public void Each_start_is_added_to_those_before()
    {
        RunState state = new() { RunId = "mine", Options = new TrainingOptions(), Data = Samples.Origin };
        using var folder = new RunFolder(_folder.Path);
        foreach (int step in (int[])[0, 20, 30]) folder.WriteSettings(state with { Step = step }, Start(step));
        Assert.Equal([0L, 20, 30], RunFolder.ReadHistory(_folder.Path, "mine").Select(start => start.AfterStep));
        folder.WriteSettings(state with { RunId = "next" }, Start(0));
        Assert.Single(RunFolder.ReadHistory(_folder.Path, "next"));
    }

    private static RunStart Start(long step) => new()
    {
        Started = DateTimeOffset.UnixEpoch,
        AfterStep = step,
        Command = "train",
        Version = "1",
        LibTorch = "2",
        Framework = "3",
        OperatingSystem = "4",
        Processor = "5",
        Accelerator = Accelerator.Cpu,
    };
}
