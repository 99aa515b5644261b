using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class LoadFromEnumerableTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Members_become_columns_of_their_types()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Everything>([new Everything()]);

        string[] expected =
        [
            "Field: Single", "Text: String", "Memory: String", "Flag: Boolean", "Whole: Int32", "Big: UInt64", "Exact: Double",
            "Named: Byte", "Free: Vector<Single>", "Fixed: Vector<Double, 2, 3>", "Buffer: Vector<Int32, 4>", "Texts: Vector<String>",
            "Key: Key<UInt32, 0-4>", "Keys: Vector<Key<UInt32, 0-6>, 2>",
        ];
        Assert.Equal(expected.Order(), data.Schema.Select(column => $"{column.Name}: {column.Type}").Order());
    }

    [Fact]
    public void Values_come_back_as_they_were()
    {
        var given = new Everything
        {
            Field = 1.5f,
            Text = "größer",
            Memory = "abc".AsMemory(1),
            Flag = true,
            Whole = -3,
            Big = ulong.MaxValue,
            Exact = Math.PI,
            Other = 7,
            Free = [1, 2],
            Fixed = [1, 2, 3, 4, 5, 6],
            Buffer = new VBuffer<int>(4, 1, [9], [2]),
            Texts = ["a", "", "ß"],
            Key = 5,
            Keys = [7, 0],
        };
        IDataView data = _ml.Data.LoadFromEnumerable<Everything>([given]);
        Everything got = Assert.Single(_ml.Data.CreateEnumerable<Everything>(data, reuseRowObject: false));

        Assert.Equal(1.5f, got.Field);
        Assert.Equal("größer", got.Text);
        Assert.Equal("bc", got.Memory.ToString());
        Assert.True(got.Flag);
        Assert.Equal(-3, got.Whole);
        Assert.Equal(ulong.MaxValue, got.Big);
        Assert.Equal(Math.PI, got.Exact);
        Assert.Equal(7, got.Other);
        Assert.Equal([1, 2], got.Free);
        Assert.Equal([1, 2, 3, 4, 5, 6], got.Fixed);
        Assert.Equal([0, 0, 9, 0], got.Buffer.DenseValues());
        Assert.Equal(["a", "", "ß"], got.Texts);
        Assert.Equal(5u, got.Key);
        Assert.Equal([7, 0], got.Keys);
        Assert.Equal("", got.Ignored);
    }

    [Fact]
    public void Null_texts_and_arrays_become_empty_ones()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Everything>([new Everything { Text = null!, Free = null!, Texts = null! }]);
        Everything got = _ml.Data.CreateEnumerable<Everything>(data, reuseRowObject: false).Single();

        Assert.Equal("", got.Text);
        Assert.Empty(got.Free);
        Assert.Empty(got.Texts);
    }

    [Fact]
    public void Anonymous_objects_are_rows_too()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new { Number = i, Name = $"n{i}" }));

        Assert.Equal([0, 1, 2], data.GetColumn<int>("Number"));
        Assert.Equal(["n0", "n1", "n2"], data.GetColumn<string>("Name"));
    }

    [Fact]
    public void A_list_is_counted_and_can_be_shuffled_and_a_query_is_enumerated_anew_each_time()
    {
        IDataView list = _ml.Data.LoadFromEnumerable(Work.Some(4));
        Assert.Equal(4, list.GetRowCount());
        Assert.True(list.CanShuffle);

        int enumerations = 0;
        IDataView query = _ml.Data.LoadFromEnumerable(Query());
        Assert.Null(query.GetRowCount());
        Assert.False(query.CanShuffle);
        Assert.Equal(2, query.GetColumn<float>("Year").Count());
        Assert.Equal(2, query.GetColumn<float>("Year").Count());
        Assert.Equal(2, enumerations);

        IEnumerable<Work> Query()
        {
            enumerations++;
            yield return new Work();
            yield return new Work();
        }
    }

    [Fact]
    public void A_schema_definition_renames_and_retypes()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Everything));
        definition["Free"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["Text"].ColumnName = "Words";
        IDataView data = _ml.Data.LoadFromEnumerable<Everything>([new Everything { Text = "x" }], definition);

        Assert.Equal("Vector<Single, 2>", data.Schema["Free"].Type.ToString());
        Assert.Equal("x", data.GetColumn<string>("Words").Single());
        Assert.Null(data.Schema.GetColumnOrNull("Text"));
    }

    [Fact]
    public void Annotations_of_a_schema_definition_are_those_of_the_column()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Everything));
        definition["Key"].AddAnnotation(
            "KeyValues",
            new[] { "a", "b", "c", "d", "e" },
            new VectorDataViewType(TextDataViewType.Instance, 5));
        IDataView data = _ml.Data.LoadFromEnumerable<Everything>([new Everything { Key = 3 }], definition);

        var named = _ml.Transforms.Conversion.MapKeyToValue("Name", "Key").Fit(data).Transform(data);
        Assert.Equal("c", named.GetColumn<string>("Name").Single());
    }

    [Fact]
    public void A_schema_gives_the_columns_their_types_and_annotations()
    {
        IDataView names = _ml.Data.LoadFromEnumerable([new { Key = "a" }, new { Key = "b" }]);
        DataViewSchema schema = _ml.Transforms.Conversion.MapValueToKey("Key").Append(_ml.Transforms.SelectColumns("Key")).Fit(names)
            .GetOutputSchema(names.Schema);
        IDataView data = _ml.Data.LoadFromEnumerable([new { Key = 2u }], schema);

        Assert.Equal(schema["Key"].Type, data.Schema["Key"].Type);
        Assert.Equal("b", _ml.Transforms.Conversion.MapKeyToValue("Name", "Key").Fit(data).Transform(data).GetColumn<string>("Name").Single());
    }

    [Fact]
    public void A_member_that_no_column_can_hold_is_named()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.LoadFromEnumerable([new { When = new Uri("http://localhost") }]));
        Assert.Contains("When", exception.Message);
    }

    [Fact]
    public void A_column_type_that_does_not_fit_the_member_is_refused()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Work));
        definition["Year"].ColumnType = TextDataViewType.Instance;
        Assert.ThrowsAny<Exception>(() => _ml.Data.LoadFromEnumerable(Work.Some(1), definition));
    }

    private sealed class Everything
    {
        public float Field;

        public string Text { get; set; } = "";

        public ReadOnlyMemory<char> Memory { get; set; }

        public bool Flag { get; set; }

        public int Whole { get; set; }

        public ulong Big { get; set; }

        public double Exact { get; set; }

        [ColumnName("Named")]
        public byte Other { get; set; }

        public float[] Free { get; set; } = [];

        [VectorType(2, 3)]
        public double[] Fixed { get; set; } = [];

        [VectorType(4)]
        public VBuffer<int> Buffer { get; set; }

        public string[] Texts { get; set; } = [];

        [KeyType(5)]
        public uint Key { get; set; }

        [KeyType(7), VectorType(2)]
        public uint[] Keys { get; set; } = [];

        [NoColumn]
        public string Ignored { get; set; } = "";
    }
}
