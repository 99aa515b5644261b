using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Tools.StyleClassifier;

namespace Pix2Pitch.Tools.Tests.StyleClassifier;

public sealed class LabelledPaintingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Too_few_artists_of_a_style_are_refused_and_rows_without_a_style_reported()
    {
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings");
        string[] files = [.. Directory.EnumerateFiles(demo, "*.png").Order(StringComparer.Ordinal).Take(2)];
        string manifest = _folder.Write("paintings.csv", $"path,artist,style,source\n\"{files[0]}\",Rembrandt,baroque,a\n\"{files[1]}\",Somebody,,b\n");
        var said = new List<string>();
        Pix2PitchException error = Assert.Throws<Pix2PitchException>(() => LabelledPaintings.Read(manifest, "source", ImageNetwork.Open(null, hasEmbedding: true), 1, 1, said.Add));
        Assert.Contains("baroque by 1 artists", error.Message);
        Assert.Contains(said, line => line.Contains(Path.GetFileName(files[1]), StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_of_groups_that_does_not_exist_is_refused_by_name()
    {
        string manifest = _folder.Write("paintings.csv", "path,artist,style\na.png,Rembrandt,baroque\n");
        Pix2PitchException error = Assert.Throws<Pix2PitchException>(() => LabelledPaintings.Read(manifest, "source", ImageNetwork.Open(null, hasEmbedding: true), 0, 1, _ => { }));
        Assert.Contains("'source'", error.Message);
    }
}
