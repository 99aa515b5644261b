namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The C# samples of the pages on data are compiled and run as they stand there, and print what stands under them.</summary>
[Collection(SampleProgramTests.Name)]
public sealed class DocumentTests(SamplePrograms samples) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_on_manifests_prints_what_the_page_says()
    {
        _folder.Write("paintings.csv", Block("docs/manifests.md", "csv"));
        Assert.Equal(Block("docs/manifests.md", "text"), Run("docs/manifests.md"));
    }

    [Fact]
    public void The_sample_on_styles_prints_what_the_page_says() => Assert.Equal(Block("docs/styles.md", "text"), Run("docs/styles.md"));

    [Fact]
    public void The_sample_on_duplicates_finds_a_copy()
    {
        string[] demo = CopyDemoPaintings(4);
        File.Copy(demo[0], _folder.File("paintings", "z.png"));
        Assert.Equal("paintings/baroque-apples-by-candlelight.png: paintings/z.png\n", Run("docs/duplicates.md"));
    }

    [Fact]
    public void The_sample_on_the_style_classifier_judges_every_painting()
    {
        CopyDemoPaintings(2);
        string[] lines = Run("docs/style-classifier.md").TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.All(lines[..2], style => Assert.Contains(style, Pix2Pitch.Styles.StyleNames.All));
        Assert.All(lines[2..], line => Assert.Equal("5 styles, sum 1.00", line));
    }

    [Fact]
    public void The_sample_on_music_of_judged_styles_makes_music_of_every_painting()
    {
        CopyDemoPaintings(2);
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

    private string[] CopyDemoPaintings(int count)
    {
        Directory.CreateDirectory(_folder.File("paintings"));
        string[] demo = [.. Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings")).Order(StringComparer.Ordinal).Take(count)];
        foreach (string file in demo) File.Copy(file, _folder.File("paintings", Path.GetFileName(file)));
        return demo;
    }

    private static string Block(string page, string language) => Assert.Single(SamplePrograms.Blocks(page, language));

    private string Run(string page, int sample = 0) => samples.Run(samples.Of(page).ElementAt(sample), _folder.Path);
}
