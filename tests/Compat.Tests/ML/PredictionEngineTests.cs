using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

public class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void An_engine_gives_what_the_pipeline_gives()
    {
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(3));
        ITransformer model = Pipeline().Fit(works);
        Described[] expected = [.. _ml.Data.CreateEnumerable<Described>(model.Transform(works), reuseRowObject: false)];

        using var engine = _ml.Model.CreatePredictionEngine<Work, Described>(model);
        Described[] got = [.. Work.Some(3).Select(engine.Predict)];
        Assert.Equal(expected.Select(row => row.Text), got.Select(row => row.Text));
        Assert.Equal(expected.Select(row => row.Numbers), got.Select(row => row.Numbers));
        Assert.Contains("Text", engine.OutputSchema.Select(column => column.Name));
    }

    [Fact]
    public void A_prediction_may_be_filled_again()
    {
        using var engine = Engine<Described>();
        var prediction = new Described();
        Described same = prediction;
        engine.Predict(new Work { Title = "a", Year = 1 }, ref prediction);
        engine.Predict(new Work { Title = "b", Year = 2 }, ref prediction);
        Assert.Same(same, prediction);
        Assert.Equal("b (2)", prediction.Text);
    }

    [Fact]
    public void Missing_output_columns_are_ignored_unless_they_are_not()
    {
        using var engine = Engine<NeedsMore>();
        Assert.Equal("x (5)", engine.Predict(new Work { Title = "x", Year = 5 }).Text);

        ITransformer model = Pipeline().Fit(_ml.Data.LoadFromEnumerable(Work.Some(1)));
        var exception = Assert.ThrowsAny<ArgumentOutOfRangeException>(
            () => _ml.Model.CreatePredictionEngine<Work, NeedsMore>(model, ignoreMissingColumns: false));
        Assert.Contains("'Nowhere'", exception.Message);
    }

    [Fact]
    public void A_missing_input_column_is_named()
    {
        ITransformer model = Pipeline().Fit(_ml.Data.LoadFromEnumerable(Work.Some(1)));
        var exception = Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<NeedsMore, Described>(model));
        Assert.Contains("'Title'", exception.Message);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void An_engine_disposes_of_the_transformer_that_it_owns(bool owns, int disposals)
    {
        var transformer = new Disposable(Pipeline().Fit(_ml.Data.LoadFromEnumerable(Work.Some(1))));
        using (var engine = _ml.Model.CreatePredictionEngine<Work, Described>(transformer, new PredictionEngineOptions { OwnsTransformer = owns }))
        {
            Assert.Equal("a (1)", engine.Predict(new Work { Title = "a", Year = 1 }).Text);
        }
        Assert.Equal(disposals, transformer.Disposals);
    }

    [Fact]
    public void Only_the_columns_of_the_result_are_computed()
    {
        int computed = 0;
        IDataView works = _ml.Data.LoadFromEnumerable(Work.Some(1));
        ITransformer model = _ml.Transforms.CustomMapping<Work, Described>((_, _) => computed++, null)
            .Append(_ml.Transforms.CopyColumns("Nowhere", "Title")).Fit(works);
        using var engine = _ml.Model.CreatePredictionEngine<Work, OnlyNowhere>(model);
        Assert.Equal("t", engine.Predict(new Work { Title = "t" }).Nowhere);
        Assert.Equal(0, computed);
    }

    [Fact]
    public void The_schema_of_a_saved_model_gives_the_input_its_types()
    {
        IDataView data = _ml.Data.LoadFromEnumerable([new { Key = "b" }, new { Key = "a" }]);
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Key").Append(_ml.Transforms.SelectColumns("Key")).Fit(data)
            .Transform(data);
        ITransformer model = _ml.Transforms.Conversion.MapKeyToValue("Nowhere", "Key").Fit(keyed);
        using var engine = _ml.Model.CreatePredictionEngine<RawKey, OnlyNowhere>(model, keyed.Schema);
        Assert.Equal("a", engine.Predict(new RawKey { Key = 2 }).Nowhere);
    }

    private PredictionEngine<Work, TOut> Engine<TOut>()
        where TOut : class, new()
        => _ml.Model.CreatePredictionEngine<Work, TOut>(Pipeline().Fit(_ml.Data.LoadFromEnumerable(Work.Some(1))));

    private EstimatorChain<Microsoft.ML.Transforms.ColumnCopyingTransformer> Pipeline()
        => _ml.Transforms.CustomMapping(new DescribingFactory().GetMapping(), DescribingFactory.Contract)
            .Append(_ml.Transforms.CopyColumns("Copy", "Numbers"));

    private sealed class RawKey
    {
        public uint Key { get; set; }
    }

    private sealed class NeedsMore
    {
        public string Text { get; set; } = "";

        public string Nowhere { get; set; } = "";
    }

    private sealed class OnlyNowhere
    {
        public string Nowhere { get; set; } = "";
    }

    private sealed class Disposable(ITransformer inner) : ITransformer, IDisposable
    {
        public int Disposals { get; private set; }

        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);

        public void Dispose() => Disposals++;
    }
}
