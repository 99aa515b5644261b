using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class LazinessTests
{
    private readonly MLContext _ml = new(seed: 1);
    private int _computed;

    [Fact]
    public void Fit_and_Transform_compute_nothing()
    {
        IDataView data = Counted(10);
        Assert.NotNull(data.Schema["Text"].Type);
        Assert.Equal(0, _computed);
    }

    [Fact]
    public void A_column_that_is_not_asked_for_is_not_computed()
    {
        Assert.Equal(10, Counted(10).GetColumn<float>("Year").Count());
        Assert.Equal(0, _computed);
    }

    [Fact]
    public void A_getter_that_is_not_called_computes_nothing()
    {
        IDataView data = Counted(10);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Text"]]);
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Text"]);
        for (int i = 0; i < 10; i++) Assert.True(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(0, _computed);
        Assert.NotNull(getter);
    }

    [Fact]
    public void A_row_is_mapped_once_however_many_of_its_columns_are_read_and_how_often()
    {
        IDataView data = Counted(4);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Text"], data.Schema["Numbers"]]);
        ValueGetter<ReadOnlyMemory<char>> text = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Text"]);
        ValueGetter<VBuffer<float>> numbers = cursor.GetGetter<VBuffer<float>>(data.Schema["Numbers"]);
        ReadOnlyMemory<char> gotText = default;
        VBuffer<float> gotNumbers = default;
        while (cursor.MoveNext())
        {
            numbers(ref gotNumbers);
            text(ref gotText);
            numbers(ref gotNumbers);
        }
        Assert.Equal(4, _computed);
    }

    [Fact]
    public void A_getter_of_a_column_that_was_not_asked_for_is_refused()
    {
        IDataView data = Counted(1);
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Year"]]);
        Assert.True(cursor.IsColumnActive(data.Schema["Year"]));
        Assert.False(cursor.IsColumnActive(data.Schema["Text"]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Text"]));
    }

    [Fact]
    public void A_getter_of_another_type_is_refused()
    {
        IDataView data = Counted(1);
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<int>(data.Schema["Year"]));
    }

    [Fact]
    public void An_exception_of_a_mapping_comes_out_and_spoils_no_other_row()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(3));
        IDataView data = _ml.Transforms.CustomMapping<Work, Described>(
            (work, described) => described.Text = work.Year == 1601 ? throw new InvalidDataException("broken file") : work.Title, null).Fit(works).Transform(works);

        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Text"]]);
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Text"]);
        ReadOnlyMemory<char> text = default;
        cursor.MoveNext();
        getter(ref text);
        cursor.MoveNext();
        Assert.Throws<InvalidDataException>(() => getter(ref text));
        cursor.MoveNext();
        getter(ref text);
        Assert.Equal("work 2", text.ToString());
    }

    private IDataView Counted(int rows)
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(rows));
        Action<Work, Described> describe = new DescribingFactory().GetMapping();
        return _ml.Transforms.CustomMapping<Work, Described>(
            (work, described) =>
            {
                _computed++;
                describe(work, described);
            },
            null).Fit(works).Transform(works);
    }
}
