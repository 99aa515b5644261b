using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pix2Pitch.Compat.Tests.ML;

/// <summary>A pipeline of estimators, one of them a third party's whose transformer is its own view, row and cursor.</summary>
public class PatternTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;
    private readonly ITransformer _model;

    public PatternTests()
    {
        _data = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 6).Select(i => new Painting { ImagePath = $"img{i}.png", Style = i % 2 == 0 ? "cubism" : "pop" }));
        _model = new ToyLoadingEstimator(_ml, "Pixels", "ImagePath", new ToyOptions(4, 2f))
            .Append(_ml.Transforms.Conversion.MapValueToKey("StyleKey", "Style"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("StyleBack", "StyleKey"))
            .Append(_ml.Transforms.CopyColumns("Copy", "Pixels"))
            .Fit(_data);
    }

    [Fact]
    public void The_pipeline_gives_pixels_and_styles()
    {
        Result[] rows = Rows(_model);
        Assert.Equal(6, rows.Length);
        Assert.Equal(48, rows[0].Pixels.Length);
        Assert.Equal("pop", rows[1].StyleBack);
        Assert.Equal(rows[2].Pixels, rows[2].Copy);
        Assert.Equal(3, _model.Transform(_data).Preview(3).RowView.Length);
        Assert.True(_model.IsRowToRowMapper);
    }

    [Fact]
    public void It_can_be_cached_split_and_shuffled()
    {
        IDataView data = _model.Transform(_data);
        Assert.Equal(6, _ml.Data.CreateEnumerable<Result>(_ml.Data.Cache(data), false).Count());
        var split = _ml.Data.TrainTestSplit(data, 0.5, seed: 3);
        Assert.Equal(6, new[] { split.TrainSet, split.TestSet }.Sum(side => _ml.Data.CreateEnumerable<Result>(side, false).Count()));
        Assert.Equal(6, _ml.Data.CreateEnumerable<Result>(_ml.Data.ShuffleRows(data, seed: 1), false).Count());
    }

    [Fact]
    public void An_engine_gives_the_same()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Painting, Result>(_model);
        Assert.Equal(Rows(_model)[3].Pixels, engine.Predict(new Painting { ImagePath = "img3.png", Style = "pop" }).Pixels);
    }

    [Fact]
    public void It_is_saved_as_the_built_in_parts_that_it_is_made_of()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_model, _data.Schema, stream);
        stream.Position = 0;
        var fresh = new MLContext();
        ITransformer loaded = fresh.Model.Load(stream, out DataViewSchema schema);

        Assert.Equal(Rows(_model).Select(row => row.Pixels), Rows(loaded).Select(row => row.Pixels));
        Assert.Equal(_model.GetOutputSchema(schema)["Pixels"].Type, loaded.GetOutputSchema(schema)["Pixels"].Type);
        Assert.Equal(4, ((TransformerChain<ITransformer>)loaded).Count());
        using var engine = fresh.Model.CreatePredictionEngine<Painting, Result>(loaded, schema);
        Assert.Equal(Rows(_model)[3].Pixels[5], engine.Predict(new Painting { ImagePath = "img3.png", Style = "pop" }).Pixels[5]);
    }

    [Fact]
    public void A_mapping_keeps_its_schema_definitions_until_it_is_saved()
    {
        SchemaDefinition output = SchemaDefinition.Create(typeof(ToyPixels));
        output[0].ColumnName = "X";
        output[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, 4, 4);
        SchemaDefinition input = SchemaDefinition.Create(typeof(ToyInput));
        input[0].ColumnName = "ImagePath";
        input[1].ColumnName = "Style";
        ITransformer model = _ml.Transforms.CustomMapping(new ToyFactory().GetMapping(), ToyFactory.Contract, input, output).Fit(_data);
        Assert.Equal("Vector<Single, 3, 4, 4>", model.GetOutputSchema(_data.Schema)["X"].Type.ToString());

        using var stream = new MemoryStream();
        _ml.Model.Save(model, _data.Schema, stream);
        stream.Position = 0;
        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(stream, out _).GetOutputSchema(_data.Schema));
    }

    private Result[] Rows(ITransformer model) => [.. _ml.Data.CreateEnumerable<Result>(model.Transform(_data), reuseRowObject: false)];

    private sealed class Painting
    {
        public string ImagePath { get; set; } = "";

        public string Style { get; set; } = "";
    }

    private sealed class Result
    {
        public float[] Pixels { get; set; } = [];

        public float[] Copy { get; set; } = [];

        public string StyleBack { get; set; } = "";

        [KeyType(10)]
        public uint StyleKey { get; set; }
    }
}
