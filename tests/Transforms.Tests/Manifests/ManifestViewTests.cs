using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Manifests;

public sealed class ManifestViewTests : IDisposable
{
    private static readonly string[] s_nine = ["Path", "Name", "Title", "Year", "Place", "Country", "Style", "Licence", "PieceId"];

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    private IDataView Read(string text, string name = "list.csv") => _ml.Data.ReadManifest(_folder.Write(name, text));

    private static IEnumerable<string> Names(IDataView data) => data.Schema.Select(column => column.Name);

    [Theory]
    [InlineData("list.csv", "file,movement,artist,artist dates\na.jpg,Realism,Courbet,1819-1877\nb.jpg,,,\n")]
    [InlineData("list.jsonl", "{\"file\":\"a.jpg\",\"movement\":\"Realism\"}\n{\"file\":\"b.jpg\",\"artist dates\":null}\n{\"file\":\"a.jpg\",\"artist dates\":\"1819-1877\"}\n")]
    public void Unknown_columns_follow_as_text_under_their_own_names(string name, string text)
    {
        IDataView data = Read(text, name);
        Assert.Equal([.. s_nine, "movement", "artist dates"], Names(data));
        Assert.Equal(TextDataViewType.Instance, data.Schema["artist dates"].Type);
        Assert.Equal("Realism", data.GetColumn<string>("movement").First());
        Assert.Contains("1819-1877", data.GetColumn<string>("artist dates"));
        Assert.Contains("", data.GetColumn<string>("artist dates"));
    }

    [Fact]
    public void Unknown_columns_are_there_when_no_row_is() => Assert.Equal([.. s_nine, "movement"], Names(Read("file,movement\n")));

    [Fact]
    public void A_column_of_the_name_of_one_of_the_nine_goes_by_another()
    {
        // 'artist' is the name and 'path' the path, so that 'name' and 'file' are others.
        IDataView data = Read("path,artist,name,YEAR,Date,Other.name,file\na.jpg,Monet,x,1872,1900,y,z.jpg\n");
        Assert.Equal([.. s_nine, "Date", "Other.name", "file", "Other.Other.name"], Names(data));
        Assert.Equal(["Monet", "x", "y", "1900"], ((string[])["Name", "Other.Other.name", "Other.name", "Date"]).Select(column => data.GetColumn<string>(column).Single()));
    }

    [Fact]
    public void Every_layout_has_its_other_columns()
    {
        _folder.Write("net/musicnet_metadata.csv", "id,composer,composition,ensemble\n1,Bach,Fugue,Trio\n");
        _folder.Write("net/train_data/1.wav", "");
        Assert.Equal([.. s_nine, "id", "ensemble"], Names(_ml.Data.ReadManifest(_folder.File("net"))));
        _folder.Write("art/artists.csv", "id,name,years,genre,nationality\n0,Claude Monet,1840 - 1926,Impressionism,French\n");
        _folder.Write("art/images/Claude_Monet/1.jpg", "");
        IDataView art = _ml.Data.ReadManifest(_folder.File("art"));
        Assert.Equal([.. s_nine, "years", "genre"], Names(art));
        Assert.Equal(["French"], art.GetColumn<string>("Country"));
    }

    [Fact]
    public void It_can_be_counted_shuffled_cached_split_and_previewed_as_any_other()
    {
        IDataView data = Read("file,number\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i}.jpg,{i}\n")));
        Assert.Equal((50L, true), (data.GetRowCount(), data.CanShuffle));
        string[] all = [.. data.GetColumn<string>("number")], shuffled = [.. _ml.Data.ShuffleRows(data, seed: 3).GetColumn<string>("number")];
        Assert.NotEqual(all, shuffled);
        Assert.Equal(all.Order(), shuffled.Order());
        Assert.Equal(all, _ml.Data.Cache(data).GetColumn<string>("number"));
        Assert.Equal(["7", "8"], _ml.Data.TakeRows(_ml.Data.SkipRows(data, 7), 2).GetColumn<string>("number"));
        Assert.Equal("number", data.Preview(3).Schema[9].Name);
    }

    [Fact]
    public void Estimators_read_and_copy_its_columns()
    {
        IDataView data = Read("file,movement\na.jpg,Realism\n");
        IDataView copied = _ml.Transforms.CopyColumns("Copy", "movement").Fit(data).Transform(data);
        Assert.Equal(["Realism"], copied.GetColumn<string>("Copy"));
        Assert.Equal([_folder.File("a.jpg")], copied.GetColumn<string>("Path"));
    }

    [Fact]
    public void A_cursor_gives_what_was_asked_for_and_nothing_else()
    {
        IDataView data = Read("file,year\na.jpg,1872\n");
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Year"]]);
        Assert.False(cursor.IsColumnActive(data.Schema["Path"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Path"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(data.Schema["Year"]));
        ValueGetter<float> year = cursor.GetGetter<float>(data.Schema["Year"]);
        float value = 0;
        Assert.Throws<InvalidOperationException>(() => year(ref value));
        Assert.True(cursor.MoveNext());
        year(ref value);
        Assert.Equal((1872f, 0L), (value, cursor.Position));
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
    }
}
