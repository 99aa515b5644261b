using System.Diagnostics;

namespace Pix2Pitch.Cli.Tests;

public sealed class SignalTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void An_interrupted_run_leaves_whole_files_only(string signal, int exitCode)
    {
        // Many paintings, so that the signal comes in the middle of them.
        string[] paintings = [.. Enumerable.Repeat(fixture.Other, 300)];
        // A test run that was started in the background has SIGINT ignored, one that nohup started SIGHUP, and so would its children.
        CommandRun run = CommandRun.Start(
            _folder.Path, SendAfterTheFirstFile, "env", ["--default-signal=INT,HUP", "dotnet", CommandRun.Program, "generate", "--model", fixture.Model, "--style", "none", .. paintings]);

        Assert.Equal(exitCode, run.ExitCode);
        string[] files = Directory.GetFiles(_folder.Path);
        Assert.InRange(files.Length, 1, paintings.Length - 1);
        long length = new FileInfo(_folder.File("other.wav")).Length;
        Assert.All(files, file =>
        {
            Assert.EndsWith(".wav", file, StringComparison.Ordinal);
            Assert.Equal(length, new FileInfo(file).Length);
        });

        void SendAfterTheFirstFile(Process process)
        {
            while (!process.HasExited && !File.Exists(_folder.File("other.wav"))) Thread.Sleep(5);
            using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            kill.WaitForExit();
        }
    }
}
