using System.Text;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Commands;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;

namespace Pix2Pitch.Training.Tests.Preparation;

/// <summary>Folders and lists as users have them.</summary>
public sealed class UserFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Library Read(params string[] files)
    {
        foreach (string name in files) _folder.Write(name, "x");
        return Library.Read(new LibraryOptions { Data = _folder.Path });
    }

    [Fact]
    public void Folders_of_sets_and_of_artists_give_the_style()
    {
        Library library = Read(
            "paintings/train/impressionism/monet.jpg", "paintings/val/baroque/x.jpg", "paintings/Claude Monet/Impression Sunrise (1872).jpg",
            "paintings/Johannes Vermeer/Milkmaid (1658).jpg", "music/test/baroque/a.flac");
        Assert.Equal([Style.Impressionism, Style.Baroque, Style.Impressionism, Style.Baroque], library.Paintings.Select(row => row.Style));
        Assert.Equal([1.0], library.Paintings.Select(row => row.Confidence).Distinct());
        Assert.Empty(library.LeftOut);
    }

    [Fact]
    public void What_is_not_read_is_left_out_by_name_and_other_files_are_noted()
    {
        Library library = Read(
            "paintings/baroque/a.jfif", "paintings/baroque/b.heic", "paintings/baroque/c", "paintings/baroque/d.jpg.part", "paintings/notes.txt", "paintings/desktop.ini",
            "music/baroque/a.wave", "music/baroque/b.m4a", "music/baroque/cover.jpg");
        Assert.Equal(("a.jfif", "a.wave"), (Path.GetFileName(library.Paintings.Single().Row.Path), Path.GetFileName(library.Music.Single().Row.Path)));
        Assert.Equal(["b.heic", "b.m4a", "c", "d.jpg.part"], library.LeftOut.Select(left => Path.GetFileName(left.File)).Order());
        Assert.Equal(2, library.Notes.Count);
        Assert.Contains("1 file ending in .txt was not read (notes.txt)", library.Notes[0]);
        Assert.Contains("1 file ending in .jpg was not read (cover.jpg): it is a picture", library.Notes[1]);
    }

    [Fact]
    public void A_folder_of_both_sides_names_nothing_twice_and_no_file_of_the_other_side()
    {
        Library library = Read("baroque/a.jpg", "baroque/a.flac", "baroque/b", "baroque/c.txt", "baroque/d.heic", "baroque/e.m4a");
        Assert.Equal(["b", "d.heic", "e.m4a"], library.LeftOut.Select(left => Path.GetFileName(left.File)).Order());
        Assert.Contains("c.txt", Assert.Single(library.Notes));
    }

    [Theory]
    [InlineData("paintings.json", "[{\"path\":\"a.jpg\",\"artist\":\"Claude Monet\"}]")]
    [InlineData("paintings.tsv", "path\tartist\na.jpg\tClaude Monet\n")]
    public void Lists_may_be_JSON_arrays_and_have_tabs(string name, string text)
    {
        _folder.Write(name, text);
        Assert.Equal(Style.Impressionism, Read("a.jpg", "music/baroque/a.flac").Paintings.Single().Style);
    }

    [Fact]
    public void The_encoding_of_a_list_is_noted()
    {
        _folder.Write("paintings.csv", Encoding.Latin1.GetBytes("path;artist\r\na.jpg;Édouard Manet\r\n"));
        Library library = Read("a.jpg", "music/baroque/a.flac");
        Assert.Equal(Style.Impressionism, library.Paintings.Single().Style);
        Assert.Contains("Windows-1252", Assert.Single(library.Notes));
        Assert.Empty(library.LeftOut);
    }

    [Theory]
    [InlineData("no-such-folder")]
    [InlineData("no-music")]
    [InlineData("other-styles")]
    [InlineData("no-style")]
    public void What_cannot_be_prepared_leaves_no_folder_behind(string data)
    {
        foreach (string file in (string[])[
            "no-music/paintings/baroque/a.jpg", "other-styles/paintings/baroque/a.jpg", "other-styles/music/romanticism/a.flac", "no-style/paintings/a.jpg", "no-style/music/baroque/a.flac"])
            _folder.Write(file, "x");
        string[] before = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.Throws<Pix2PitchException>(() => new Preparer(new PrepareOptions { Size = 64 }).Prepare(_folder.File(data), _folder.File("prepared64")));
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_report_and_the_summary_name_what_was_not_read()
    {
        SmallLibrary.Write(_folder.File("data"), 4, 4);
        string paintings = _folder.File("data", "paintings.csv");
        File.WriteAllText(paintings, File.ReadAllText(paintings).Replace("Anna", "Änne", StringComparison.Ordinal), Encoding.Latin1);
        var options = new PrepareOptions { Size = 64 };
        PrepareReport report = new Preparer(options).Prepare(_folder.File("data"), _folder.File("out"));

        var text = new StringWriter();
        PrepareSummary.Write(text, "out", options.Share, report);
        Assert.Contains("Note: '" + paintings + "': it is not in UTF-8 (line 2) and was read as Windows-1252", text.ToString());
        using var data = new PreparedData(_folder.File("out"));
        Assert.Contains(DataReportBuilder.Build(data).Warnings, warning => warning.Kind == "note" && warning.Text.Contains("Windows-1252", StringComparison.Ordinal));
        Assert.Contains("Windows-1252", File.ReadAllText(report.Page!));
        Assert.Empty(PreparedVerifier.Verify(_folder.File("out"), 1).Damages);
    }

    [Fact]
    public void The_summary_gives_many_files_of_one_reason_one_line()
    {
        LeftOut[] leftOut = [.. Enumerable.Range(0, 500).Select(i => new LeftOut($"/p/{i}.heic", "It is a HEIC picture (.heic), which is not supported.")), new LeftOut("/p/x", "It is empty.")];
        var text = new StringWriter();
        PrepareSummary.Write(text, "out", ShardShare.All, new PrepareReport(null, null, leftOut, new PrepareFigures(), new PrepareFigures()));
        Assert.Contains("  500 (0.heic, 1.heic, 2.heic, ...): It is a HEIC picture (.heic), which is not supported.", text.ToString());
        Assert.Contains("  1 (x): It is empty.", text.ToString());
    }
}
