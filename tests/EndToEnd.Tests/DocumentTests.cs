namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>C# samples of the pages on data as programs of users: one without ONNX Runtime, and one that judges styles.</summary>
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
    public void The_sample_on_the_style_classifier_judges_every_painting()
    {
        TestPaintings.CopyDemo(_folder.File("paintings"), 2);
        string[] lines = Run("docs/style-classifier.md").TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.All(lines[..2], style => Assert.Contains(style, Pix2Pitch.Styles.StyleNames.All));
        Assert.All(lines[2..], line => Assert.Equal("5 styles, sum 1.00", line));
    }

    private static string Block(string page, string language) => Assert.Single(SamplePrograms.Blocks(page, language));

    private string Run(string page) => samples.Run(samples.Of(page).First(), _folder.Path);
}
