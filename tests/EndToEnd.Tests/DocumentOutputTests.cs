using System.Reflection;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>C# samples of the pages on data, run as they stand there, print and write what the pages say.</summary>
[Collection(nameof(DocumentExampleTests))]
public sealed class DocumentOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_on_styles_prints_what_the_page_says() => Assert.Equal(Assert.Single(DocumentExample.Of("docs/styles.md")).Output, Run("docs/styles.md"));

    [Fact]
    public void The_sample_on_duplicates_finds_a_copy()
    {
        string[] demo = TestPaintings.CopyDemo(_folder.File("paintings"), 4);
        File.Copy(demo[0], _folder.File("paintings", "z.png"));
        Assert.Equal("paintings/baroque-apples-by-candlelight.png: paintings/z.png\n", Run("docs/duplicates.md"));
    }

    [Fact]
    public void The_sample_on_music_of_judged_styles_makes_music_of_every_painting()
    {
        TestPaintings.CopyDemo(_folder.File("paintings"), 2);
        TinyModel.Write(_folder, "first.onnx");
        Run("docs/style-classifier.md", 1);
        string[] waves = [.. Directory.EnumerateFiles(_folder.Path, "*.wav").Order(StringComparer.Ordinal)];
        Assert.Equal(["0.wav", "1.wav"], waves.Select(Path.GetFileName));
        Assert.NotEqual(File.ReadAllBytes(waves[0]), File.ReadAllBytes(waves[1]));
        Assert.True(File.Exists(_folder.File("judged-music.zip")));
    }

    [Fact]
    public void The_sample_on_colours_writes_sound_and_lists_its_notes()
    {
        File.Copy(Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings"))[0], _folder.File("painting.png"));
        Assert.Matches(@"^0\.0 s: lightness \d+, pitch \d+\n", Run("docs/colours.md"));
        Assert.True(File.Exists(_folder.File("colours.wav")));
    }

    private string Run(string page, int sample = 0)
    {
        (Assembly? program, IReadOnlyList<string> errors) = DocumentExample.Of(page).ElementAt(sample).Compile();
        Assert.Empty(errors);
        ProgramRun run = ProgramRun.Of(program!, _folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output.ReplaceLineEndings("\n");
    }
}
