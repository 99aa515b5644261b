using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class CacheTests
{
    private readonly MLContext _ml = new(seed: 1);
    private int _computed;

    [Fact]
    public void Values_are_computed_once_however_often_they_are_read()
    {
        IDataView cached = _ml.Data.Cache(Counted(6));
        string[] first = [.. cached.GetColumn<string>("Text")];
        Assert.Equal(first, cached.GetColumn<string>("Text"));
        Assert.Equal(first, cached.GetColumn<string>("Text"));
        Assert.Equal(6, _computed);
        Assert.Equal(6, cached.GetRowCount());
    }

    [Fact]
    public void Vectors_are_kept_apart()
    {
        IDataView cached = _ml.Data.Cache(Counted(3));
        float[][] first = [.. cached.GetColumn<float[]>("Numbers")];
        Assert.Equal([[0, 1], [1, 2], [2, 3]], first);
        Assert.Equal(first, cached.GetColumn<float[]>("Numbers"));
    }

    [Fact]
    public void Columns_that_are_prefetched_are_computed_together()
    {
        IDataView cached = _ml.Data.Cache(Counted(4), "Text", "Numbers");
        Assert.Equal(4, cached.GetColumn<string>("Text").Count());
        Assert.Equal(4, cached.GetColumn<float[]>("Numbers").Count());
        Assert.Equal(4, _computed);
    }

    [Fact]
    public void Cursors_at_once_share_what_was_computed()
    {
        IDataView cached = _ml.Data.Cache(Counted(200), "Text", "Numbers");
        string[][] read = new string[4][];
        Parallel.For(0, 4, i => read[i] = [.. cached.GetColumn<string>("Text")]);
        Assert.Equal(200, _computed);
        Assert.All(read, texts => Assert.Equal(read[0], texts));
    }

    [Fact]
    public void A_cache_can_be_shuffled_and_split()
    {
        IDataView cached = _ml.Data.Cache(Counted(50));
        Assert.True(cached.CanShuffle);
        float[] shuffled = [.. _ml.Data.ShuffleRows(cached, seed: 2).GetColumn<float>("Year")];
        Assert.NotEqual(shuffled.Order(), shuffled);
        Assert.Equal(50, shuffled.Distinct().Count());
        var split = _ml.Data.TrainTestSplit(cached, 0.5, seed: 2);
        Assert.Equal(50, split.TrainSet.GetColumn<float>("Year").Count() + split.TestSet.GetColumn<float>("Year").Count());
    }

    [Fact]
    public void A_cache_of_no_rows_has_no_rows()
    {
        IDataView cached = _ml.Data.Cache(Counted(0));
        Assert.Empty(cached.GetColumn<string>("Text"));
        Assert.Equal(0, cached.GetRowCount());
    }

    [Fact]
    public void Columns_cached_at_different_times_belong_together()
    {
        IDataView cached = _ml.Data.Cache(Counted(5));
        Assert.Equal(2, cached.GetColumn<float>("Year").Take(2).Count());
        using DataViewRowCursor cursor = cached.GetRowCursor([cached.Schema["Year"], cached.Schema["Numbers"]]);
        ValueGetter<float> year = cursor.GetGetter<float>(cached.Schema["Year"]);
        ValueGetter<VBuffer<float>> numbers = cursor.GetGetter<VBuffer<float>>(cached.Schema["Numbers"]);
        float gotYear = 0;
        VBuffer<float> gotNumbers = default;
        int rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            year(ref gotYear);
            numbers(ref gotNumbers);
            Assert.Equal(gotYear - 1600, gotNumbers.GetItemOrDefault(0));
        }
        Assert.Equal(5, rows);
    }

    private IDataView Counted(int rows)
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(rows));
        return _ml.Transforms.CustomMapping<Work, Described>(
            (work, described) =>
            {
                Interlocked.Increment(ref _computed);
                described.Text = work.Title;
                described.Numbers = [work.Year - 1600, work.Year - 1599];
            },
            null).Fit(works).Transform(works);
    }
}
