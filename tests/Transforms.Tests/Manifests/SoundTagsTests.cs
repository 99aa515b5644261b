using Pix2Pitch.Audio;
using Pix2Pitch.Manifests;
using Pix2Pitch.Transforms.Tests.Audio;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class SoundTagsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int, int> Formats => new()
    {
        { "flac", SoundFileWriter.Flac | SoundFileWriter.Pcm16, 22050 },
        { "ogg", SoundFileWriter.Ogg | SoundFileWriter.Vorbis, 22050 },
        { "opus", SoundFileWriter.Ogg | SoundFileWriter.Opus, 48000 },
        { "mp3", SoundFileWriter.Mpeg | SoundFileWriter.Layer3, 22050 },
        { "aiff", SoundFileWriter.Aiff | SoundFileWriter.Pcm16, 22050 },
        { "wav", SoundFileWriter.Wave | SoundFileWriter.Pcm16, 22050 },
    };

    private void Write(string name, int format, int rate, params (int, string)[] tags)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        SoundFileWriter.Write(path, format, [new float[rate]], rate, 1, tags);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Title_artist_and_date_are_read_from_every_format(string ending, int format, int rate)
    {
        Write($"track 01.{ending}", format, rate, (SoundFileLibrary.Title, "La mer"), (SoundFileLibrary.Artist, "Claude Debussy"), (SoundFileLibrary.Date, "1885"));
        ManifestRow row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        int? year = ending == "aiff" ? null : 1885; // AIFF has no chunk for it
        Assert.Equal(("Claude Debussy", "La mer", year, "Claude Debussy: La mer"), (row.Name, row.Title, row.Year, row.PieceId));
    }

    [Theory]
    [InlineData("flac", SoundFileWriter.Flac | SoundFileWriter.Pcm16)]
    [InlineData("ogg", SoundFileWriter.Ogg | SoundFileWriter.Vorbis)]
    public void Tags_in_other_alphabets_the_licence_and_the_genre_are_read(string ending, int format)
    {
        Write($"夜 1.{ending}", format, 22050,
            (SoundFileLibrary.Title, "Ночь на лысой горе"), (SoundFileLibrary.Artist, "Модест Мусоргский"), (SoundFileLibrary.Licence, "CC0"), (SoundFileLibrary.Genre, "Romantic"));
        ManifestRow row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        Assert.Equal(("Модест Мусоргский", "Ночь на лысой горе", "CC0", "Romantic"), (row.Other["performer"], row.Title, row.Licence, row.Style));
    }

    [Theory]
    [InlineData("a.flac", "Baroque", "Baroque")]
    [InlineData("a.flac", "Classical", "")]
    [InlineData("a.flac", "Rock", "")]
    [InlineData("Romantic/a.flac", "Baroque", "Romantic")]
    public void A_genre_that_is_a_style_counts_where_no_folder_says_it(string name, string genre, string style)
    {
        Write(name, SoundFileWriter.Flac | SoundFileWriter.Pcm16, 22050, (SoundFileLibrary.Genre, genre));
        Assert.Equal(style, Assert.Single(ManifestSources.Read(_folder.Path).Rows).Style);
    }

    [Fact]
    public void What_the_tags_do_not_say_comes_from_the_name()
    {
        Write("Claude Debussy - La mer 1905.flac", SoundFileWriter.Flac | SoundFileWriter.Pcm16, 22050, (SoundFileLibrary.Title, "Jeux de vagues"));
        ManifestRow row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        Assert.Equal(("Claude Debussy", "Jeux de vagues", 1905), (row.Name, row.Title, row.Year));
    }
}
