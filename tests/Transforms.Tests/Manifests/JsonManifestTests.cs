using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>What people save where JSON Lines are meant.</summary>
public sealed class JsonManifestTests : IDisposable
{
    private const string One = """{"path":"a.jpg","artist":"Claude Monet","year":1872}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(string text, string name = "list.json") => ManifestReader.Read(_folder.Write(name, text));

    [Theory]
    [InlineData($"[{One}]")]
    [InlineData($"[{One},]")]
    [InlineData($"\ufeff [\n  {One}\n]\n")]
    [InlineData($$"""{"paintings": [{{One}}]}""")]
    [InlineData($$"""
        {
          "version": 1,
          "tags": ["x"],
          "paintings": [
            {{One}}
          ]
        }
        """)]
    [InlineData(One)]
    [InlineData($"\n\n{One}\n\n")]
    [InlineData($"{One}\r\n")]
    [InlineData("""
        {
          "path": "a.jpg",
          "artist": "Claude Monet", // who
          "year": 1872,
        }
        """)]
    public void An_array_a_single_object_and_an_object_with_one_array_are_read(string text)
    {
        foreach (string name in (string[])["list.json", "list.jsonl", "list.ndjson", "list.csv", "list.txt"])
        {
            Manifest manifest = Read(text, name);
            Assert.Empty(manifest.Problems);
            Work row = Assert.Single(manifest.Rows);
            Assert.Equal((_folder.File("a.jpg"), "Claude Monet", 1872), (row.Path, row.Name, row.Year));
        }
    }

    [Fact]
    public void Objects_of_several_lines_after_each_other_are_read_with_their_lines()
    {
        Manifest manifest = Read("{\n  \"path\": \"a.jpg\"\n}\n{\n  \"path\": \"b.jpg\"\n}\n", "list.jsonl");
        Assert.Empty(manifest.Problems);
        Assert.Equal([1, 4], manifest.Rows.Select(row => row.Line));
    }

    [Fact]
    public void Elements_of_an_array_have_their_lines_and_what_is_no_object_is_reported()
    {
        Manifest manifest = Read("[\n{\"path\":\"a.jpg\"},\n3,\n\n{\"path\":\"b.jpg\"},\n{\"title\":\"x\"}]");
        Assert.Equal([2, 5], manifest.Rows.Select(row => row.Line));
        Assert.Equal([3, 6], manifest.Problems.Select(problem => problem.Line));
    }

    [Theory]
    [InlineData("[\n{\"path\":\"a.jpg\"},\n{\"path\":\"b.jpg\",\"secret\" \"x\"}\n]", 3)]
    [InlineData("[\n{\"path\":\"a.jpg\"}\n", 3)]
    [InlineData("{\n\"path\": a.jpg\n}", 2)]
    public void A_document_that_is_no_JSON_is_refused_with_its_line_and_what_JSON_Lines_are(string text, int line)
    {
        string message = Assert.Throws<Pix2PitchException>(() => Read(text)).Message;
        Assert.Contains($"list.json' is not valid JSON in line {line};", message);
        Assert.Contains("JSON Lines: one object on each line, such as {\"path\": \"a.jpg\"", message);
        Assert.DoesNotContain("secret", message);
    }

    [Fact]
    public void Two_lists_in_one_document_are_not_chosen_between()
    {
        string message = Assert.Throws<Pix2PitchException>(() => Read($$"""{"paintings":[{{One}}],"music":[{{One}}]}""")).Message;
        Assert.Contains("several lists, 'paintings', 'music'", message);
    }

    [Fact]
    public void A_damaged_first_line_of_JSON_Lines_costs_only_itself()
    {
        Manifest manifest = Read($"{{\"path\":\n{One}\n{One.Replace("a.jpg", "b.jpg")}\n", "list.jsonl");
        Assert.Equal(2, manifest.Rows.Count);
        Assert.Equal(1, Assert.Single(manifest.Problems).Line);
    }

    [Fact]
    public void An_empty_array_has_no_rows() => Assert.Empty(Read("[]").Rows);

    [Fact]
    public void A_CSV_whose_first_column_is_in_brackets_is_a_CSV() => Assert.Single(Read("[id],path\n1,a.jpg\n", "list.csv").Rows);
}
