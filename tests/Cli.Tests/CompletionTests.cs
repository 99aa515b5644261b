using System.Diagnostics;

namespace Pix2Pitch.Cli.Tests;

public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bash", "complete -F _pix2pitch pix2pitch")]
    [InlineData("zsh", "#compdef pix2pitch")]
    [InlineData("fish", "complete -c pix2pitch")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public void Every_shell_has_a_script(string shell, string expected)
    {
        ProgramRun run = Command.Run(_folder.Path, "completion", shell);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, run.Output);
    }

    [Fact]
    public void Another_shell_is_refused_with_those_that_there_are()
    {
        ProgramRun run = Command.Run(_folder.Path, "completion", "tcsh");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("tcsh", run.Error);
        Assert.Contains("fish", run.Error);
    }

    [Theory]
    [InlineData("pix2pitch ", "generate", "invert", "doctor")]
    [InlineData("pix2pitch generate --se", "--seconds", "--seed")]
    public void The_program_suggests_commands_and_options(string line, params string[] expected)
    {
        ProgramRun run = Command.Run(_folder.Path, $"[suggest:{line.Length}]", line);
        Assert.Equal(0, run.ExitCode);
        Assert.Subset(run.Output.Split('\n').Select(each => each.Trim()).ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public void Bash_completes_with_the_script()
    {
        Command.Run(_folder.Path, "completion", "bash");
        string program = Path.Combine(AppContext.BaseDirectory, "pix2pitch.dll");
        string script = $$"""
            pix2pitch() { dotnet exec '{{program}}' "$@"; }
            source <(pix2pitch completion bash)
            COMP_LINE='pix2pitch generate --spec' COMP_POINT=25 COMP_WORDS=(pix2pitch generate --spec) COMP_CWORD=2
            _pix2pitch
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        Assert.Equal("--spectrogram", output.Trim());
    }
}
