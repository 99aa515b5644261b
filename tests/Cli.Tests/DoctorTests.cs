using Pix2Pitch.Terminal;
using Pix2Pitch.Terminal.Doctor;

namespace Pix2Pitch.Cli.Tests;

public sealed class DoctorTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_part_that_music_needs_is_tried_and_works()
    {
        ProgramRun run = Command.Run(_folder.Path, "doctor", "--model", fixture.Model);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.TrimEnd().Split('\n');
        foreach (string part in (string[])["Pix2Pitch", ".NET", "processor", "memory", "current folder", "temporary files", "ONNX Runtime", "accelerator", "paintings", "style network", "music"])
            Assert.Single(lines, line => line.StartsWith($"ok     {part} ", StringComparison.Ordinal) || line.StartsWith($"note   {part} ", StringComparison.Ordinal));
        Assert.Contains(_folder.Path, run.Output);
        Assert.Equal("Everything that is needed works.", lines[^1].TrimEnd());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_model_that_does_not_load_fails_with_its_sentence()
    {
        string broken = _folder.File("broken.onnx");
        File.WriteAllText(broken, "no model");
        ProgramRun run = Command.Run(_folder.Path, "doctor", "--model", broken);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("FAILS  music", run.Output);
        Assert.Contains(broken, run.Output);
        Assert.EndsWith("1 of 11 checks failed.", run.Output.TrimEnd());
    }

    [Fact]
    public void A_check_that_fails_is_followed_by_what_to_do_and_the_others_go_on()
    {
        using var output = new StringWriter();
        int code = DoctorReport.Run(
        [
            ("first", () => throw new Pix2PitchException("It is not there.")),
            ("second", () => new Check("second", CheckState.Note, "could be better", "do this.")),
            ("third", () => new Check("third", CheckState.Works, "fine")),
        ], output);
        Assert.Equal(ExitCode.Failure, code);
        Assert.Equal(["FAILS  first             It is not there.", "note   second            could be better", "                         To do: do this.", "ok     third             fine", "1 of 3 checks failed."],
            output.ToString().TrimEnd().Split(Environment.NewLine));
    }
}
