namespace Pix2Pitch.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("carve")]
    [InlineData("paint")]
    [InlineData("generate")]
    [InlineData("generate", "a.png", "--tempo", "fast")]
    [InlineData("generate", "a.png", "--seed", "many")]
    [InlineData("generate", "a.png", "--creativity", "2")]
    [InlineData("generate", "a.png", "--creativity", "nan")]
    [InlineData("generate", "a.png", "--creativity", "much")]
    [InlineData("generate", "a.png", "--seconds", "0")]
    [InlineData("generate", "a.png", "--seconds", "601")]
    [InlineData("generate", "a.png", "--seconds", "long")]
    [InlineData("generate", "a.png", "--style", "cubism")]
    [InlineData("generate", "a.png", "-o", "a.mp3")]
    [InlineData("generate", "a.png", "-o", "")]
    [InlineData("generate", "a.png", "--spectrogram", "a.gif")]
    [InlineData("generate", "a.png", "b.png", "-o", "both.wav")]
    [InlineData("invert")]
    [InlineData("invert", "a.png", "b.png")]
    [InlineData("invert", "a.png", "--preset", "huge")]
    [InlineData("describe")]
    public void Wrong_usage_ends_with_2_and_says_what_is_wrong(params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("generate", "paint", "invert", "describe", "--help")]
    [InlineData("--output", "--model", "--style", "--seed", "--creativity", "--start", "--accelerator", "paint", "--help")]
    [InlineData("--output", "--spectrogram", "--model", "--style", "--artist", "--year", "--place", "--seed", "--creativity", "--seconds", "generate", "--help")]
    [InlineData("--output", "--preset", "Thesis256", "invert", "--help")]
    [InlineData("model", "WAV", "describe", "--help")]
    public void Help_names_everything(params string[] wordsAndArguments)
    {
        string[] arguments = wordsAndArguments is [.., "generate" or "paint" or "invert", "--help"] or ["model", "WAV", "describe", "--help"] ? wordsAndArguments[^2..] : ["--help"];
        ProgramRun run = Command.Run(_folder.Path, arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.All(wordsAndArguments[..^1], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_default_accelerator_is_shown_once_and_as_it_is_written()
        => Assert.Matches(@"(?m)^[^\[]*--accelerator[^\[]*\[default: (cpu|cuda), as the program was built\]\r?$", Command.Run(_folder.Path, "generate", "--help").Output);

    [Theory]
    [InlineData("invert", true)]
    [InlineData("generate", false)]
    public void Only_invert_takes_the_iterations_from_a_spectrogram(string command, bool expected)
        => Assert.Equal(expected, Command.Run(_folder.Path, command, "--help").Output.Contains("the number in the metadata of the spectrogram", StringComparison.Ordinal));

    [Fact]
    public void The_version_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+", Command.Run(_folder.Path, "--version").Output);
}
