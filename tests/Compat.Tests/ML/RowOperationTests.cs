using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class RowOperationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_split_is_disjoint_and_complete_and_the_same_for_the_same_seed(bool isList)
    {
        IDataView data = Data(200, isList);
        var first = _ml.Data.TrainTestSplit(data, testFraction: 0.3, seed: 5);
        var second = new MLContext().Data.TrainTestSplit(data, testFraction: 0.3, seed: 5);

        float[] train = [.. first.TrainSet.GetColumn<float>("Year")];
        float[] test = [.. first.TestSet.GetColumn<float>("Year")];
        Assert.Equal(Work.Some(200).Select(work => work.Year), train.Concat(test).Order());
        Assert.InRange(test.Length, 30, 90);
        Assert.Equal(test, second.TestSet.GetColumn<float>("Year"));
        Assert.Equal(train, second.TrainSet.GetColumn<float>("Year"));
    }

    [Fact]
    public void Another_seed_gives_another_split()
    {
        IDataView data = Data(200);
        Assert.NotEqual(
            _ml.Data.TrainTestSplit(data, 0.5, seed: 1).TestSet.GetColumn<float>("Year"),
            _ml.Data.TrainTestSplit(data, 0.5, seed: 2).TestSet.GetColumn<float>("Year"));
    }

    [Theory]
    [InlineData("Artist")]
    [InlineData("Century")]
    public void Rows_with_the_same_sampling_key_stay_together(string key)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 300).Select(i => new { Artist = $"artist {i % 30}", Century = i % 30, Number = i }).ToArray());
        var split = _ml.Data.TrainTestSplit(data, 0.4, samplingKeyColumnName: key, seed: 3);

        HashSet<string> train = [.. split.TrainSet.GetColumn<string>("Artist")], test = [.. split.TestSet.GetColumn<string>("Artist")];
        Assert.NotEmpty(train);
        Assert.NotEmpty(test);
        Assert.Empty(train.Intersect(test));
        Assert.Equal(300, split.TrainSet.GetColumn<int>("Number").Concat(split.TestSet.GetColumn<int>("Number")).Distinct().Count());
    }

    [Fact]
    public void A_split_of_a_shuffled_view_has_the_same_members()
    {
        IDataView data = Data(100);
        var plain = _ml.Data.TrainTestSplit(data, 0.5, seed: 7);
        var shuffled = _ml.Data.TrainTestSplit(_ml.Data.ShuffleRows(data, seed: 9), 0.5, seed: 7);
        Assert.Empty(shuffled.TrainSet.GetColumn<float>("Year").Intersect(shuffled.TestSet.GetColumn<float>("Year")));
        Assert.Equal(100, shuffled.TrainSet.GetColumn<float>("Year").Count() + shuffled.TestSet.GetColumn<float>("Year").Count());
        Assert.NotEmpty(plain.TestSet.GetColumn<float>("Year"));
    }

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, 1000)]
    [InlineData(false, 7)]
    public void Shuffled_rows_are_the_same_rows_in_another_order_and_the_seed_says_which(bool isList, int poolSize)
    {
        IDataView data = Data(100, isList);
        float[] sorted = [.. data.GetColumn<float>("Year")];
        float[] shuffled = [.. _ml.Data.ShuffleRows(data, seed: 4, shufflePoolSize: poolSize).GetColumn<float>("Year")];

        Assert.NotEqual(sorted, shuffled);
        Assert.Equal(sorted, shuffled.Order());
        Assert.Equal(shuffled, _ml.Data.ShuffleRows(data, seed: 4, shufflePoolSize: poolSize).GetColumn<float>("Year"));
        Assert.NotEqual(shuffled, _ml.Data.ShuffleRows(data, seed: 5, shufflePoolSize: poolSize).GetColumn<float>("Year"));
    }

    [Fact]
    public void The_columns_of_a_shuffled_row_belong_together()
    {
        IDataView works = Data(50, isList: false);
        IDataView described = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), null).Fit(works).Transform(works);
        IDataView shuffled = _ml.Data.ShuffleRows(described, seed: 1, shufflePoolSize: 8);
        foreach (Described row in _ml.Data.CreateEnumerable<Described>(shuffled, reuseRowObject: false))
            Assert.EndsWith($"({row.Numbers[1]})", row.Text);
    }

    [Fact]
    public void Rows_can_be_skipped_and_taken()
    {
        IDataView data = Data(10);
        Assert.Equal([1603, 1604], _ml.Data.TakeRows(_ml.Data.SkipRows(data, 3), 2).GetColumn<float>("Year"));
        Assert.Empty(_ml.Data.SkipRows(data, 20).GetColumn<float>("Year"));
        Assert.Equal(10, _ml.Data.TakeRows(data, 20).GetColumn<float>("Year").Count());
    }

    [Fact]
    public void A_preview_shows_the_first_rows()
    {
        DataDebuggerPreview preview = Data(10).Preview(maxRows: 3);
        Assert.Equal(3, preview.RowView.Length);
        Assert.Equal("Year", preview.RowView[1].Values[1].Key);
        Assert.Equal(1601f, preview.RowView[1].Values[1].Value);
        Assert.Equal([1600f, 1601f, 1602f], preview.ColumnView[1].Values);
        Assert.Equal(2, _ml.Transforms.CopyColumns("a", "Year").Preview(Data(10), maxRows: 2).RowView.Length);
    }

    [Fact]
    public void A_column_can_be_read_as_its_raw_type_as_text_and_as_array()
    {
        IDataView works = Data(2);
        IDataView data = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), null).Fit(works).Transform(works);
        Assert.Equal(["work 0", "work 1"], data.GetColumn<string>("Title"));
        Assert.Equal("work 1", data.GetColumn<ReadOnlyMemory<char>>("Title").Last().ToString());
        Assert.Equal([6, 1601, 16.01f], data.GetColumn<float[]>("Numbers").Last());
        Assert.Equal(1601, data.GetColumn<VBuffer<float>>("Numbers").Last().GetItemOrDefault(1));
        Assert.ThrowsAny<Exception>(() => data.GetColumn<int>("Year").Count());
        Assert.Contains("'Nothing'", Assert.ThrowsAny<ArgumentOutOfRangeException>(() => data.GetColumn<int>("Nothing").Count()).Message);
    }

    private IDataView Data(int count, bool isList = true)
        => _ml.Data.LoadFromEnumerable(isList ? Work.Some(count) : Work.Some(count).Select(work => work));
}
