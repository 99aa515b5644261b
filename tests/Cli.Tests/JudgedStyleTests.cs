namespace Pix2Pitch.Cli.Tests;

public sealed class JudgedStyleTests(CommandFixture fixture) : IClassFixture<CommandFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_style_that_is_not_known_is_judged_from_the_picture()
    {
        ProgramRun run = Generate(fixture.Painting, fixture.Other);
        Assert.Equal(2, run.Output.Split("style judged,").Length - 1);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(run.Output, @"(?m)^Style: \w+ \d+ %(, \w+ \d+ %)* \(judged from the picture\)$"));
        Assert.Empty(run.Error);
    }

    [Fact]
    public void A_painter_whom_nobody_knows_is_no_reason_to_use_no_style()
    {
        ProgramRun run = Generate(fixture.Painting, "--artist", "Nemo Nobody");
        Assert.Contains("judged from the picture", run.Error, StringComparison.Ordinal);
        Assert.Contains("style judged,", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("style baroque,", "--style", "baroque")]
    [InlineData("style impressionism,", "--artist", "Claude Monet")]
    [InlineData("style unknown,", "--style", "none")]
    public void A_style_that_is_known_or_not_wanted_is_not_judged(string style, params string[] options)
    {
        ProgramRun run = Generate([fixture.Painting, .. options]);
        Assert.Contains(style, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("judged", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_network_the_style_is_unknown()
    {
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory)) File.Copy(file, _folder.File(Path.GetFileName(file)));
        CommandRun run = CommandRun.Start(_folder.Path, null, "dotnet", _folder.File("pix2pitch.dll"), "generate", fixture.Painting, "--model", fixture.Model, "--iterations", "0");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("style unknown,", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("judged", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_takes_the_embedding_gets_that_of_the_picture()
    {
        string model = TinyModel.WriteWithEmbedding(_folder);
        ProgramRun run = Command.Run(_folder.Path, "generate", fixture.Painting, "-o", "a.wav", "--model", model, "--style", "none", "--iterations", "0");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("zeros", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^embedding +picture$", Command.Run(_folder.Path, "describe", "a.wav").Output);
    }

    [Fact]
    public void Without_the_network_a_model_that_takes_the_embedding_gets_zeros_and_a_sentence_says_so()
    {
        string model = TinyModel.WriteWithEmbedding(_folder);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory)) File.Copy(file, _folder.File(Path.GetFileName(file)));
        CommandRun run = CommandRun.Start(
            _folder.Path, null, "dotnet", _folder.File("pix2pitch.dll"), "generate", fixture.Painting, "-o", "a.wav", "--model", model, "--style", "none", "--iterations", "0");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("The model tiny also takes the embedding of the picture and gets zeros, because there is no folder 'DnnImageModels' beside the program.", run.Error.Trim());
    }

    private ProgramRun Generate(params string[] arguments)
    {
        ProgramRun run = Command.Run(_folder.Path, ["generate", "--model", fixture.Model, "--iterations", "0", .. arguments]);
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error}");
        return run;
    }
}
