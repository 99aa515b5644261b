namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The script <c>./pix2pitch</c>: it builds what it runs, once, and runs it where the caller is.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_script_runs_in_the_folder_of_the_caller_and_builds_only_once()
    {
        TinyModel.Write(_folder, "m.onnx");
        TestPaintings.Write(_folder, "a b/庭.png");
        string script = Path.Combine(TestData.RepositoryRoot, "pix2pitch"), link = _folder.File("link to pix2pitch");
        File.CreateSymbolicLink(link, script);

        CommandRun first = CommandRun.Start(_folder.Path, null, link, "generate", "a b/庭.png", "--model", "m.onnx");
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.True(File.Exists(_folder.File("庭.wav")));

        CommandRun second = CommandRun.Start(_folder.File("a b"), null, script, "describe", "../庭.wav");
        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Contains("庭.png", second.Output, StringComparison.Ordinal);
        Assert.Empty(second.Error);

        Assert.Equal(2, CommandRun.Start(_folder.Path, null, script, "paint").ExitCode);
    }
}
