using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class MarkdownBlockTests : IDisposable
{
    private const string Card = """
        # Card
        <!-- evaluation summary -->
        old summary
        <!-- end of evaluation summary -->
        between
        <!-- evaluation -->
        old tables
        <!-- end of evaluation -->
        after
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_the_content_of_the_blocks_is_replaced()
    {
        string path = _folder.Write("card.md", Card);
        MarkdownBlock.Update(path, "new tables\n\n", "new summary\n");
        Assert.Equal(Card.Replace("old", "new", StringComparison.Ordinal), File.ReadAllText(path));
    }

    [Fact]
    public void A_second_update_changes_nothing()
    {
        string path = _folder.Write("card.md", Card);
        MarkdownBlock.Update(path, "tables", "summary");
        string once = File.ReadAllText(path);
        MarkdownBlock.Update(path, "tables", "summary");
        Assert.Equal(once, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("no block at all")]
    [InlineData("<!-- evaluation -->\nnever ended")]
    [InlineData("<!-- end of evaluation -->\n<!-- evaluation -->")]
    public void A_file_without_a_block_is_refused(string text)
    {
        string path = _folder.Write("card.md", text);
        Assert.Contains("card.md", Assert.Throws<Pix2PitchException>(() => MarkdownBlock.Check(path)).Message);
    }

    [Fact]
    public void A_file_that_is_missing_is_refused()
        => Assert.Contains("gone.md", Assert.Throws<Pix2PitchException>(() => MarkdownBlock.Check(_folder.File("gone.md"))).Message);
}
