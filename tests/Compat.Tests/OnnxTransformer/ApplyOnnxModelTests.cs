using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

namespace Pix2Pitch.Compat.Tests.OnnxTransformer;

public sealed class ApplyOnnxModelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx models ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData("N")]
    public void A_model_is_applied_to_each_row_and_an_unknown_batch_is_one(object batch)
    {
        IDataView data = Data(3);
        ITransformer model = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh(batch, 3, 2, 2)).Fit(data);

        Assert.Equal("Vector<Single, 1, 3, 2, 2>", model.GetOutputSchema(data.Schema)["output"].Type.ToString());
        Result[] rows = Rows(model.Transform(data));
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => AssertTanh(row.input, row.output));
    }

    [Fact]
    public void The_schema_before_Fit_is_the_schema_after()
    {
        IDataView data = Data(1);
        SchemaShape? before = null;
        var chain = _ml.Transforms.CopyColumns("copy", "input").Append(_ml.Transforms.ApplyOnnxModel(Tanh("N", 3, 2, 2)));
        new EstimatorChain<ITransformer>().Append(chain).Append(new Look(_ml, shape => before = shape)).Fit(data);
        DataViewSchema after = chain.Fit(data).GetOutputSchema(data.Schema);

        SchemaShape.Column output = before!.Single(column => column.Name == "output");
        Assert.Equal(SchemaShape.Column.VectorKind.Vector, output.Kind);
        Assert.Equal(NumberDataViewType.Single, output.ItemType);
        Assert.Equal(after.Select(column => column.Name).Order(), before!.Select(column => column.Name).Order());
    }

    [Fact]
    public void Vectors_of_unknown_size_are_taken()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<AnySize>([new AnySize { input = [.. Enumerable.Range(0, 12).Select(i => i / 12f)] }]);
        Assert.False(((VectorDataViewType)data.Schema["input"].Type).IsKnownSize);
        Result row = Rows(_ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 2, 2)).Fit(data).Transform(data)).Single();
        AssertTanh(row.input, row.output);
    }

    [Fact]
    public void Sparse_vectors_are_taken()
    {
        IDataView data = _ml.Data.LoadFromEnumerable<Buffered>([new Buffered { input = new VBuffer<float>(12, 1, [1], [7]) }]);
        Result row = Rows(_ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 2, 2)).Fit(data).Transform(data)).Single();
        AssertTanh([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], row.output);
    }

    [Fact]
    public void A_vector_of_the_wrong_length_is_refused_with_both_sizes()
    {
        IDataView data = Data(1);
        Exception? known = Record.Exception(() => _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 4, 4)).Fit(data));
        Assert.Contains("12", Assert.IsType<InvalidOperationException>(known).Message);
        Assert.Contains("input", known.Message);

        IDataView unknown = _ml.Data.LoadFromEnumerable<AnySize>([new AnySize { input = [1, 2, 3] }]);
        IDataView output = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 4, 4)).Fit(unknown).Transform(unknown);
        Assert.ThrowsAny<Exception>(() => Rows(output));
    }

    [Fact]
    public void One_more_unknown_dimension_follows_from_the_data()
    {
        IDataView data = Data(1);
        ITransformer model = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, "H", 2)).Fit(data);
        Result row = Rows(model.Transform(data)).Single();
        AssertTanh(row.input, row.output);
    }

    [Fact]
    public void Several_unknown_dimensions_need_a_shape_dictionary()
    {
        IDataView data = Data(1);
        string file = Tanh("N", 3, "H", "W");
        Assert.ThrowsAny<Exception>(() => Rows(_ml.Transforms.ApplyOnnxModel("output", "input", file).Fit(data).Transform(data)));

        var shapes = new Dictionary<string, int[]> { ["input"] = [1, 3, 2, 2], ["output"] = [1, 3, 2, 2] };
        ITransformer model = _ml.Transforms.ApplyOnnxModel("output", "input", file, shapes).Fit(data);
        Assert.Equal("Vector<Single, 1, 3, 2, 2>", model.GetOutputSchema(data.Schema)["output"].Type.ToString());
        Result row = Rows(model.Transform(data)).Single();
        AssertTanh(row.input, row.output);
    }

    [Fact]
    public void A_shape_dictionary_that_contradicts_the_model_is_refused()
    {
        var shapes = new Dictionary<string, int[]> { ["input"] = [1, 4, 2, 2] };
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 2, 2), shapes).Fit(Data(1)));
    }

    [Fact]
    public void A_model_with_several_inputs_and_outputs_runs_once_for_a_row()
    {
        File.WriteAllBytes(PathOf("sum.onnx"), OnnxGraph.SumAndTanh(1, 2));
        int computed = 0;
        IDataView rows = _ml.Data.LoadFromEnumerable([new { Number = 1f }, new { Number = 2f }]);
        var chain = _ml.Transforms.CustomMapping<Numbered, Inputs>(
            (from, to) =>
            {
                computed++;
                (to.a, to.b) = ([from.Number, 1], [10, 20]);
            },
            null).Append(_ml.Transforms.ApplyOnnxModel(["Sum", "Tanh"], ["a", "b"], PathOf("sum.onnx")));
        IDataView data = chain.Fit(rows).Transform(rows);

        Sums[] sums = [.. _ml.Data.CreateEnumerable<Sums>(data, reuseRowObject: false)];
        Assert.Equal([11, 21], sums[0].Sum);
        Assert.Equal([12, 21], sums[1].Sum);
        Assert.Equal(MathF.Tanh(2), sums[1].Tanh[0], 1e-6f);
        Assert.Equal(2, computed);

        IDataView one = _ml.Transforms.ApplyOnnxModel(["Sum"], ["a", "b"], PathOf("sum.onnx")).Fit(data).Transform(data);
        Assert.Equal([11, 21], one.GetColumn<float[]>("Sum").First());
    }

    [Fact]
    public void Nothing_runs_until_an_output_is_asked_for()
    {
        IDataView broken = _ml.Data.LoadFromEnumerable<AnySize>([new AnySize { input = [1, 2, 3] }]);
        IDataView data = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 4, 4)).Fit(broken).Transform(broken);
        Assert.Equal(3, data.GetColumn<float[]>("input").Single().Length);
        Assert.ThrowsAny<Exception>(() => data.GetColumn<float[]>("output").Single());
    }

    [Fact]
    public void A_missing_column_and_a_column_of_another_type_are_named()
    {
        string file = Tanh("N", 3, 2, 2);
        var missing = Assert.ThrowsAny<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ApplyOnnxModel("output", "input", file).Fit(_ml.Data.LoadFromEnumerable([new { other = 1f }])));
        Assert.Contains("'input'", missing.Message);
        Assert.Equal("inputSchema", missing.ParamName);

        var wrong = Assert.ThrowsAny<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ApplyOnnxModel("output", "input", file).Fit(_ml.Data.LoadFromEnumerable([new { input = "text" }])));
        Assert.Contains("'input'", wrong.Message);
        Assert.Contains("expected", wrong.Message);
    }

    [Fact]
    public void Names_that_the_graph_does_not_have_are_refused()
    {
        IDataView data = Data(1);
        var options = new OnnxOptions { ModelFile = Tanh(1, 3, 2, 2), InputColumns = ["Pixels"], OutputColumns = ["output"] };
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ApplyOnnxModel(options)
            .Fit(_ml.Transforms.CopyColumns("Pixels", "input").Fit(data).Transform(data)));
    }

    [Fact]
    public void A_model_may_come_from_a_stream_and_with_options()
    {
        IDataView data = Data(2);
        using FileStream stream = File.OpenRead(Tanh("N", 3, 2, 2));
        Assert.Equal(2, Rows(_ml.Transforms.ApplyOnnxModel("output", "input", stream).Fit(data).Transform(data)).Length);

        var options = new OnnxOptions { ModelFile = Tanh("N", 3, 2, 2), IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        Assert.Equal(2, Rows(_ml.Transforms.ApplyOnnxModel(options).Fit(data).Transform(data)).Length);
    }

    [Fact]
    public void The_saved_model_needs_no_other_file()
    {
        IDataView data = Data(2);
        string file = Tanh("N", 3, "H", "W");
        var shapes = new Dictionary<string, int[]> { ["input"] = [1, 3, 2, 2], ["output"] = [1, 3, 2, 2] };
        ITransformer model = _ml.Transforms.ApplyOnnxModel("output", "input", file, shapes).Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        File.Delete(file);
        stream.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(Rows(model.Transform(data)).Select(row => row.output), Rows(loaded.Transform(data)).Select(row => row.output));
        Assert.Equal(model.GetOutputSchema(data.Schema)["output"].Type, loaded.GetOutputSchema(data.Schema)["output"].Type);
    }

    [Fact]
    public void Cursors_on_several_threads_give_the_values_of_one()
    {
        IDataView data = Data(40);
        IDataView output = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 2, 2)).Fit(data).Transform(data);
        float[][] expected = [.. output.GetColumn<float[]>("output")];
        var read = new float[6][][];
        Parallel.For(0, 6, i => read[i] = [.. output.GetColumn<float[]>("output")]);
        Assert.All(read, rows => Assert.Equal(expected, rows));
    }

    [Fact]
    public void A_prediction_engine_disposes_of_the_model()
    {
        IDataView data = Data(1);
        ITransformer model = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 2, 2)).Fit(data);
        using (var engine = _ml.Model.CreatePredictionEngine<Input, Result>(model))
        {
            Result row = engine.Predict(new Input { input = [.. Enumerable.Range(0, 12).Select(i => (float)i)] });
            AssertTanh(row.input, row.output);
        }
        Assert.IsAssignableFrom<IDisposable>(model);
        ((IDisposable)model).Dispose();
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        File.WriteAllText(PathOf("no.onnx"), "this is no ONNX model");
        File.WriteAllBytes(PathOf("empty.onnx"), []);
        File.WriteAllBytes(PathOf("cut.onnx"), OnnxGraph.Unary("Tanh", "input", "output", "N", 3)[..40]);
        foreach (string file in new[] { "no.onnx", "empty.onnx", "cut.onnx" })
            Assert.Throws<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel("output", "input", PathOf(file)).Fit(Data(1)));
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.ApplyOnnxModel("output", "input", PathOf("nowhere.onnx")).Fit(Data(1)));
    }

    [Fact]
    public void Without_a_GPU_the_CPU_does_the_work_if_it_may()
    {
        var messages = new List<LoggingEventArgs>();
        _ml.Log += (_, message) => messages.Add(message);
        IDataView data = Data(1);
        var estimator = _ml.Transforms.ApplyOnnxModel("output", "input", Tanh("N", 3, 2, 2), gpuDeviceId: 0, fallbackToCpu: true);
        Result row = Rows(estimator.Fit(data).Transform(data)).Single();
        AssertTanh(row.input, row.output);
        Assert.All(messages, message => Assert.NotEqual(ChannelMessageKind.Error, message.Kind));
    }

    private static void AssertTanh(float[] input, float[] output)
    {
        Assert.Equal(input.Length, output.Length);
        for (int i = 0; i < input.Length; i++) Assert.Equal(MathF.Tanh(input[i]), output[i], 1e-6f);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Tanh(params object[] dimensions)
    {
        string file = PathOf($"tanh-{string.Join('-', dimensions)}.onnx");
        File.WriteAllBytes(file, OnnxGraph.Unary("Tanh", "input", "output", dimensions));
        return file;
    }

    private IDataView Data(int rows)
        => _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, rows).Select(i => new Input { input = [.. Enumerable.Range(i, 12).Select(x => x / 10f)] }).ToArray());

    private Result[] Rows(IDataView data) => [.. _ml.Data.CreateEnumerable<Result>(data, reuseRowObject: false)];

#pragma warning disable IDE1006 // the names are those of the graph
    private sealed class Input
    {
        [VectorType(3, 2, 2)]
        public float[] input { get; set; } = [];
    }

    private sealed class AnySize
    {
        public float[] input { get; set; } = [];
    }

    private sealed class Buffered
    {
        [VectorType(12)]
        public VBuffer<float> input { get; set; }
    }

    private sealed class Result
    {
        public float[] input { get; set; } = [];

        public float[] output { get; set; } = [];
    }

    private sealed class Inputs
    {
        [VectorType(2)]
        public float[] a { get; set; } = [];

        [VectorType(2)]
        public float[] b { get; set; } = [];
    }
#pragma warning restore IDE1006

    private sealed class Numbered
    {
        public float Number { get; set; }
    }

    private sealed class Sums
    {
        public float[] Sum { get; set; } = [];

        public float[] Tanh { get; set; } = [];
    }

    private sealed class Look(MLContext ml, Action<SchemaShape> look) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => ml.Transforms.CopyColumns("looked", "input").Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            look(inputSchema);
            return inputSchema;
        }
    }
}
