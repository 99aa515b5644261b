using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Pairing;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class LoadPreparedTests : IDisposable
{
    private static readonly string[] s_texts = ["Split", "PaintingPath", "MusicPath", "PaintingName", "MusicName", "PaintingTitle", "MusicTitle"];

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    private IDataView Load(int pairs = 4, int validation = 2, Split? split = null)
        => _ml.Data.LoadPrepared(Samples.WritePrepared(_folder.File("prepared"), pairs, validation), new LoadPreparedOptions { Split = split });

    [Fact]
    public void Every_pair_is_a_row_with_its_values()
    {
        IDataView view = Load();
        Assert.Equal(["Painting", "MelSpectrogram", "Style", .. s_texts], view.Schema.Select(column => column.Name));
        Assert.Equal(6, view.GetRowCount());
        Row[] rows = [.. _ml.Data.CreateEnumerable<Row>(view, reuseRowObject: false)];
        Assert.Equal(6, rows.Length);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(Samples.Mel(i), rows[i].MelSpectrogram);
            Assert.All(Samples.Painting(i).Zip(rows[i].Painting), pair => Assert.Equal(pair.First, pair.Second, 5e-4));
            Assert.Equal((uint)(i % 5 + 1), rows[i].Style);
            Assert.Equal(
                [i < 4 ? "train" : "validation", $"/p/{i}.png", $"/m/{i}.wav", $"Painter {i}", $"Composer {i}", $"Painting {i}", $"Piece {i}"],
                (string[])[rows[i].Split, rows[i].PaintingPath, rows[i].MusicPath, rows[i].PaintingName, rows[i].MusicName, rows[i].PaintingTitle, rows[i].MusicTitle]);
        }
    }

    [Fact]
    public void Shapes_are_known_and_styles_are_keys_with_their_names()
    {
        IDataView view = Load();
        Assert.Equal((int[])[3, 64, 64], ((VectorDataViewType)view.Schema["Painting"].Type).Dimensions.ToArray());
        Assert.Equal((int[])[1, 64, 64], ((VectorDataViewType)view.Schema["MelSpectrogram"].Type).Dimensions.ToArray());
        // The same type and names as LabelStyle gives.
        IDataView labelled = _ml.Data.LoadFromEnumerable([new { Name = "Claude Monet" }]);
        labelled = _ml.Transforms.LabelStyle("Style", "Name").Fit(labelled).Transform(labelled);
        Assert.Equal(labelled.Schema["Style"].Type.ToString(), view.Schema["Style"].Type.ToString());
        Assert.Equal(KeyNames(labelled), KeyNames(view));
        Assert.Equal(StyleNames.All, KeyNames(view));
        IDataView named = _ml.Transforms.Conversion.MapKeyToValue("StyleName", "Style").Fit(view).Transform(view);
        Assert.Equal(StyleNames.All[2], named.GetColumn<string>("StyleName").ElementAt(2));
    }

    [Theory]
    [InlineData(Split.Train, 4)]
    [InlineData(Split.Validation, 2)]
    [InlineData(Split.Test, 0)]
    public void A_split_can_be_chosen(Split split, int count)
    {
        IDataView view = Load(split: split);
        Assert.Equal(count, view.GetRowCount());
        Assert.Equal(Enumerable.Repeat(split.ToString().ToLowerInvariant(), count), view.GetColumn<string>("Split"));
    }

    [Fact]
    public void It_can_be_shuffled_cached_filtered_and_previewed()
    {
        IDataView view = Load(60, 4);
        string[] all = [.. view.GetColumn<string>("PaintingPath")], shuffled = [.. _ml.Data.ShuffleRows(view, seed: 3).GetColumn<string>("PaintingPath")];
        Assert.True(view.CanShuffle);
        Assert.NotEqual(all, shuffled);
        Assert.Equal(all.Order(), shuffled.Order());
        Assert.Equal(all, _ml.Data.Cache(view).GetColumn<string>("PaintingPath"));
        Assert.Equal(all[7..9], _ml.Data.TakeRows(_ml.Data.SkipRows(view, 7), 2).GetColumn<string>("PaintingPath"));
        Assert.Equal(3, view.Preview(3).RowView.Length);
    }

    [Fact]
    public void A_set_of_cursors_shares_the_rows_out_in_parallel()
    {
        IDataView view = Load(60, 4);
        foreach (Random? random in (Random?[])[null, new Random(5)])
        {
            DataViewRowCursor[] cursors = view.GetRowCursorSet([view.Schema["MelSpectrogram"], view.Schema["PaintingPath"]], 3, random);
            Assert.Equal(3, cursors.Length);
            var read = new List<(long Batch, ulong Id, string Path)>[cursors.Length];
            Parallel.For(0, cursors.Length, i =>
            {
                using DataViewRowCursor cursor = cursors[i];
                ValueGetter<VBuffer<float>> getMel = cursor.GetGetter<VBuffer<float>>(view.Schema["MelSpectrogram"]);
                ValueGetter<ReadOnlyMemory<char>> getPath = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["PaintingPath"]);
                ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
                VBuffer<float> mel = default;
                ReadOnlyMemory<char> path = default;
                DataViewRowId id = default;
                read[i] = [];
                while (cursor.MoveNext())
                {
                    getMel(ref mel);
                    getPath(ref path);
                    getId(ref id);
                    Assert.Equal($"/p/{id.Low}.png", path.ToString());
                    Assert.True(mel.GetValues().SequenceEqual(Samples.Mel((int)id.Low)));
                    read[i].Add((cursor.Batch, id.Low, path.ToString()));
                }
            });
            Assert.All(read, rows => Assert.NotEmpty(rows));
            Assert.All(read, rows => Assert.Equal(rows.Select(row => row.Batch).Order(), rows.Select(row => row.Batch)));
            Assert.Equal(Enumerable.Range(0, 64).Select(i => (ulong)i), read.SelectMany(rows => rows).Select(row => row.Id).Order());
            // Merged by batch, the rows are in the order of a single cursor.
            if (random is null)
                Assert.Equal(view.GetColumn<string>("PaintingPath"), read.SelectMany(rows => rows).OrderBy(row => row.Batch).Select(row => row.Path));
        }
    }

    [Fact]
    public void Files_are_not_read_for_columns_that_are_not_active()
    {
        IDataView view = Load();
        File.Delete(_folder.File("prepared", Samples.Shard(_folder.File("prepared"), "music")));
        using (DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Painting"], view.Schema["MusicPath"]]))
        {
            ValueGetter<VBuffer<float>> getPainting = cursor.GetGetter<VBuffer<float>>(view.Schema["Painting"]);
            Assert.False(cursor.IsColumnActive(view.Schema["MelSpectrogram"]));
            Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(view.Schema["MelSpectrogram"]));
            Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Painting"]));
            VBuffer<float> painting = default;
            Assert.Throws<InvalidOperationException>(() => getPainting(ref painting));
            while (cursor.MoveNext()) getPainting(ref painting);
            Assert.Equal(3 * 64 * 64, painting.Length);
        }
        Assert.Contains("music-00000.npy", Assert.Throws<Pix2PitchException>(() => view.GetColumn<float[]>("MelSpectrogram").First()).Message);
    }

    [Fact]
    public void Estimators_run_on_it()
    {
        IDataView view = Load();
        IDataView measured = _ml.Transforms.ExtractPaintingFeatures("Painting").Fit(view).Transform(view);
        Assert.All(measured.GetColumn<float>("Painting.Lightness"), lightness => Assert.InRange(lightness, 0, 100));
    }

    [Fact]
    public void A_folder_that_is_not_prepared_is_refused()
        => Assert.Contains(_folder.Path, Assert.Throws<Pix2PitchException>(() => _ml.Data.LoadPrepared(_folder.Path)).Message);

    private static string[] KeyNames(IDataView view)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Style"].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private sealed class Row
    {
        [VectorType(3, 64, 64)]
        public float[] Painting { get; set; } = [];

        [VectorType(1, 64, 64)]
        public float[] MelSpectrogram { get; set; } = [];

        [KeyType(5)]
        public uint Style { get; set; }

        public string Split { get; set; } = "";
        public string PaintingPath { get; set; } = "";
        public string MusicPath { get; set; } = "";
        public string PaintingName { get; set; } = "";
        public string MusicName { get; set; } = "";
        public string PaintingTitle { get; set; } = "";
        public string MusicTitle { get; set; } = "";
    }
}
