using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests;

public sealed class DataCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    private IDataView Paintings() => _ml.Data.ReadManifest(_folder.Write("paintings.csv", """
        file,artist,title,year,style,location,licence
        monet.jpg,Claude Monet,Sunrise,1872,impressionism,France,PD
        hals.jpg,Frans Hals,Malle Babbe,c.1634,,Dutch Republic,PD
        """));

    private IDataView Music() => _ml.Data.ReadManifest(_folder.Write("music.csv", """
        file,composer,piece,year,style,location,licence,piece_id
        debussy.flac,Claude Debussy,La mer,1905,impressionism,France,CC0,d1
        bach.flac,Johann Sebastian Bach,Fugue,1722,baroque,Germany,CC0,b1
        """));

    [Fact]
    public void A_manifest_is_read_into_columns()
    {
        IDataView data = Paintings();
        Assert.Equal(
            ["Path", "Name", "Title", "Year", "Place", "Country", "Style", "Licence", "PieceId"],
            data.Schema.Select(column => column.Name));
        Assert.Equal(NumberDataViewType.Single, data.Schema["Year"].Type);
        Assert.All(data.Schema.Where(column => column.Name != "Year"), column => Assert.Equal(TextDataViewType.Instance, column.Type));
        Assert.Equal([_folder.File("monet.jpg"), _folder.File("hals.jpg")], data.GetColumn<string>("Path"));
        Assert.Equal([1872f, 1634f], data.GetColumn<float>("Year"));
        Assert.Equal(["impressionism", ""], data.GetColumn<string>("Style"));
    }

    [Fact]
    public void An_unknown_year_is_not_a_number()
        => Assert.Equal([float.NaN], _ml.Data.ReadManifest(_folder.Write("a.csv", "file,year\na.jpg,\n")).GetColumn<float>("Year"));

    [Fact]
    public void Paintings_are_paired_with_music()
    {
        IDataView pairs = _ml.Data.PairPaintingsWithMusic(Paintings(), Music());
        Assert.Equal([_folder.File("monet.jpg"), _folder.File("hals.jpg")], pairs.GetColumn<string>("PaintingPath"));
        Assert.Equal([_folder.File("debussy.flac"), _folder.File("bach.flac")], pairs.GetColumn<string>("MusicPath"));
        Assert.Equal(["impressionism", "baroque"], pairs.GetColumn<string>("Style"));
        Assert.Equal(["d1", "b1"], pairs.GetColumn<string>("MusicPieceId"));
        Assert.Equal([33f, 88f], pairs.GetColumn<float>("YearsApart"));
    }

    [Fact]
    public void Pairing_needs_only_the_paths_and_something_to_tell_the_style()
    {
        IDataView paintings = _ml.Data.LoadFromEnumerable([new { Path = "p", Name = "Monet" }]);
        IDataView music = _ml.Data.LoadFromEnumerable([new { Path = "m", Style = "Impressionist" }]);
        IDataView pairs = _ml.Data.PairPaintingsWithMusic(paintings, music, new PairingOptions { Seed = 3 });
        Assert.Equal(["m"], pairs.GetColumn<string>("MusicPath"));
    }

    [Fact]
    public void Pairing_without_a_column_of_paths_is_refused()
    {
        IDataView nameless = _ml.Data.LoadFromEnumerable([new { Name = "Monet" }]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.PairPaintingsWithMusic(Paintings(), nameless));
        Assert.Contains("'Path'", error.Message);
        Assert.Equal("music", error.ParamName);
    }

    [Fact]
    public void A_missing_manifest_is_one_sentence_at_once()
        => Assert.Throws<Pix2PitchException>(() => _ml.Data.ReadManifest(_folder.File("none.csv")));
}
