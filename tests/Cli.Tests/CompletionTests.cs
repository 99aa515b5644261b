using System.Diagnostics;

namespace Pix2Pitch.Cli.Tests;

/// <summary>
/// Completion in shells. The program answers inside the test's process; the scripts are run by the shells that are installed (<c>tests/Cli.Tests/Completion</c> types the lines), with these
/// answers in place of the program, so that a wrong question gets none.
/// </summary>
public sealed class CompletionTests : IDisposable
{
    // The line up to the cursor, and what the program suggests there that begins with the word at the cursor.
    private static readonly (string Line, string[] Suggested)[] s_lines =
    [
        ("pix2pitch gen", ["generate"]),
        ("pix2pitch ", ["collection", "completion", "describe", "doctor", "generate", "invert", "paint", "serve"]),
        ("pix2pitch generate --spec", ["--spectrogram"]),
        ("pix2pitch generate --engine c", ["colours"]),
        ("pix2pitch generate --engine=c", ["colours"]),
        ("pix2pitch generate --style b", ["baroque"]),
        ("pix2pitch generate --accelerator c", ["cpu", "cuda"]),
        (@"pix2pitch generate a\ painting.png --path l", ["left-to-right"]),
        ("pix2pitch generate \"a painting.png\" --spec", ["--spectrogram"]),
        (@"pix2pitch generate it\'s.png --spec", ["--spectrogram"]),
        ("pix2pitch generate it", []), // it's.png
        ("pix2pitch generate /us", []), // /usr, and not an option of Windows
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Another_shell_is_refused_with_those_that_there_are()
    {
        ProgramRun run = Command.Run(_folder.Path, "completion", "tcsh");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("tcsh", run.Error);
        Assert.Contains("fish", run.Error);
    }

    [Fact]
    public void The_program_suggests_commands_options_and_values()
    {
        foreach ((string line, string[] suggested) in s_lines)
        {
            string word = line[(line.LastIndexOfAny([' ', '=']) + 1)..];
            string[] found = [.. Answer(line).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(each => each.StartsWith(word, StringComparison.Ordinal) && each.StartsWith('-') == word.StartsWith('-'))];
            Assert.True(suggested.SequenceEqual(found), $"'{line}': {string.Join(", ", found)}");
        }
    }

    [Fact]
    public void What_is_behind_the_cursor_does_not_count()
        => Assert.Equal("--spectrogram", Ask("[suggest:25]", "pix2pitch generate --spec --style baroque"));

    [Fact]
    public void A_line_that_is_wrong_has_no_suggestions_and_no_errors()
    {
        ProgramRun run = Command.Run(_folder.Path, "[suggest:30]", "pix2pitch generate --seed=x --");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Bash_completes() => Completes(
        "bash", "complete.bash", "source",
        "generate", "collection|completion|describe|doctor|generate|invert|paint|serve", "--spectrogram", "colours", "colours", "baroque", "cpu|cuda", "left-to-right", "--spectrogram", "--spectrogram", "files", "files");

    [Theory]
    [InlineData("source")]
    [InlineData("fpath")]
    public void Zsh_completes(string load) => Completes(
        "zsh", "complete.zsh", load,
        "pix2pitch generate ", "pix2pitch ", "pix2pitch generate --spectrogram ", "pix2pitch generate --engine colours ", "pix2pitch generate --engine=colours ", "pix2pitch generate --style baroque ",
        "pix2pitch generate --accelerator c", @"pix2pitch generate a\ painting.png --path left-to-right ", "pix2pitch generate \"a painting.png\" --spectrogram ",
        @"pix2pitch generate it\'s.png --spectrogram ", @"pix2pitch generate it\'s.png ", "pix2pitch generate /usr/");

    [Fact]
    public void Fish_completes() => Completes(
        "fish", "complete.fish", "source",
        "generate", "collection|completion|describe|doctor|generate|invert|paint|serve", "--spectrogram", "colours", "--engine=colours", "baroque", "cpu|cuda", "left-to-right", "--spectrogram", "--spectrogram",
        "it's.png", "/usr/");

    [Fact]
    public void PowerShell_completes() => Completes(
        "pwsh", "complete.ps1", "source",
        "generate", "collection|completion|describe|doctor|generate|invert|paint|serve", "--spectrogram", "colours", "--engine=colours", "baroque", "cpu|cuda", "left-to-right", "--spectrogram", "",
        "'./it''s.png'", "/usr"); // a backslash escapes nothing there, so \' begins a text that does not end

    private void Completes(string shell, string driver, string load, params string[] expected)
    {
        Assert.Equal(s_lines.Length, expected.Length);
        string name = shell == "pwsh" ? "powershell" : shell, script = _folder.File(load == "fpath" ? "scripts/_pix2pitch" : $"completion.{name}");
        ProgramRun run = Command.Run(_folder.Path, "completion", name);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("pix2pitch \"[suggest:", run.Output);
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, run.Output);
        if (FindOnPath(shell) is null) return; // what the program says is tested above

        _folder.Write("files/it's.png", "");
        _folder.Write("files/a painting.png", "");
        WriteProgram();
        var start = new ProcessStartInfo(shell, [.. shell == "pwsh" ? ["-NoProfile", "-NonInteractive", "-File"] : Array.Empty<string>(),
            Path.Combine(TestData.RepositoryRoot, "tests", "Cli.Tests", "Completion", driver), script, _folder.File("files"), .. s_lines.Select(each => each.Line)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _folder.File("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = _folder.Path;
        start.Environment["COMPLETION_LOAD"] = load;
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(output.ReplaceLineEndings("\n") == string.Join('\n', expected) + "\n", $"{output}\n{error.Result}\n{File.ReadAllText(_folder.File("bin", "asked"))}");
    }

    /// <summary>A program 'pix2pitch' that knows the answers to the questions about the lines.</summary>
    private void WriteProgram()
    {
        _folder.Write("bin/questions", string.Concat(s_lines.Select(each => $"[suggest:{each.Line.Length}] {each.Line}\n")));
        for (int i = 0; i < s_lines.Length; i++) _folder.Write($"bin/answer{i + 1}", Answer(s_lines[i].Line));
        string program = _folder.Write("bin/pix2pitch", """
            #!/bin/sh
            folder=${0%/*} number=0
            echo "$*" >> "$folder/asked"
            while IFS= read -r question; do
              number=$((number + 1))
              if [ "$question" = "$1 $2" ]; then cat "$folder/answer$number"; exit; fi
            done < "$folder/questions"
            echo "nobody asked: $*" >&2
            exit 1

            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _folder.Write("bin/asked", "");
    }

    private string Answer(string line) => Ask($"[suggest:{line.Length}]", line) + "\n";

    private string Ask(string directive, string line)
    {
        ProgramRun run = Command.Run(_folder.Path, directive, line);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.ReplaceLineEndings("\n").Trim('\n');
    }

    private static string? FindOnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
