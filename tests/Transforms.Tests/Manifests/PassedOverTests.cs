using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

/// <summary>No file in a folder is passed over without a word.</summary>
public sealed class PassedOverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(MediaKind kind, params string[] names)
    {
        foreach (string name in names) _folder.Write(name, "x");
        return ManifestSources.Detect(_folder.Path, kind).Read();
    }

    [Fact]
    public void All_endings_of_JPEGs_are_pictures_in_any_case()
        => Assert.Equal(6, Read(MediaKind.Pictures, "a.jfif", "b.jpe", "c.JPG", "d.JPEG", "e.Jif", "f.jpg").Works.Count);

    [Fact]
    public void All_endings_of_recordings_that_are_read_are_known()
        => Assert.Equal(8, Read(MediaKind.Recordings, "a.wave", "b.W64", "c.oga", "d.aifc", "e.MP2", "f.bwf", "g.bw64", "h.flac").Works.Count);

    [Theory]
    [InlineData(nameof(MediaKind.Pictures), "a.heic", "HEIC")]
    [InlineData(nameof(MediaKind.Pictures), "a.AVIF", "AVIF")]
    [InlineData(nameof(MediaKind.Pictures), "a.psd", "Photoshop")]
    [InlineData(nameof(MediaKind.Pictures), "a.svg", "SVG")]
    [InlineData(nameof(MediaKind.Pictures), "a.CR2", "raw photograph")]
    [InlineData(nameof(MediaKind.Pictures), "a.jpg.part", "unfinished download")]
    [InlineData(nameof(MediaKind.Pictures), "a.jpg.crdownload", "unfinished download")]
    [InlineData(nameof(MediaKind.Pictures), "a", "no extension")]
    [InlineData(nameof(MediaKind.Pictures), "Water Lilies no. 3", "no extension")]
    [InlineData(nameof(MediaKind.Recordings), "a.m4a", "AAC")]
    [InlineData(nameof(MediaKind.Recordings), "a.WMA", "WMA")]
    [InlineData(nameof(MediaKind.Recordings), "a.mid", "MIDI")]
    [InlineData(nameof(MediaKind.Recordings), "a", "no extension")]
    [InlineData(nameof(MediaKind.Any), "a.heic", "HEIC")]
    [InlineData(nameof(MediaKind.Any), "a.m4a", "AAC")]
    public void A_picture_or_recording_that_is_not_read_is_left_out_by_name(string kind, string name, string reason)
    {
        ManifestProblem problem = Assert.Single(Read(Enum.Parse<MediaKind>(kind), name, "good.jpg", "good.flac").Problems, problem => problem.WasLeftOut);
        Assert.Equal((_folder.File(name), 0), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Reason);
    }

    [Fact]
    public void Other_files_are_counted_by_their_endings_with_examples()
    {
        Manifest manifest = Read(MediaKind.Pictures, "a.jpg", "b/1.TXT", "b/2.txt", "3.txt", "4.txt", "x.json", "cover.mp3");
        Assert.Equal(
            [
                "1 file ending in .json was not read (x.json): it is neither a picture nor a recording",
                "1 file ending in .mp3 was not read (cover.mp3): it is a recording and this is the folder of pictures",
                "4 files ending in .txt were not read (3.txt, 4.txt, 1.TXT, ...): they are neither pictures nor recordings",
            ],
            manifest.Problems.Select(problem => problem.Reason));
        Assert.All(manifest.Problems, problem => Assert.False(problem.WasLeftOut));
    }

    [Fact]
    public void What_systems_leave_in_folders_needs_no_word()
        => Assert.Empty(Read(MediaKind.Any, "a.jpg", "desktop.ini", "Thumbs.db", ".DS_Store", "._a.jpg", "__MACOSX/a.jpg", ".git/x.txt", "@eaDir/a.jpg").Problems);

    [Fact]
    public void With_strict_a_picture_that_is_not_read_stops_the_reading_and_a_text_does_not()
    {
        var strict = new ManifestOptions { Strict = true };
        _folder.Write("good/a.jpg", "x");
        _folder.Write("good/a.txt", "x");
        Assert.Single(ManifestSources.Read(_folder.File("good"), strict).Works);
        _folder.Write("good/b.heic", "x");
        Assert.Contains("b.heic", Assert.Throws<Pix2PitchException>(() => ManifestSources.Read(_folder.File("good"), strict)).Message);
    }

    [Fact]
    public void A_folder_with_nothing_but_others_says_what_they_are()
        => Assert.Contains("HEIC", Assert.Throws<Pix2PitchException>(() => Read(MediaKind.Pictures, "a.heic")).Message);
}
