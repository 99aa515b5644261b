using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class EstimatorChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_schema_before_Fit_is_the_schema_after()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(5));
        var chain = _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), DescribingFactory.Contract)
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key", "Title"))
            .Append(_ml.Transforms.Conversion.MapKeyToVector("OneHot", "Key"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Key"))
            .Append(_ml.Transforms.Conversion.MapValue("Century", new Dictionary<float, int> { [1600] = 17 }, "Year"))
            .Append(_ml.Transforms.CopyColumns("Copy", "Numbers"))
            .Append(_ml.Transforms.DropColumns("Title"));

        SchemaShape before = chain.GetOutputSchema(ShapeOf(works.Schema));
        SchemaShape after = ShapeOf(chain.Fit(works).GetOutputSchema(works.Schema));

        Assert.Equal(Describe(after), Describe(before));
    }

    [Fact]
    public void Fit_asks_for_the_schema_of_the_whole_chain_first()
    {
        var calls = new List<string>();
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(1));
        new EstimatorChain<ITransformer>().Append(new Spy(_ml, "a", calls)).Append(new Spy(_ml, "b", calls)).Fit(works);
        Assert.Equal(["a schema", "b schema", "a fit", "b fit"], calls);
    }

    [Fact]
    public void What_does_not_fit_late_in_the_chain_is_found_before_anything_is_fitted()
    {
        var calls = new List<string>();
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(1));
        var chain = new Spy(_ml, "a", calls).Append(_ml.Transforms.CopyColumns("b", "Missing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(works));
        Assert.DoesNotContain("a fit", calls);
    }

    [Fact]
    public void A_chain_knows_its_last_parts_types()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(1));
        var chain = _ml.Transforms.CopyColumns("a", "Year").Append(_ml.Transforms.Conversion.MapValueToKey("b", "Title"));
        TransformerChain<Microsoft.ML.Transforms.ValueToKeyMappingTransformer> model = chain.Fit(works);
        Assert.NotNull(model.LastTransformer);
        Assert.Equal(2, model.Count());
        IEstimator<ITransformer> seenAsAny = chain; // covariance
        Assert.NotNull(seenAsAny);
    }

    [Fact]
    public void A_cache_checkpoint_lets_the_first_part_be_computed_once_while_the_rest_is_fitted()
    {
        int computed = 0;
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(4));
        _ml.Transforms.CustomMapping<Work, Described>((work, described) => described.Text = $"{work.Title} {computed++}", null)
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key1", "Text"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Key2", "Text"))
            .Fit(works);
        Assert.Equal(4, computed);
    }

    [Fact]
    public void Appended_transformers_are_a_chain()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(2));
        ITransformer first = _ml.Transforms.CopyColumns("a", "Year").Fit(works);
        ITransformer second = _ml.Transforms.CopyColumns("b", "a").Fit(first.Transform(works));
        TransformerChain<ITransformer> chain = first.Append(second);
        Assert.Equal([1600, 1601], chain.Transform(works).GetColumn<float>("b"));
    }

    private static IEnumerable<string> Describe(SchemaShape shape)
        => shape.Select(c => $"{c.Name}: {c.Kind} {c.ItemType} {c.IsKey} [{string.Join(", ", Describe(c.Annotations))}]").Order();

    // A schema's shape, by the only way that is open: what an estimator that changes nothing is asked about.
    private SchemaShape ShapeOf(DataViewSchema schema)
    {
        SchemaShape? seen = null;
        IDataView empty = _ml.Data.TakeRows(new SchemaOnly(schema), 0);
        new EstimatorChain<ITransformer>().Append(new Spy(_ml, "", [], shape => seen = shape)).Fit(empty);
        return seen!;
    }

    private sealed class Spy(MLContext ml, string name, List<string> calls, Action<SchemaShape>? look = null) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            calls.Add($"{name} fit");
            return ml.Transforms.CopyColumns($"copy {name}", input.Schema[0].Name).Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            calls.Add($"{name} schema");
            look?.Invoke(inputSchema);
            return inputSchema;
        }
    }

    private sealed class SchemaOnly(DataViewSchema schema) : IDataView
    {
        public bool CanShuffle => false;

        public DataViewSchema Schema => schema;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
            => throw new NotSupportedException();

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
            => throw new NotSupportedException();
    }
}
