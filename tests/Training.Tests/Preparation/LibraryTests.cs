using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;
using Pix2Pitch.Tests;
using Pix2Pitch.Training.Preparation;

namespace Pix2Pitch.Training.Tests.Preparation;

public sealed class LibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Touch(params string[] names)
    {
        foreach (string name in names) _folder.Write(name, "x");
    }

    private Library Read(bool strict = false) => Library.Read(new LibraryOptions { Data = _folder.Path, Strict = strict });

    private Library ReadPaintings(string csv, params string[] files)
    {
        _folder.Write("paintings.csv", csv);
        Touch(files);
        Touch("music/baroque/a.flac");
        return Read();
    }

    private static string[] Names(IReadOnlyList<LabelledWork> rows) => [.. rows.Select(row => Path.GetFileName(row.Work.Path))];

    [Theory]
    [InlineData("paintings.csv", "music.csv")]
    [InlineData("Paintings.CSV", "music.jsonl")]
    [InlineData("paintings.ndjson", "Music.Csv")]
    public void A_folder_with_two_lists_is_read(string paintings, string music)
    {
        Touch("a.jpg", "b.flac", "not-listed.jpg");
        _folder.Write(paintings, paintings.EndsWith("json", StringComparison.Ordinal) ? "{\"file\":\"a.jpg\",\"style\":\"baroque\"}" : "file,style\na.jpg,baroque\n");
        _folder.Write(music, music.EndsWith("jsonl", StringComparison.Ordinal) ? "{\"file\":\"b.flac\",\"style\":\"Romantic\"}" : "file,style\nb.flac,Romantic\n");
        Library library = Read();
        Assert.Equal(("a.jpg", Style.Baroque, 1.0), (Names(library.Paintings).Single(), library.Paintings[0].Style, library.Paintings[0].Confidence));
        Assert.Equal(("b.flac", Style.Romanticism), (Names(library.Music).Single(), library.Music[0].Style));
        Assert.Empty(library.LeftOut);
    }

    [Fact]
    public void Folders_of_paintings_and_of_music_are_read_and_their_layouts_are_told()
    {
        Touch("paintings/Rococo/boucher_diana.jpg", "Music/baroque/deep/bach_fugue.flac", "Music/baroque/cover.jpg", "notes.txt");
        Library library = Read();
        Assert.Equal(["boucher_diana.jpg"], Names(library.Paintings));
        Assert.Equal(Style.Classicism, library.Paintings[0].Style);
        Assert.Equal(["bach_fugue.flac"], Names(library.Music));
        Assert.Empty(library.LeftOut);
        Assert.Equal(
            [
                $"The paintings are a folder of pictures, '{_folder.File("paintings")}', that lists 1 file.",
                $"The music is a folder of recordings, '{_folder.File("Music")}', that lists 1 file.",
            ],
            library.Layouts);
    }

    [Fact]
    public void One_folder_of_styles_may_hold_both_pictures_and_recordings()
    {
        Touch("impressionism/monet.jpg", "impressionism/la mer.flac", "baroque/fugue.ogg");
        Library library = Read();
        Assert.Equal(["monet.jpg"], Names(library.Paintings));
        Assert.Equal(["fugue.ogg", "la mer.flac"], Names(library.Music));
    }

    [Fact]
    public void The_two_sides_may_lie_anywhere_as_files_or_folders()
    {
        Touch("here/baroque/a.jpg", "there/b.wav");
        string list = _folder.Write("there/list.csv", "file,composer\nb.wav,\"Bach, Johann Sebastian\"\n");
        Library library = Library.Read(new LibraryOptions { Paintings = _folder.File("here"), Music = list });
        Assert.Equal((Style.Baroque, Style.Baroque), (library.Paintings.Single().Style, library.Music.Single().Style));
    }

    [Fact]
    public void A_side_that_is_named_counts_before_the_one_in_the_folder()
    {
        Touch("paintings/baroque/a.jpg", "music/baroque/b.wav", "other/baroque/c.wav");
        Library library = Library.Read(new LibraryOptions { Data = _folder.Path, Music = _folder.File("other") });
        Assert.Equal(["a.jpg", "c.wav"], [.. Names(library.Paintings), .. Names(library.Music)]);
    }

    [Fact]
    public void Data_sets_in_their_own_layouts_are_known_as_a_side()
    {
        _folder.Write("art/artists.csv", "id,name,years,genre,nationality\n0,Claude Monet,1840 - 1926,Impressionism,French\n");
        Touch("art/images/images/Claude_Monet/Claude_Monet_1.jpg", "sound/train_data/1727.wav");
        _folder.Write("sound/musicnet_metadata.csv", "id,composer,composition\n1727,Schubert,Quintet\n");
        Library library = Library.Read(new LibraryOptions { Paintings = _folder.File("art"), Music = _folder.File("sound") });
        Assert.Equal((Style.Impressionism, "French"), (library.Paintings.Single().Style, library.Paintings[0].Work.Country));
        Assert.Equal(Style.Romanticism, library.Music.Single().Style);
        Assert.Contains("Best Artworks", library.Layouts[0]);
        Assert.Contains("MusicNet", library.Layouts[1]);
    }

    [Fact]
    public void The_style_is_that_of_the_list_then_of_the_person_then_of_year_and_country()
    {
        Library library = ReadPaintings(
            "file,artist,year,country,style\na.jpg,Claude Monet,,,baroque\nb.jpg,\"MONET, claude\",,,\nc.jpg,nobody known,1880,France,\nd.jpg,,1880,Austria,Cubism\n",
            "a.jpg", "b.jpg", "c.jpg", "d.jpg");
        Assert.Equal([Style.Baroque, Style.Impressionism, Style.Impressionism, Style.Romanticism], library.Paintings.Select(row => row.Style));
        Assert.Equal([1, 1], library.Paintings.Take(2).Select(row => row.Confidence));
        Assert.All(library.Paintings.Skip(2), row => Assert.InRange(row.Confidence, 0.5, 0.9));
        Assert.Empty(library.LeftOut);
    }

    [Theory]
    [InlineData("a.jpg,nobody known,,,", "'nobody known' is not in the knowledge base; the year is not given")]
    [InlineData("a.jpg,Johann Strauss,,,", "'Johann Strauss' may mean Johann Strauss I (1804-1849) or Johann Strauss II (1825-1899); write the full name")]
    [InlineData("a.jpg,,,,Cubism", "the style 'Cubism' is none of the five; nobody is named")]
    [InlineData("a.jpg,,1500,Italy,", "nobody is named; none of them prevailed in 1500 ('Italy')")]
    public void What_has_no_style_is_left_out_and_says_why(string row, string reason)
    {
        Library library = ReadPaintings($"file,artist,year,country,style\n{row}\n", "a.jpg");
        Assert.Empty(library.Paintings);
        LeftOut left = Assert.Single(library.LeftOut);
        Assert.Equal(_folder.File("a.jpg"), left.File);
        Assert.Contains(reason, left.Reason);
        Assert.EndsWith("; name its style in the column 'style'.", left.Reason);
    }

    [Fact]
    public void In_a_folder_the_way_to_name_a_style_is_another_folder()
    {
        Touch("paintings/loose.jpg", "music/baroque/a.flac");
        Assert.EndsWith("; put it into a folder named after its style.", Assert.Single(Read().LeftOut).Reason);
    }

    [Fact]
    public void A_file_that_is_not_there_listed_twice_of_the_other_side_or_no_file_is_left_out_with_its_line()
    {
        string longName = new('长', 100); // 300 bytes
        Touch("folder.jpg/x");
        Library library = ReadPaintings(
            $"file,style\na.jpg,baroque\nb.jpg,baroque\n./a.jpg,baroque\na.flac,baroque\nfolder.jpg,baroque\n{longName}.jpg,baroque\npaintings.csv,baroque\n",
            "a.jpg", "a.flac");
        Assert.Equal(["a.jpg"], Names(library.Paintings));
        Assert.Equal(
            [
                "There is no such file; line 3 of 'paintings.csv' names it.",
                "It is listed twice; the entry in line 2 of 'paintings.csv' is used.",
                "It is a recording, and this is the list of paintings.",
                "It is a folder, not a file; line 6 of 'paintings.csv' names it.",
                "A name in its path is longer than 255 bytes, which no file can have; line 7 of 'paintings.csv' names it.",
                "It is the list itself.",
            ],
            library.LeftOut.Select(left => left.Reason));
    }

    [Fact]
    public void An_empty_file_a_link_to_nothing_and_a_path_without_end_are_left_out()
    {
        string endless = string.Join('/', Enumerable.Repeat(new string('d', 200), 25));
        _folder.Write("empty.jpg", "");
        File.CreateSymbolicLink(_folder.File("ring.jpg"), _folder.File("ring.jpg"));
        Library library = ReadPaintings($"file,style\nempty.jpg,baroque\nring.jpg,baroque\n{endless}.jpg,baroque\n../elsewhere.jpg,baroque\na.jpg,baroque\n", "a.jpg");
        Assert.Equal(["a.jpg"], Names(library.Paintings));
        Assert.Equal(
            [
                "It is empty (0 bytes); line 2 of 'paintings.csv' names it.",
                $"It is a link to '{_folder.File("ring.jpg")}', which does not exist; line 3 of 'paintings.csv' names it.",
                "Its path is longer than 4095 bytes, which is too long for the system; line 4 of 'paintings.csv' names it.",
                "There is no such file; line 5 of 'paintings.csv' names it.",
            ],
            library.LeftOut.Select(left => left.Reason));
    }

    [Fact]
    public void A_list_may_name_files_outside_its_folder_and_by_full_paths()
    {
        Touch("pictures/a.jpg", "pictures/b.jpg", "music/baroque/c.flac");
        string list = _folder.Write("lists/p.csv", $"file,style\n../pictures/a.jpg,baroque\n{_folder.File("pictures", "b.jpg")},baroque\n");
        Library library = Library.Read(new LibraryOptions { Paintings = list, Music = _folder.File("music") });
        Assert.Equal(["a.jpg", "b.jpg"], Names(library.Paintings));
        Assert.Empty(library.LeftOut);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_left_out_with_its_list_and_line()
    {
        Library library = ReadPaintings("file,style\na.jpg,baroque\nb.jpg\n", "a.jpg");
        Assert.Equal(new LeftOut(_folder.File("paintings.csv:3"), "It has 1 cells where the header has 2."), Assert.Single(library.LeftOut));
    }

    [Theory]
    [InlineData("file,style\nmissing.jpg,baroque\n", "missing.jpg' cannot be used: there is no such file; line 2")]
    [InlineData("file,style\na.jpg\n", "Line 2 of the manifest")]
    [InlineData("file,artist\na.jpg,nobody known\n", "its style is not known ('nobody known' is not in the knowledge base")]
    public void With_strict_the_first_such_thing_stops(string csv, string message)
    {
        Touch("a.jpg", "music/baroque/a.flac");
        _folder.Write("paintings.csv", csv);
        Assert.Contains(message, Assert.Throws<Pix2PitchException>(() => Read(strict: true)).Message);
    }

    [Theory]
    [InlineData("music.csv", "has no paintings.csv, no paintings.jsonl and no folder 'paintings'")]
    [InlineData("paintings/a.jpg", "has no music.csv, no music.jsonl and no folder 'music'")]
    [InlineData("readme.txt", "holds no pictures")]
    public void A_side_that_is_missing_is_one_sentence(string file, string message)
    {
        Touch(file);
        Assert.Contains(message, Assert.Throws<Pix2PitchException>(() => Read()).Message);
    }

    [Fact]
    public void Two_lists_of_one_side_are_not_chosen_between()
    {
        Touch("paintings.csv", "paintings.jsonl", "music.csv");
        Assert.Contains("holds 'paintings.csv' and 'paintings.jsonl'; choose one of them with --paintings",
            Assert.Throws<Pix2PitchException>(() => Read()).Message);
    }

    [Fact]
    public void A_folder_that_is_none_and_a_side_that_is_not_named_are_refused()
    {
        string file = _folder.Write("paintings.csv", "x");
        Assert.Contains("is a file", Assert.Throws<Pix2PitchException>(() => Library.Read(new LibraryOptions { Data = file })).Message);
        Assert.Contains("does not exist", Assert.Throws<Pix2PitchException>(() => Library.Read(new LibraryOptions { Data = _folder.File("no") })).Message);
        Assert.Contains("Give the music too", Assert.Throws<Pix2PitchException>(() => Library.Read(new LibraryOptions { Paintings = file })).Message);
    }

    [Fact]
    public void The_real_data_are_read_whole()
    {
        if (TestData.Find("train") is not { } data) return;
        Library library = Library.Read(new LibraryOptions { Data = data, Strict = true });
        Assert.Equal((614, 364), (library.Paintings.Count, library.Music.Count));
        Assert.Empty(library.LeftOut);
        Library folders = Library.Read(new LibraryOptions { Paintings = Path.Combine(data, "paintings"), Music = Path.Combine(data, "music") });
        Assert.Equal((614, 364), (folders.Paintings.Count, folders.Music.Count));
        Assert.Empty(folders.LeftOut);
    }
}
