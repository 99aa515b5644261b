using System.Text;
using Pix2Pitch.Manifests;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(string text, ManifestOptions? options = null) => ManifestReader.Read(_folder.Write("list.csv", text), options);

    [Fact]
    public void A_manifest_of_paintings_is_read()
    {
        Manifest manifest = Read("""
            file,artist,title,year,style,location,licence,movement
            a/monet.jpg,Claude Monet,"Impression, sunrise",1872,impressionism,France,Public domain,Impressionism
            """);
        Work row = Assert.Single(manifest.Rows);
        Assert.Equal(_folder.File("a", "monet.jpg"), row.Path);
        Assert.Equal(("Claude Monet", "Impression, sunrise", 1872), (row.Name, row.Title, row.Year));
        Assert.Equal(("France", "impressionism", "Public domain"), (row.Place, row.Style, row.Licence));
        Assert.Equal("Claude Monet: Impression, sunrise", row.PieceId);
        Assert.Equal(2, row.Line);
        Assert.Equal(["movement"], row.Other.Keys);
        Assert.Equal("Impressionism", row.Other["movement"]);
        Assert.Empty(manifest.Problems);
    }

    [Fact]
    public void A_manifest_of_music_is_read_and_headers_go_by_several_names()
    {
        Manifest manifest = Read("PATH, Composer ,piece,DATE,country,License,piece_id\nb.flac,Bach,Fugue,1722,Germany,CC0,17\n");
        Work row = Assert.Single(manifest.Rows);
        Assert.Equal(("Bach", "Fugue", 1722, "Germany", "CC0", "17"), (row.Name, row.Title, row.Year, row.Country, row.Licence, row.PieceId));
        Assert.Equal("", row.Place);
    }

    [Fact]
    public void Only_the_path_has_to_be_there()
    {
        Work row = Assert.Single(Read("file\npicture.png\n").Rows);
        Assert.Equal(("", "", null, "", "", "", row.Path), (row.Name, row.Title, row.Year, row.Place, row.Style, row.Licence, row.PieceId));
    }

    [Fact]
    public void A_full_path_stays_and_a_relative_one_starts_from_the_manifest()
    {
        IReadOnlyList<Work> rows = Read("file\n/elsewhere/x.png\n../y.png\nsub\\z.png\n").Rows;
        Assert.Equal("/elsewhere/x.png", rows[0].Path);
        Assert.Equal(Path.Combine(Path.GetDirectoryName(_folder.Path)!, "y.png"), rows[1].Path);
        Assert.Equal(_folder.File("sub", "z.png"), rows[2].Path);
    }

    [Fact]
    public void A_byte_order_mark_quoted_line_breaks_and_other_alphabets_do_no_harm()
    {
        string path = _folder.Write("bom.csv", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(
            "file,artist,title\r\n\"картины/Ночь, 1.jpg\",Архип Куинджи,\"Лунная\r\nночь\"\r\n富士.png,葛飾北斎,\"the \"\"great\"\" wave\"\r\n")]);
        Manifest manifest = ManifestReader.Read(path);
        Assert.Empty(manifest.Problems);
        Assert.Equal([2, 4], manifest.Rows.Select(row => row.Line));
        Assert.Equal(_folder.File("картины", "Ночь, 1.jpg"), manifest.Rows[0].Path);
        Assert.Equal("Лунная\r\nночь", manifest.Rows[0].Title);
        Assert.Equal("the \"great\" wave", manifest.Rows[1].Title);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Semicolons_tabs_and_vertical_bars_separate_as_well(string separator)
        => Assert.Equal("Monet", Assert.Single(Read($"file{separator}artist\nm.jpg{separator}Monet\n").Rows).Name);

    [Fact]
    public void Rows_that_cannot_be_read_are_left_out_and_reported_with_their_line()
    {
        var told = new List<ManifestProblem>();
        Manifest manifest = Read(
            "file,title\na.jpg,one\n\nb.jpg\n,no file\n\"c.jpg\"x,two\nd.jpg,\"over\ntwo lines\"\ne.jpg,a,b\nf.jpg,last\n",
            new ManifestOptions { OnProblem = told.Add });
        Assert.Equal(["a.jpg", "d.jpg", "f.jpg"], manifest.Rows.Select(row => Path.GetFileName(row.Path)));
        Assert.Equal([4, 5, 6, 9], manifest.Problems.Select(problem => problem.Line));
        Assert.Equal(manifest.Problems, told);
        Assert.Equal("it has 1 cells where the header has 2", manifest.Problems[0].Reason);
        Assert.Equal("it names no file", manifest.Problems[1].Reason);
        Assert.Contains("quotation mark", manifest.Problems[2].Reason);
        Assert.Equal("it has 3 cells where the header has 2", manifest.Problems[3].Reason);
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_reported_where_it_stands()
    {
        Manifest manifest = Read("file,title\na.jpg,one\nb.jpg,\"two\nc.jpg,three\n");
        Assert.Equal("a.jpg", Path.GetFileName(Assert.Single(manifest.Rows).Path));
        ManifestProblem problem = Assert.Single(manifest.Problems);
        Assert.Equal(3, problem.Line);
        Assert.Contains("never closed", problem.Reason);
    }

    [Fact]
    public void With_strict_the_first_such_row_stops_the_reading()
    {
        var error = Assert.Throws<Pix2PitchException>(() => Read("file,title\na.jpg,one\nb.jpg\n", new ManifestOptions { Strict = true }));
        Assert.Contains("Line 3", error.Message);
        Assert.Contains("list.csv", error.Message);
    }

    [Theory]
    [InlineData("1872", 1872)]
    [InlineData("c.1818", 1818)]
    [InlineData("1871-1874", 1871)]
    [InlineData("1909-10", 1909)]
    [InlineData("1780?", 1780)]
    [InlineData("1788 or 1789", 1788)]
    [InlineData("1872-11-13", 1872)]
    [InlineData("", null)]
    [InlineData("unknown", null)]
    [InlineData("18723", null)]
    [InlineData("17th century", null)]
    public void The_year_is_the_first_that_is_given(string text, int? year)
        => Assert.Equal(year, Assert.Single(Read($"file,year\na.jpg,{text}\n").Rows).Year);

    [Fact]
    public void A_missing_manifest_is_one_sentence()
    {
        var error = Assert.Throws<Pix2PitchException>(() => ManifestReader.Read(_folder.File("nowhere", "list.csv")));
        Assert.Contains("list.csv", error.Message);
        Assert.Contains("not found", error.Message);
    }

    [Fact]
    public void A_folder_in_place_of_a_manifest_is_refused()
        => Assert.Contains("is a folder", Assert.Throws<Pix2PitchException>(() => ManifestReader.Read(_folder.Path)).Message);

    [Fact]
    public void A_manifest_without_a_column_of_paths_is_refused_with_its_columns()
    {
        var error = Assert.Throws<Pix2PitchException>(() => Read("title,artist\none,Monet\n"));
        Assert.Contains("'path' or 'file'", error.Message);
        Assert.Contains("title, artist", error.Message);
    }

    [Fact]
    public void An_empty_manifest_is_refused()
        => Assert.Contains("is empty", Assert.Throws<Pix2PitchException>(() => Read("")).Message);

    [Fact]
    public void A_manifest_with_a_header_only_has_no_rows() => Assert.Empty(Read("file,artist\n").Rows);

    [Theory]
    [InlineData("a.jpg,\"", "\"\n")]
    [InlineData("a.jpg,", "\n")]
    public void A_row_of_ten_megabytes_is_reported_and_the_others_are_read(string before, string after)
    {
        Manifest manifest = Read($"file,title\n{before}{new string('x', 10_000_000)}{after}b.jpg,two\n");
        Assert.Equal("two", Assert.Single(manifest.Rows).Title);
        ManifestProblem problem = Assert.Single(manifest.Problems);
        Assert.Equal(2, problem.Line);
        Assert.Contains("longer than 1048576 bytes", problem.Reason);
    }

    [Fact]
    public void A_row_of_a_hundred_thousand_quoted_lines_is_reported_and_line_numbers_stay_right()
    {
        string lines = string.Concat(Enumerable.Repeat("a line of a title\n", 100_000));
        Manifest manifest = Read($"file,title\na.jpg,\"{lines}\"\nb.jpg,two\nc.jpg\n");
        Assert.Equal(100_003, Assert.Single(manifest.Rows).Line);
        Assert.Equal([2, 100_004], manifest.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void A_file_of_one_endless_line_is_refused()
        => Assert.Contains("first line", Assert.Throws<Pix2PitchException>(() => Read(new string('x', 10_000_000))).Message);

    [Theory]
    [InlineData("paintings.csv", 614)]
    [InlineData("music.csv", 364)]
    public void The_real_manifests_are_read_whole(string name, int count)
    {
        if (TestData.Find("train", name) is not { } path) return;
        Manifest manifest = ManifestReader.Read(path);
        Assert.Empty(manifest.Problems);
        Assert.Equal(count, manifest.Rows.Count);
        Assert.All(manifest.Rows, row => Assert.True(File.Exists(row.Path), row.Path));
    }
}
