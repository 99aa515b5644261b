using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class ColumnTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void An_output_with_the_name_of_an_input_hides_it_and_does_not_remove_it()
    {
        IDataView works = Works();
        IDataView data = _ml.Transforms.CustomMapping<Work, NewTitle>((work, title) => title.Title = work.Title.ToUpperInvariant(), null)
            .Fit(works).Transform(works);

        Assert.Equal(["Title", "Year", "Title"], data.Schema.Select(column => column.Name));
        Assert.Equal([true, false, false], data.Schema.Select(column => column.IsHidden));
        Assert.Equal(2, data.Schema["Title"].Index);
        Assert.Equal(["WORK 0", "WORK 1"], data.GetColumn<string>("Title"));
        Assert.Equal(["work 0", "work 1"], data.GetColumn<string>(data.Schema[0]));
    }

    [Fact]
    public void Dropping_a_column_drops_what_it_hid()
    {
        IDataView works = Works();
        IDataView data = _ml.Transforms.CopyColumns("Title", "Year").Append(_ml.Transforms.DropColumns("Title")).Fit(works)
            .Transform(works);
        Assert.Equal(["Year"], data.Schema.Select(column => column.Name));
    }

    [Fact]
    public void A_copy_has_the_type_the_values_and_the_annotations()
    {
        IDataView works = Works();
        IDataView data = _ml.Transforms.Conversion.MapValueToKey("Key", "Title").Append(_ml.Transforms.CopyColumns("Copy", "Key"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Copy")).Fit(works).Transform(works);
        Assert.True(data.Schema["Copy"].HasKeyValues());
        Assert.Equal(data.Schema["Key"].Type, data.Schema["Copy"].Type);
        Assert.Equal(["work 0", "work 1"], data.GetColumn<string>("Back"));
    }

    [Fact]
    public void Selecting_keeps_columns_in_the_order_given()
    {
        IDataView works = Works();
        IDataView data = _ml.Transforms.SelectColumns("Year", "Title").Fit(works).Transform(works);
        Assert.Equal(["Year", "Title"], data.Schema.Select(column => column.Name));
        Assert.Equal([1600, 1601], data.GetColumn<float>("Year"));
        Assert.Equal(2, data.GetRowCount());
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("drop")]
    [InlineData("select")]
    [InlineData("key")]
    [InlineData("mapping")]
    [InlineData("value")]
    public void A_missing_column_is_named_before_anything_is_fitted(string which)
    {
        IEstimator<ITransformer> estimator = which switch
        {
            "copy" => _ml.Transforms.CopyColumns("New", "Missing"),
            "drop" => _ml.Transforms.DropColumns("Missing"),
            "select" => _ml.Transforms.SelectColumns("Missing"),
            "key" => _ml.Transforms.Conversion.MapValueToKey("New", "Missing"),
            "mapping" => _ml.Transforms.CustomMapping<NeedsMissing, NewTitle>((_, _) => { }, null),
            _ => _ml.Transforms.Conversion.MapValue("New", new Dictionary<string, float> { ["a"] = 1 }, "Missing"),
        };
        var exception = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => estimator.Fit(Works()));
        Assert.Contains("Could not find", exception.Message);
        Assert.Contains("'Missing'", exception.Message);

        exception = Assert.ThrowsAny<ArgumentOutOfRangeException>(
            () => _ml.Transforms.CopyColumns("A", "Year").Append(estimator).Fit(Works()));
        Assert.Equal("inputSchema", exception.ParamName);
    }

    [Theory]
    [InlineData("mapping")]
    [InlineData("value")]
    [InlineData("key to value")]
    [InlineData("key to vector")]
    public void A_column_of_the_wrong_type_is_named_with_both_types(string which)
    {
        IEstimator<ITransformer> estimator = which switch
        {
            "mapping" => _ml.Transforms.CustomMapping<YearAsText, NewTitle>((_, _) => { }, null),
            "value" => _ml.Transforms.Conversion.MapValue("New", new Dictionary<string, float> { ["a"] = 1 }, "Year"),
            "key to value" => _ml.Transforms.Conversion.MapKeyToValue("New", "Year"),
            _ => _ml.Transforms.Conversion.MapKeyToVector("New", "Year"),
        };
        // A chain asks for the schema first, and there every estimator says it in the same way.
        var exception = Assert.ThrowsAny<ArgumentOutOfRangeException>(
            () => estimator.Append(_ml.Transforms.CopyColumns("Copy", "Year")).Fit(Works()));
        Assert.Contains("'Year'", exception.Message);
        Assert.Contains("expected", exception.Message);
        Assert.Contains("got", exception.Message);
        Assert.Equal("inputSchema", exception.ParamName);
    }

    [Fact]
    public void Columns_are_looked_up_by_name_and_number()
    {
        DataViewSchema schema = Works().Schema;
        Assert.Equal(1, schema["Year"].Index);
        Assert.Equal("Title", schema[0].Name);
        Assert.Null(schema.GetColumnOrNull("Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => schema["Nothing"]);
        Assert.ThrowsAny<Exception>(() => schema[2]);
    }

    private IDataView Works() => _ml.Data.LoadFromEnumerable(Work.Some(2));

    private sealed class NewTitle
    {
        public string Title { get; set; } = "";
    }

    private sealed class NeedsMissing
    {
        public string Missing { get; set; } = "";
    }

    private sealed class YearAsText
    {
        public string Year { get; set; } = "";
    }
}
