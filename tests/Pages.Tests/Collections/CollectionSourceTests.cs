using Pix2Pitch.Pages.Collections;

namespace Pix2Pitch.Pages.Tests.Collections;

public sealed class CollectionSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CollectionSourceTests()
    {
        _folder.Write("a.png", "");
        _folder.Write("b.png", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Works_are_numbered_in_their_order_or_by_the_column_of_numbers()
    {
        Assert.Equal([(1, "a"), (2, "b")], Read("file,title\na.png,a\nb.png,b\n"));
        Assert.Equal([(4, "b"), (30, "a")], Read("Nr.,file,title\n30,a.png,a\n4,b.png,b\n"));
        Assert.Equal([(4, "b"), (30, "a")], Read("Número;archivo;título\n30;a.png;a\n4;b.png;b\n"));
    }

    [Theory]
    [InlineData("number,file\n7,a.png\n7,b.png\n", "Two works of '*' have the number 7, in the lines 2 and 3: give each its own.")]
    [InlineData("number,file\n7a,a.png\n8,b.png\n", "Line 2 of '*' has the number '7a', and visitors enter whole numbers from 1 to 999999: correct it, or rename the column 'number' to number the works in their order.")]
    [InlineData("number,file\n,a.png\n8,b.png\n", "Line 2 of '*' has the number '', and*")]
    [InlineData("file\nx.png\ny.png\n", "None of the 2 pictures that '*' lists is there, the first is '*x.png': check the column of files, which starts from the folder of the list.")]
    [InlineData("file,title\n", "'*' lists no works: add a line for each, or name another list.")]
    public void A_list_that_cannot_be_used_is_refused(string csv, string sentence)
    {
        string list = _folder.Write("list.csv", csv);
        string message = Assert.Throws<Pix2PitchException>(() => CollectionSource.Read(list)).Message;
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(sentence).Replace("\\*", ".*", StringComparison.Ordinal)}$", message);
    }

    [Fact]
    public void A_missing_picture_is_left_out_and_reported_with_its_line()
    {
        string list = _folder.Write("list.csv", "file,title\na.png,a\ngone.png,b\n");
        CollectionSource source = CollectionSource.Read(list);
        Assert.Equal("a", Assert.Single(source.Works).Work.Title);
        Assert.Equal($"Line 3 of '{list}' is left out: the picture '{_folder.File("gone.png")}' does not exist.", Assert.Single(source.Problems));
        Assert.Equal(1, source.LeftOut);
    }

    [Fact]
    public void Pictures_on_the_web_are_to_be_downloaded_first()
    {
        string file = _folder.Write("museum.json", """
            { "@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://x.example/m", "type": "Manifest", "label": { "en": ["M"] }, "items": [ { "id": "https://x.example/c", "type": "Canvas",
              "width": 1, "height": 1, "items": [ { "type": "AnnotationPage", "items": [ { "type": "Annotation", "motivation": "painting",
              "body": { "id": "https://x.example/full/max/0/default.jpg", "type": "Image" } } ] } ] } ] }
            """);
        Assert.Equal($"1 of 1 pictures of '{file}' are on the web: download them first, with 'pix2pitch collection {file} --list-images > images.txt' and 'curl --config images.txt'.",
            Assert.Throws<Pix2PitchException>(() => CollectionSource.Read(file)).Message);
    }

    private IEnumerable<(int, string)> Read(string csv) => CollectionSource.Read(_folder.Write("list.csv", csv)).Works.Select(work => (work.Number, work.Work.Title));
}
