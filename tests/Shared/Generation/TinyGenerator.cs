using Google.Protobuf;
using Onnx;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Tests;

/// <summary>
/// An ONNX file with the inputs and the output of a real generator and a very small graph: for frame f,
/// tanh(2.5 x the painting's mean colour + 0.1 x creativity x sin(seed + f) + 0.3 x the style's number
/// + the mean of the embedding, if it has this input).
/// </summary>
internal static class TinyGenerator
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="size">Side of the painting and of the mel-spectrogram.</param>
    /// <param name="properties">The file's metadata.</param>
    /// <param name="styles">Length of the style vector.</param>
    /// <param name="embeddingLength">Length of the embedding; 0 for a generator without this input.</param>
    /// <param name="change">Changes the model before it is written.</param>
    public static string Write(string path, int size, IReadOnlyDictionary<string, string> properties, int styles = 5, int embeddingLength = 0, Action<ModelProto>? change = null)
    {
        ModelProto model = Model(size, styles, properties);
        if (embeddingLength > 0) AddEmbedding(model.Graph, embeddingLength);
        change?.Invoke(model);
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    /// <summary>
    /// Writes a generator of paintings: for band b, frame f and the factors 1, -0.5 and 0.25 of red, green and blue,
    /// tanh(factor x mel-spectrogram + 0.1 x creativity x sin(seed + f) + 0.3 x the style's number).
    /// </summary>
    public static string WritePainter(string path, int size, IReadOnlyDictionary<string, string> properties, Action<ModelProto>? change = null) => Write(path, size, properties, change: model =>
    {
        GraphProto graph = model.Graph;
        graph.Input[0] = Value("MelSpectrogram", DataType.Float, 1, size, size);
        graph.Output[0] = Value("Painting", DataType.Float, 3, size, size);
        graph.Initializer.Add(Floats("colors", [1, 3, 1, 1], 1, -0.5f, 0.25f));
        graph.Node.RemoveAt(0);
        graph.Node[0] = Node("Mul", ["MelSpectrogram", "colors"], "loud");
        graph.Node[^1] = Node("Tanh", ["styled"], "Painting");
        change?.Invoke(model);
    });

    /// <summary>Adds a loop with 2^40 iterations for each number of the seed. It does not change the output.</summary>
    public static void AddLoop(ModelProto model)
    {
        GraphProto graph = model.Graph;
        var body = new GraphProto
        {
            Name = "body",
            Input = { Scalar("iteration", DataType.Int64), Scalar("goesOn", DataType.Bool), Scalar("sum", DataType.Float) },
            Node = { Node("Identity", ["goesOn"], "goesOnStill"), Node("Add", ["sum", "step"], "nextSum") },
            Output = { Scalar("goesOnStill", DataType.Bool), Scalar("nextSum", DataType.Float) },
        };
        string output = graph.Output[0].Name;
        (graph.Node[^1].Name, graph.Node[^1].Output[0]) = ("looped", "looped");
        graph.Initializer.Add([Integers("iterations", 1L << 40), Integers("single", -1), Floats("step", [], 1), Floats("start", [], 0), Floats("nothing", [], 0)]);
        graph.Node.Add(
        [
            Node("Cast", ["Seed"], "wideSeed", Attribute("to", (long)DataType.Int64)),
            Node("Mul", ["wideSeed", "iterations"], "countOfRow"),
            Node("Reshape", ["countOfRow", "single"], "count"),
            Node("Loop", ["count", "", "start"], "end", new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = body }),
            Node("Mul", ["end", "nothing"], "zero"),
            Node("Add", ["looped", "zero"], output),
        ]);

        static ValueInfoProto Scalar(string name, DataType type)
            => new() { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto() } } };
    }

    private static ModelProto Model(int size, int styles, IReadOnlyDictionary<string, string> properties) => new()
    {
        IrVersion = 8,
        ProducerName = "tests",
        OpsetImport = { new OperatorSetIdProto { Version = 18 } },
        MetadataProps = { properties.Select(p => new StringStringEntryProto { Key = p.Key, Value = p.Value }) },
        Graph = new GraphProto
        {
            Name = "tiny",
            Input =
            {
                Value("Painting", DataType.Float, 3, size, size), Value("Style", DataType.Float, styles),
                Value("Seed", DataType.Int32, 1), Value("Creativity", DataType.Float, 1),
            },
            Output = { Value("MelSpectrogram", DataType.Float, 1, size, size) },
            Initializer =
            {
                Floats("gain", [1], 2.5f), Floats("noiseGain", [1], 0.1f), Floats("table", [styles, 1], [.. Enumerable.Range(1, styles).Select(i => 0.3f * i)]),
                Floats("frames", [1, 1, size], [.. Enumerable.Range(0, size).Select(i => (float)i)]), Integers("axis", 1), Integers("column", -1, 1, 1, 1),
            },
            Node =
            {
                Node("ReduceMean", ["Painting", "axis"], "grey", Attribute("keepdims", 1)),
                Node("Mul", ["grey", "gain"], "loud"),
                Node("Cast", ["Seed"], "seedNumber", Attribute("to", (long)DataType.Float)),
                Node("Reshape", ["seedNumber", "column"], "seedColumn"),
                Node("Add", ["seedColumn", "frames"], "angle"),
                Node("Sin", ["angle"], "wave"),
                Node("Mul", ["wave", "noiseGain"], "fullNoise"),
                Node("Reshape", ["Creativity", "column"], "creativityColumn"),
                Node("Mul", ["fullNoise", "creativityColumn"], "noise"),
                Node("MatMul", ["Style", "table"], "styleNumber"),
                Node("Reshape", ["styleNumber", "column"], "styleColumn"),
                Node("Add", ["loud", "noise"], "noisy"),
                Node("Add", ["noisy", "styleColumn"], "styled"),
                Node("Tanh", ["styled"], "MelSpectrogram"),
            },
        },
    };

    private static void AddEmbedding(GraphProto graph, int length)
    {
        graph.Input.Add(Value("Embedding", DataType.Float, length));
        graph.Node.RemoveAt(graph.Node.Count - 1);
        graph.Node.Add(
        [
            Node("ReduceMean", ["Embedding", "axis"], "embeddingMean", Attribute("keepdims", 1)),
            Node("Reshape", ["embeddingMean", "column"], "embeddingColumn"),
            Node("Add", ["styled", "embeddingColumn"], "embedded"),
            Node("Tanh", ["embedded"], "MelSpectrogram"),
        ]);
    }

    public static NodeProto Node(string type, string[] inputs, string output, params AttributeProto[] attributes)
        => new() { OpType = type, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static TensorProto Floats(string name, long[] shape, params float[] values)
        => new() { Name = name, DataType = (int)DataType.Float, Dims = { shape }, FloatData = { values } };

    public static TensorProto Integers(string name, params long[] values)
        => new() { Name = name, DataType = (int)DataType.Int64, Dims = { values.Length }, Int64Data = { values } };

    // A tensor whose first dimension, the batch, is called N.
    public static ValueInfoProto Value(string name, DataType type, params long[] shape)
    {
        var dimensions = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        dimensions.Dim.Add(shape.Select(d => new TensorShapeProto.Types.Dimension { DimValue = d }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } } };
    }
}
