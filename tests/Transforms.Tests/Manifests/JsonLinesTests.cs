using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class JsonLinesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(string text, ManifestOptions? options = null) => ManifestReader.Read(_folder.Write("list.jsonl", text), options);

    [Fact]
    public void An_object_per_line_is_read_with_the_names_of_the_columns()
    {
        Manifest manifest = Read("""
            \ufeff{"file":"a/夜.jpg","Artist":"Архип Куинджи","title":"two\nlines","year":1880,"country":"Russia","style":null,"tags":["moon"]}

            {"path":"b.jpg"}
            """.Replace("\\ufeff", "\ufeff"));
        Assert.Empty(manifest.Problems);
        Work row = manifest.Rows[0];
        Assert.Equal((_folder.File("a", "夜.jpg"), "Архип Куинджи", "two\nlines"), (row.Path, row.Name, row.Title));
        Assert.Equal((1880, "Russia", "", 1), (row.Year, row.Country, row.Style, row.Line));
        Assert.Equal("[\"moon\"]", row.Other["tags"]);
        Assert.Equal(3, manifest.Rows[1].Line);
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_left_out_and_reported()
    {
        Manifest manifest = Read($"{{\"file\":\"a.jpg\"}}\n[1]\n{{\"file\":\n{{\"title\":\"x\"}}\n{{\"file\":\"\"}}\n{{\"file\":\"{new string('x', 10_000_000)}\"}}\n{{\"file\":\"b.jpg\"}}");
        Assert.Equal([1, 7], manifest.Rows.Select(row => row.Line));
        Assert.Equal([2, 3, 4, 5, 6], manifest.Problems.Select(problem => problem.Line));
        Assert.StartsWith("it is not a JSON object such as {", manifest.Problems[0].Reason);
        Assert.Contains("longer than", manifest.Problems[4].Reason);
    }

    [Fact]
    public void With_strict_the_first_such_line_stops_the_reading()
        => Assert.Contains("Line 1", Assert.Throws<Pix2PitchException>(() => Read("[1]\n", new ManifestOptions { Strict = true })).Message);
}
