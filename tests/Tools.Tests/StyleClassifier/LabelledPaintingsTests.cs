using Pix2Pitch.Tools.StyleClassifier;

namespace Pix2Pitch.Tools.Tests.StyleClassifier;

public sealed class LabelledPaintingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Too_few_artists_of_a_style_are_refused_before_a_picture_is_read()
    {
        string list = _folder.File("paintings.csv");
        File.WriteAllLines(list, ["file,artist,style", "a.png,Caravaggio,baroque", "b.png,Caravaggio,baroque", "c.png,Rembrandt,baroque"]);
        foreach (string picture in (string[])["a.png", "b.png", "c.png"]) File.WriteAllText(_folder.File(picture), "not read");
        var said = new List<string>();
        string message = Assert.Throws<Pix2PitchException>(() => LabelledPaintings.Read(list, null, null, network: null!, views: 0, seed: 1, said.Add)).Message;
        Assert.Contains("paintings of baroque by 2 artists; five or more are needed", message);
        Assert.Empty(said);
    }

    [Theory]
    [InlineData("train", "paintings of baroque by 1 artists")]
    [InlineData("test", "has no painting of the split 'test'; its splits are train, validation.")]
    public void Only_the_paintings_of_the_split_are_used(string split, string expected)
    {
        string list = _folder.File("paintings.csv");
        File.WriteAllLines(list, ["file,artist,style,split", "a.png,Caravaggio,baroque,train", "b.png,Caravaggio,baroque,validation", "c.png,Rembrandt,baroque,validation"]);
        foreach (string picture in (string[])["a.png", "b.png", "c.png"]) File.WriteAllText(_folder.File(picture), "not read");
        Assert.Contains(expected, Assert.Throws<Pix2PitchException>(() => LabelledPaintings.Read(list, null, split, network: null!, views: 0, seed: 1, _ => { })).Message);
    }
}
