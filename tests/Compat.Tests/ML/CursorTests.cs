using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class CursorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Two_cursors_in_step_give_the_values_of_one()
    {
        IDataView data = Pipeline();
        using DataViewRowCursor a = data.GetRowCursor(data.Schema), b = data.GetRowCursor(data.Schema);
        ValueGetter<VBuffer<float>> getA = a.GetGetter<VBuffer<float>>(data.Schema["Numbers"]);
        ValueGetter<VBuffer<float>> getB = b.GetGetter<VBuffer<float>>(data.Schema["Numbers"]);
        VBuffer<float> fromA = default, fromB = default;
        b.MoveNext(); // b is one row ahead
        while (a.MoveNext() && b.MoveNext())
        {
            getA(ref fromA);
            getB(ref fromB);
            Assert.Equal(fromA.GetItemOrDefault(1) + 1, fromB.GetItemOrDefault(1));
        }
    }

    [Fact]
    public void Cursors_on_several_threads_give_the_values_of_one()
    {
        IDataView data = Pipeline();
        string[] expected = Read(data);
        var read = new string[8][];
        Parallel.For(0, 8, i => read[i] = Read(data));
        Assert.All(read, rows => Assert.Equal(expected, rows));
    }

    [Fact]
    public void A_set_of_cursors_gives_every_row_once()
    {
        IDataView data = Pipeline();
        var years = new List<float>();
        foreach (DataViewRowCursor cursor in data.GetRowCursorSet([data.Schema["Year"]], 3))
        {
            using (cursor)
            {
                ValueGetter<float> getter = cursor.GetGetter<float>(data.Schema["Year"]);
                float year = 0;
                while (cursor.MoveNext())
                {
                    getter(ref year);
                    years.Add(year);
                }
            }
        }
        Assert.Equal(Work.Some(300).Select(work => work.Year), years.Order());
    }

    [Fact]
    public void Rows_have_positions_and_identities()
    {
        IDataView data = Pipeline();
        using DataViewRowCursor cursor = data.GetRowCursor([]);
        Assert.Equal(-1, cursor.Position);
        ValueGetter<DataViewRowId> getter = cursor.GetIdGetter();
        var ids = new HashSet<DataViewRowId>();
        DataViewRowId id = default;
        for (int i = 0; cursor.MoveNext(); i++)
        {
            Assert.Equal(i, cursor.Position);
            getter(ref id);
            Assert.True(ids.Add(id));
        }
        Assert.Equal(300, ids.Count);
    }

    [Fact]
    public void A_large_vector_goes_through_a_chain_in_buffers_that_are_used_again()
    {
        const int Length = 3 * 256 * 256;
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new { Number = i }));
        var chain = _ml.Transforms.CustomMapping<Numbered, Picture>(
                (from, to) =>
                {
                    VBuffer<float> pixels = to.Pixels;
                    var editor = VBufferEditor.Create(ref pixels, Length);
                    editor.Values.Fill(from.Number);
                    to.Pixels = editor.Commit();
                },
                null)
            .Append(_ml.Transforms.CopyColumns("Copy", "Pixels"))
            .Append(_ml.Transforms.CustomMapping<PictureCopy, Brightness>((from, to) => to.Mean = from.Copy.GetValues()[0], null))
            .Append(_ml.Transforms.DropColumns("Copy"));
        IDataView data = chain.Fit(rows).Transform(rows);
        Assert.Equal(3, data.GetColumn<float>("Mean").Take(4).Last());

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(49, data.GetColumn<float>("Mean").Last());
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 4 * sizeof(float) * Length, $"{allocated} bytes were allocated for 50 rows of {sizeof(float) * Length} bytes.");
    }

    private static string[] Read(IDataView data)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        ValueGetter<ReadOnlyMemory<char>> text = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Text"]);
        ValueGetter<VBuffer<float>> oneHot = cursor.GetGetter<VBuffer<float>>(data.Schema["OneHot"]);
        ReadOnlyMemory<char> gotText = default;
        VBuffer<float> gotVector = default;
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            text(ref gotText);
            oneHot(ref gotVector);
            rows.Add($"{gotText} {string.Join(' ', gotVector.DenseValues())}");
        }
        return [.. rows];
    }

    private IDataView Pipeline()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(300));
        var centuries = new Dictionary<float, string> { [1600] = "first", [1700] = "later" };
        return _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), null)
            .Append(_ml.Transforms.Conversion.MapValue("Century", centuries, "Year"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key", "Century"))
            .Append(_ml.Transforms.Conversion.MapKeyToVector("OneHot", "Key"))
            .Fit(works).Transform(works);
    }

    private sealed class Numbered
    {
        public int Number { get; set; }
    }

    private sealed class Picture
    {
        public VBuffer<float> Pixels { get; set; }
    }

    private sealed class PictureCopy
    {
        public VBuffer<float> Copy { get; set; }
    }

    private sealed class Brightness
    {
        public float Mean { get; set; }
    }
}
