using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class ManifestSourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Touch(params string[] names)
    {
        foreach (string name in names) _folder.Write(name, "");
    }

    [Fact]
    public void A_folder_per_style_is_read_and_its_file_names_are()
    {
        Touch("Impressionism/claude-monet_impression-sunrise-1872.jpg", "Post_Impressionism/stars.png", "readme.txt", "Baroque/夜警/Архип.JPG", ".hidden/x.jpg");
        IManifestSource source = ManifestSources.Detect(_folder.Path);
        Manifest manifest = source.Read();
        Assert.IsType<FolderSource>(source);
        Assert.Equal("1 file ending in .txt was not read (readme.txt): it is neither a picture nor a recording", Assert.Single(manifest.Problems).Reason);
        Assert.Equal(["Baroque", "Impressionism", "Post Impressionism"], manifest.Rows.Select(row => row.Style));
        Work monet = manifest.Rows[1];
        Assert.Equal(("claude monet", "impression sunrise 1872", 1872), (monet.Name, monet.Title, monet.Year));
        Assert.Equal(("", "stars"), (manifest.Rows[2].Name, manifest.Rows[2].Title));
    }

    [Fact]
    public void A_link_that_leads_in_a_circle_is_reported_and_not_followed()
    {
        Touch("Baroque/a.jpg");
        Directory.CreateSymbolicLink(_folder.File("Baroque", "again"), _folder.Path);
        Manifest manifest = ManifestSources.Read(_folder.Path);
        Assert.Single(manifest.Rows);
        Assert.Contains("is a link", Assert.Single(manifest.Problems).Reason);
        Assert.Throws<Pix2PitchException>(() => ManifestSources.Read(_folder.Path, new ManifestOptions { Strict = true }));
    }

    [Fact]
    public void Folders_that_are_too_deep_and_long_paths_do_no_harm()
    {
        string name = new('长', 80); // 240 bytes
        Touch(string.Join('/', Enumerable.Repeat(name, 12)) + "/a.jpg", string.Join('/', Enumerable.Repeat("d", 17)) + "/b.jpg");
        Manifest manifest = ManifestSources.Read(_folder.Path);
        Assert.EndsWith("a.jpg", Assert.Single(manifest.Rows).Path);
        Assert.Contains("16 folders deep", Assert.Single(manifest.Problems).Reason);
    }

    [Fact]
    public void A_folder_of_recordings_is_read_by_name_where_it_has_no_tags()
    {
        Touch("Claude Debussy - La mer.flac", "noise.wav");
        Manifest manifest = ManifestSources.Read(_folder.Path);
        Assert.Equal(("Claude Debussy", "La mer", ""), (manifest.Rows[0].Name, manifest.Rows[0].Title, manifest.Rows[0].Style));
        Assert.Equal(("", "noise"), (manifest.Rows[1].Name, manifest.Rows[1].Title));
    }

    [Theory]
    [InlineData("", "Classical/x.flac")]
    [InlineData("Classical", "Classical/x.flac", "Baroque/y.flac")]
    public void A_folder_of_classical_music_is_a_style_only_beside_others(string style, params string[] files)
    {
        Touch(files);
        Assert.Equal(style, ManifestSources.Read(_folder.Path).Rows[^1].Style);
    }

    [Fact]
    public void The_tags_of_a_recording_count_before_its_name()
    {
        _folder.Write("track 01.wav", TaggedWave(("INAM", "La mer"), ("IART", "Claude Debussy"), ("ICRD", "1885")));
        Work row = Assert.Single(ManifestSources.Read(_folder.Path).Rows);
        Assert.Equal(("Claude Debussy", "La mer", 1885, "Claude Debussy: La mer"), (row.Name, row.Title, row.Year, row.PieceId));
    }

    [Fact]
    public void WikiArt_s_class_lists_are_read()
    {
        Touch("Baroque/rembrandt_night-watch-1642.jpg");
        _folder.Write("style_class.txt", "0 Abstract_Expressionism\n4 Baroque\n");
        _folder.Write("artist_class.txt", "17 Rembrandt\n");
        _folder.Write("style_train.csv", "Baroque/rembrandt_night-watch-1642.jpg,4\nx/y.jpg,99\n");
        _folder.Write("style_val.csv", "Other/nobody_red.jpg,0\n");
        _folder.Write("artist_train.csv", "Baroque/rembrandt_night-watch-1642.jpg,17\n");
        Manifest manifest = ManifestSources.Read(_folder.Path);
        Assert.Equal(["Rembrandt", "nobody"], manifest.Rows.Select(row => row.Name));
        Assert.Equal(["Baroque", "Abstract Expressionism"], manifest.Rows.Select(row => row.Style));
        Assert.Equal(1642, manifest.Rows[0].Year);
        Assert.Equal(2, Assert.Single(manifest.Problems).Line);
        Assert.IsType<WikiArtSource>(ManifestSources.Detect(_folder.File("style_train.csv")));
    }

    [Fact]
    public void Kaggle_s_best_artworks_are_read()
    {
        _folder.Write("artists.csv", "id,name,years,genre,nationality,bio\n0,Claude Monet,1840 - 1926,Impressionism,French,\"a\nbio\"\n1,Paul Klee,1879 - 1940,\"Expressionism,Surrealism\",\"German,Swiss\",b\n");
        Touch("images/images/Claude_Monet/Claude_Monet_1.jpg", "images/images/Paul_Klee/Paul_Klee_1.jpg", "images/images/No_One/No_One_1.jpg");
        Manifest manifest = ManifestSources.Read(_folder.Path);
        Assert.Equal(["Claude Monet", "No One", "Paul Klee"], manifest.Rows.Select(row => row.Name));
        Assert.Equal(["Impressionism", "", ""], manifest.Rows.Select(row => row.Style));
        Assert.Equal(["French", "", "German,Swiss"], manifest.Rows.Select(row => row.Country));
        Assert.Null(manifest.Rows[0].Year);
        Assert.Equal("1840 - 1926", manifest.Rows[0].Other["years"]);
    }

    [Fact]
    public void MusicNet_s_metadata_is_read_and_a_missing_recording_is_reported()
    {
        string list = _folder.Write("musicnet_metadata.csv",
            "id,composer,composition,movement,ensemble,source,transcriber,catalog_name,seconds\n"
            + "1727,Schubert,Piano Quintet in A major,2. Andante,Piano Quintet,European Archive,http://x,OP114,447\n"
            + "1728,Schubert,Piano Quintet in A major,3. Scherzo,Piano Quintet,European Archive,http://x,OP114,251\n"
            + "../1,Bach,x,y,z,a,b,c,1\n"
            + "1729,Bach,Cello Suite 1,1. Prelude,Solo Cello,European Archive,http://x,BWV1007,143\n");
        Touch("musicnet/train_data/1727.wav", "musicnet/test_data/1729.wav");
        Manifest manifest = ManifestSources.Read(list);
        Assert.Equal("Johann Sebastian Bach", manifest.Rows[1].Name);
        Work row = manifest.Rows[0];
        Assert.Equal((_folder.File("musicnet", "train_data", "1727.wav"), "Schubert", "Schubert: Piano Quintet in A major"), (row.Path, row.Name, row.PieceId));
        Assert.Equal("OP114", row.Other["catalog_name"]);
        Assert.Equal([3, 4], manifest.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void ReadManifest_takes_a_folder_and_LabelStyle_knows_its_names_of_styles()
    {
        Touch("Rococo/x.jpg", "Cubism/y.jpg", "Impressionism/z.jpg");
        var ml = new MLContext();
        IDataView data = ml.Data.ReadManifest(_folder.Path);
        Assert.Equal(["Path", "Name", "Title", "Year", "Place", "Country", "Style", "Licence", "PieceId"], data.Schema.Select(column => column.Name));
        IDataView labelled = ml.Transforms.LabelStyle("Key", "Name", options: new() { StyleColumn = "Style" }).Fit(data).Transform(data);
        Assert.Equal([0u, 4, 2], labelled.GetColumn<uint>("Key"));
    }

    [Fact]
    public void A_folder_of_nothing_and_a_path_to_nothing_are_refused()
    {
        Assert.Contains("no pictures", Assert.Throws<Pix2PitchException>(() => ManifestSources.Read(_folder.Path)).Message);
        Assert.Contains("not found", Assert.Throws<Pix2PitchException>(() => ManifestSources.Read(_folder.File("nowhere"))).Message);
    }

    private static byte[] TaggedWave(params (string Id, string Text)[] tags)
    {
        var list = new MemoryStream();
        list.Write("INFO"u8);
        foreach ((string id, string text) in tags)
        {
            byte[] bytes = new byte[(text.Length + 2) & ~1];
            System.Text.Encoding.ASCII.GetBytes(text, bytes);
            list.Write(System.Text.Encoding.ASCII.GetBytes(id));
            list.Write(BitConverter.GetBytes(bytes.Length));
            list.Write(bytes);
        }
        byte[] format = [1, 0, 1, 0, 0x22, 0x56, 0, 0, 0x44, 0xAC, 0, 0, 2, 0, 16, 0];
        var file = new MemoryStream();
        foreach ((string id, byte[] content) in (List<(string, byte[])>)[("fmt ", format), ("LIST", list.ToArray()), ("data", new byte[200])])
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(id));
            file.Write(BitConverter.GetBytes(content.Length));
            file.Write(content);
        }
        return [.. "RIFF"u8, .. BitConverter.GetBytes((int)file.Length + 4), .. "WAVE"u8, .. file.ToArray()];
    }
}
