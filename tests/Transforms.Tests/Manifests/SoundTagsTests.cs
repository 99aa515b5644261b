using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class SoundTagsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Write(string name, params (string, string)[] tags)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, TaggedFile.Make(Path.GetExtension(name)[1..], tags));
    }

    [Theory, InlineData("flac"), InlineData("ogg"), InlineData("mp3"), InlineData("aiff"), InlineData("wav")]
    public void Title_artist_and_date_are_read_from_every_format(string ending)
    {
        Write($"track 01.{ending}", ("TITLE", "La mer"), ("ARTIST", "Claude Debussy"), ("DATE", "1885"));
        Work row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        int? year = ending == "aiff" ? null : 1885; // AIFF has no chunk for it
        Assert.Equal(("Claude Debussy", "La mer", year, "Claude Debussy: La mer"), (row.Name, row.Title, row.Year, row.PieceId));
    }

    [Theory]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("mp3")]
    public void Tags_in_other_alphabets_the_licence_and_the_genre_are_read(string ending)
    {
        Write($"夜 1.{ending}", ("TITLE", "Ночь на лысой горе"), ("ARTIST", "Модест Мусоргский"), ("LICENSE", "CC0"), ("GENRE", "Romantic"));
        Work row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        Assert.Equal(("Модест Мусоргский", "Ночь на лысой горе", "CC0", "Romantic"), (row.Other["performer"], row.Title, row.Licence, row.Style));
    }

    [Theory]
    [InlineData("a.flac", "Baroque", "Baroque")]
    [InlineData("a.flac", "Classical", "")]
    [InlineData("a.flac", "Rock", "")]
    [InlineData("Romantic/a.flac", "Baroque", "Romantic")]
    public void A_genre_that_is_a_style_counts_where_no_folder_says_it(string name, string genre, string style)
    {
        Write(name, ("GENRE", genre));
        Assert.Equal(style, Assert.Single(ManifestSources.Read(_folder.Path).Rows).Style);
    }

    [Fact]
    public void What_the_tags_do_not_say_comes_from_the_name()
    {
        Write("Claude Debussy - La mer 1905.flac", ("TITLE", "Jeux de vagues"));
        Work row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        Assert.Equal(("Claude Debussy", "Jeux de vagues", 1905), (row.Name, row.Title, row.Year));
    }
}
