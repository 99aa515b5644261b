using Microsoft.ML;

namespace Pix2Pitch.Compat.Tests.ML;

public class CreateEnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Without_reuse_every_row_is_an_object_of_its_own_with_arrays_of_its_own()
    {
        IDataView data = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), null).Fit(Works(3)).Transform(Works(3));
        Described[] rows = [.. _ml.Data.CreateEnumerable<Described>(data, reuseRowObject: false)];

        Assert.Equal(3, rows.Distinct().Count());
        Assert.Equal(3, rows.Select(row => row.Numbers).Distinct().Count());
        Assert.Equal([6, 1602, 16.02f], rows[2].Numbers);
        Assert.Equal([6, 1600, 16], rows[0].Numbers);
    }

    [Fact]
    public void With_reuse_it_is_always_the_same_object()
    {
        var seen = new HashSet<Work>(ReferenceEqualityComparer.Instance);
        var years = new List<float>();
        foreach (Work row in _ml.Data.CreateEnumerable<Work>(Works(3), reuseRowObject: true))
        {
            seen.Add(row);
            years.Add(row.Year);
        }
        Assert.Single(seen);
        Assert.Equal([1600, 1601, 1602], years);
    }

    [Fact]
    public void A_missing_column_is_named_unless_missing_columns_are_ignored()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.CreateEnumerable<Described>(Works(1), reuseRowObject: false).ToArray());
        Assert.Contains("'Text'", exception.Message);

        Described row = Assert.Single(_ml.Data.CreateEnumerable<Described>(Works(1), reuseRowObject: false, ignoreMissingColumns: true));
        Assert.Equal("", row.Text);
    }

    [Fact]
    public void A_column_of_another_type_is_named_with_both_types()
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => _ml.Data.CreateEnumerable<YearAsText>(Works(1), reuseRowObject: false).ToArray());
        Assert.Contains("'Year'", exception.Message);
        Assert.Contains("Single", exception.Message);
    }

    [Fact]
    public void Rows_that_are_not_enumerated_are_not_computed()
    {
        int computed = 0;
        IDataView data = _ml.Transforms.CustomMapping<Work, Described>((_, _) => computed++, null).Fit(Works(5)).Transform(Works(5));
        IEnumerable<Described> rows = _ml.Data.CreateEnumerable<Described>(data, reuseRowObject: false);
        Assert.Equal(0, computed);
        Assert.Equal(2, rows.Take(2).Count());
        Assert.Equal(2, computed);
    }

    private IDataView Works(int count) => _ml.Data.LoadFromEnumerable(Work.Some(count));

    private sealed class YearAsText
    {
        public string Year { get; set; } = "";
    }
}
