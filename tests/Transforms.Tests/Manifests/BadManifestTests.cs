using System.Text;
using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class BadManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(string text, string name = "list.csv") => ManifestReader.Read(_folder.Write(name, text));

    private Manifest Read(byte[] bytes, string name = "list.csv") => ManifestReader.Read(_folder.Write(name, bytes));

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_list_with_a_byte_order_mark_is_read_in_its_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] csv = [.. encoding.GetPreamble(), .. encoding.GetBytes("file\tartist\r\nЛуна.jpg\tАрхип Куинджи\r\n")];
        Work row = Assert.Single(Read(csv).Rows);
        Assert.Equal((_folder.File("Луна.jpg"), "Архип Куинджи", 2), (row.Path, row.Name, row.Line));
        byte[] json = [.. encoding.GetPreamble(), .. encoding.GetBytes("{\"file\":\"夜.jpg\"}\n")];
        Assert.Equal(_folder.File("夜.jpg"), Assert.Single(Read(json, "list.jsonl").Rows).Path);
    }

    [Fact]
    public void UTF16_without_a_byte_order_mark_is_one_sentence()
    {
        string message = Assert.Throws<Pix2PitchException>(() => Read(Encoding.Unicode.GetBytes("file,artist\na.jpg,Monet\n"))).Message;
        Assert.Contains("save it as UTF-8", message);
        Assert.Contains("list.csv", message);
    }

    [Fact]
    public void A_row_with_a_zero_byte_is_reported()
    {
        Manifest manifest = Read("file,title\na.jpg,on\0e\nb.jpg,two\nc\0.jpg,three\n");
        Assert.Equal("two", Assert.Single(manifest.Rows).Title);
        Assert.Equal([2, 4], manifest.Problems.Select(problem => problem.Line));
        Assert.All(manifest.Problems, problem => Assert.Contains("zero byte", problem.Reason));
        Manifest lines = Read("{\"file\":\"a\\u0000.jpg\"}\n{\"file\":\"b.jpg\",\"title\":\"x\\u0000\"}\n{\"file\":\"c\0.jpg\"}\n{\"file\":\"d.jpg\"}\n", "list.jsonl");
        Assert.Equal(4, Assert.Single(lines.Rows).Line);
        Assert.Equal([1, 2, 3], lines.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Line_endings_of_all_kinds_may_be_mixed()
    {
        Manifest manifest = Read("file,title\r\na.jpg,one\nb.jpg,\"two\r\nlines\"\r\n\r\nc.jpg\nd.jpg,\"three\nlines\r\nhere\"\ne.jpg,last");
        Assert.Equal(["a.jpg", "b.jpg", "d.jpg", "e.jpg"], manifest.Rows.Select(row => Path.GetFileName(row.Path)));
        Assert.Equal([2, 3, 7, 10], manifest.Rows.Select(row => row.Line));
        Assert.Equal(6, Assert.Single(manifest.Problems).Line);
        Assert.Equal("two\r\nlines", manifest.Rows[1].Title);
    }

    [Fact]
    public void Lines_that_end_as_on_old_Macs_are_read()
        => Assert.Equal(["one", "two"], Read("file,title\ra.jpg,one\rb.jpg,two\r").Rows.Select(row => row.Title));

    [Fact]
    public void Two_columns_for_one_thing_are_refused()
    {
        Assert.Contains("two columns for the same thing, 'title'", Assert.Throws<Pix2PitchException>(() => Read("file,title,Title\na.jpg,b,c\n")).Message);
        Assert.Contains("'file'", Assert.Throws<Pix2PitchException>(() => Read("file,FILE\na.jpg,b.jpg\n")).Message);
    }

    [Fact]
    public void Two_members_of_one_name_are_reported()
    {
        Manifest manifest = Read("{\"file\":\"a.jpg\",\"file\":\"b.jpg\"}\n{\"file\":\"a.jpg\",\"File\":\"b.jpg\"}\n{\"file\":\"c.jpg\",\"x\":1,\"x\":2}\n{\"file\":\"d.jpg\"}\n", "list.jsonl");
        Assert.Equal(4, Assert.Single(manifest.Rows).Line);
        Assert.Equal([1, 2, 3], manifest.Problems.Select(problem => problem.Line));
        Assert.All(manifest.Problems, problem => Assert.Contains("two members", problem.Reason));
    }

    [Fact]
    public void Unknown_columns_are_kept_even_those_of_one_name_and_of_none()
    {
        Manifest manifest = Read(",file,tag,tag,,column_1\n0,a.jpg,x,y,z,w\n");
        Assert.Equal(["column_1_2", "tag", "tag_2", "column_5", "column_1"], manifest.OtherColumns);
        Assert.Equal(["0", "x", "y", "z", "w"], manifest.OtherColumns.Select(column => manifest.Rows[0].Other[column]));
    }

    [Theory]
    [InlineData("list.csv", "file,title\n")]
    [InlineData("list.jsonl", "\n \n")]
    [InlineData("list.jsonl", "")]
    public void A_list_of_nothing_has_no_rows(string name, string text)
    {
        Manifest manifest = Read(text, name);
        Assert.Empty(manifest.Rows);
        Assert.Empty(manifest.Problems);
    }

    [Fact]
    public void What_opens_a_picture_as_a_list_says_so()
    {
        // The start of a JPEG file.
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
        Assert.Contains("list.csv", Assert.Throws<Pix2PitchException>(() => Read(picture)).Message);
    }

    [Fact]
    public void Ten_megabytes_on_one_line_are_never_held()
    {
        string endless = new('x', 10_000_000), csv = _folder.Write("a.csv", $"file,title\na.jpg,{endless}\nb.jpg,two\n");
        string json = _folder.Write("a.jsonl", $"{{\"file\":\"a.jpg\",\"title\":\"{endless}\"}}\n{{\"file\":\"b.jpg\"}}\n");
        foreach (string path in (string[])[csv, json])
        {
            ManifestReader.Read(path);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Manifest manifest = ManifestReader.Read(path);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal("b.jpg", Path.GetFileName(Assert.Single(manifest.Rows).Path));
            Assert.Contains("longer than", Assert.Single(manifest.Problems).Reason);
            Assert.InRange(allocated, 0, 9_000_000); // rows of up to 1 MiB, as text of two bytes and while a buffer grows
        }
    }
}
