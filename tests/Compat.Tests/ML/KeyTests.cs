using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Pix2Pitch.Compat.Tests.ML;

public class KeyTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Values_are_numbered_as_they_come_and_the_keys_bear_their_names()
    {
        IDataView data = Apply(_ml.Transforms.Conversion.MapValueToKey("Key", "Style"), Rows("pop", "cubism", "pop", ""));

        Assert.Equal("Key<UInt32, 0-1>", data.Schema["Key"].Type.ToString());
        Assert.Equal([1, 2, 1, 0], data.GetColumn<uint>("Key"));
        Assert.Equal(["pop", "cubism"], NamesOf(data.Schema["Key"]));
    }

    [Fact]
    public void Values_may_be_numbered_by_value()
    {
        var byValue = _ml.Transforms.Conversion.MapValueToKey(
            "Key",
            "Style",
            keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        IDataView data = Apply(byValue, Rows("pop", "cubism", "baroque"));
        Assert.Equal(["baroque", "cubism", "pop"], NamesOf(data.Schema["Key"]));
        Assert.Equal([3, 2, 1], data.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Key_data_gives_the_order_and_what_is_not_in_it_is_a_missing_key()
    {
        IDataView order = _ml.Data.LoadFromEnumerable([new { Name = "baroque" }, new { Name = "pop" }]);
        IDataView data = Apply(_ml.Transforms.Conversion.MapValueToKey("Key", "Style", keyData: order), Rows("pop", "cubism", "baroque"));
        Assert.Equal(["baroque", "pop"], NamesOf(data.Schema["Key"]));
        Assert.Equal([2, 0, 1], data.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Only_so_many_keys_are_learned()
    {
        IDataView data = Apply(_ml.Transforms.Conversion.MapValueToKey("Key", "Style", maximumNumberOfKeys: 2), Rows("a", "b", "c"));
        Assert.Equal([1, 2, 0], data.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Numbers_can_be_keys_and_come_back_as_numbers()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(3));
        IDataView data = Apply(
            _ml.Transforms.Conversion.MapValueToKey("Key", "Year").Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key")),
            works);
        Assert.Equal([1600, 1601, 1602], data.GetColumn<float>("Back"));
    }

    [Fact]
    public void A_value_that_was_not_learned_is_a_missing_key_and_comes_back_empty()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Key", "Style")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key")).Fit(Rows("a", "b"));
        Assert.Equal(["b", "", "a"], model.Transform(Rows("b", "new", "a")).GetColumn<string>("Back"));
    }

    [Fact]
    public void A_key_becomes_a_one_hot_vector_with_the_names_as_slots_and_a_missing_one_zeros()
    {
        IDataView order = _ml.Data.LoadFromEnumerable([new { Name = "x" }, new { Name = "y" }, new { Name = "z" }]);
        var oneHot = _ml.Transforms.Conversion.MapValueToKey("Key", "Style", keyData: order)
            .Append(_ml.Transforms.Conversion.MapKeyToVector("OneHot", "Key"));
        IDataView data = Apply(oneHot, Rows("y", "", "x", "z"));

        Assert.Equal("Vector<Single, 3>", data.Schema["OneHot"].Type.ToString());
        Assert.Equal([[0, 1, 0], [0, 0, 0], [1, 0, 0], [0, 0, 1]], data.GetColumn<float[]>("OneHot"));
        VBuffer<ReadOnlyMemory<char>> slots = default;
        data.Schema["OneHot"].GetSlotNames(ref slots);
        Assert.Equal(["x", "y", "z"], slots.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void Only_one_key_makes_a_vector_of_one()
    {
        IDataView data = Apply(
            _ml.Transforms.Conversion.MapValueToKey("Key", "Style").Append(_ml.Transforms.Conversion.MapKeyToVector("OneHot", "Key")),
            Rows("y", ""));
        Assert.Equal([[1], [0]], data.GetColumn<float[]>("OneHot"));
    }

    [Fact]
    public void A_member_marked_as_key_is_a_key_without_names()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Keyed>([new Keyed { Key = 2 }, new Keyed { Key = 0 }]);
        Assert.Equal(new KeyDataViewType(typeof(uint), 5), data.Schema["Key"].Type);
        Assert.False(data.Schema["Key"].HasKeyValues());
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.MapKeyToValue("Name", "Key").Fit(data));
        IDataView vectors = Apply(_ml.Transforms.Conversion.MapKeyToVector("Key"), data);
        Assert.Equal([[0, 1, 0, 0, 0], [0, 0, 0, 0, 0]], vectors.GetColumn<float[]>("Key"));
    }

    [Fact]
    public void A_table_maps_values_and_gives_a_missing_value_for_what_is_not_in_it()
    {
        IDataView data = Apply(
            _ml.Transforms.Conversion.MapValue("Text", new Dictionary<float, string> { [1600] = "early", [1602] = "late" }, "Year"),
            _ml.Data.LoadFromEnumerable(Work.Some(3)));
        Assert.Equal(["early", "", "late"], data.GetColumn<string>("Text"));
    }

    [Fact]
    public void A_tables_values_may_become_keys_with_their_names()
    {
        var table = new Dictionary<string, string> { ["Monet"] = "impressionism", ["Rubens"] = "baroque", ["Degas"] = "impressionism" };
        IDataView data = Apply(
            _ml.Transforms.Conversion.MapValue("Key", table, "Style", treatValuesAsKeyType: true),
            Rows("Degas", "Rubens", "Nobody", "Monet"));
        Assert.Equal("Key<UInt32, 0-1>", data.Schema["Key"].Type.ToString());
        Assert.Equal([1, 2, 0, 1], data.GetColumn<uint>("Key"));
        Assert.Equal(["impressionism", "baroque"], NamesOf(data.Schema["Key"]));
    }

    [Fact]
    public void A_table_may_hold_vectors_or_be_two_columns_of_a_view()
    {
        IDataView vectors = Apply(
            _ml.Transforms.Conversion.MapValue("Vector", new Dictionary<string, float[]> { ["a"] = [1, 2], ["b"] = [3] }, "Style"),
            Rows("b", "a", "c"));
        Assert.Equal([[3], [1, 2], []], vectors.GetColumn<float[]>("Vector"));

        IDataView table = _ml.Data.LoadFromEnumerable(Work.Some(2));
        IDataView years = Apply(
            _ml.Transforms.Conversion.MapValue("Year", table, table.Schema["Title"], table.Schema["Year"], "Style"),
            Rows("work 1", "work 0"));
        Assert.Equal([1601, 1600], years.GetColumn<float>("Year"));
    }

    private static IEnumerable<string> NamesOf(DataViewSchema.Column column)
    {
        Assert.True(column.HasKeyValues(TextDataViewType.Instance));
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }

    private static IDataView Apply(IEstimator<ITransformer> estimator, IDataView data) => estimator.Fit(data).Transform(data);

    private IDataView Rows(params string[] styles) => _ml.Data.LoadFromEnumerable(styles.Select(style => new { Style = style }).ToArray());

    private sealed class Keyed
    {
        [KeyType(5)]
        public uint Key { get; set; }
    }
}
