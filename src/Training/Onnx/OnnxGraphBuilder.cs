using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;
using Tensor = TorchSharp.torch.Tensor;

namespace Pix2Pitch.Training.Onnx;

/// <summary>Builds an ONNX graph node by node. Every method that adds something returns the name of its value.</summary>
/// <param name="name">The graph's name.</param>
/// <param name="half">Whether the weights of convolutions are stored as float16.</param>
internal sealed class OnnxGraphBuilder(string name, bool half)
{
    private readonly GraphProto _graph = new() { Name = name };
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<string> _shared = [];
    private readonly Stack<GraphProto> _bodies = new(); // the last one receives the nodes while the body of a loop is written

    /// <summary>Version of the operators (opset): the first with <c>BitwiseAnd</c> and <c>BitwiseXor</c>.</summary>
    public const int Opset = 18;

    private const int IrVersion = 8;

    /// <summary>Adds an input. A dimension is a number, or a name if it can vary.</summary>
    public string Input(string name, DataType type, string doc, params object[] dimensions)
    {
        _graph.Input.Add(Value(name, type, doc, dimensions));
        return name;
    }

    /// <summary>Adds a float32 output, and renames the value that it gets.</summary>
    public void Output(string value, string name, string doc, params object[] dimensions)
    {
        _graph.Output.Add(Value(name, DataType.Float, doc, dimensions));
        foreach (NodeProto node in _graph.Node)
        {
            Rename(node.Input);
            Rename(node.Output);
        }

        void Rename(Google.Protobuf.Collections.RepeatedField<string> names)
        {
            for (int i = 0; i < names.Count; i++)
            {
                if (names[i] == value)
                    names[i] = name;
            }
        }
    }

    /// <summary>Adds weights as float32.</summary>
    public string Weights(string name, Tensor tensor)
    {
        using Tensor values = tensor.detach().cpu();
        return Floats(name, values.data<float>().ToArray(), values.shape);
    }

    /// <summary>Adds weights as float32, which are stored once if they are used in several places.</summary>
    public string SharedWeights(string name, Tensor tensor) => _shared.Contains(name) ? name : Weights(name, tensor);

    /// <summary>Adds the weights of a convolution. If they are stored as float16, they are cast to float32 when the model is loaded.</summary>
    public string ConvolutionWeights(string name, Tensor tensor)
    {
        if (!half)
            return Weights(name, tensor);
        using Tensor values = tensor.detach().cpu();
        var halves = new Half[values.numel()];
        TensorPrimitives.ConvertToHalf(values.data<float>().ToArray(), halves);
        // A constant node instead of an initializer, because ML.NET's OnnxTransformer does not accept float16 initializers.
        var stored = new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = Tensor(name + ".half", DataType.Float16, MemoryMarshal.AsBytes(halves.AsSpan()), values.shape),
        };
        return NamedNode("Cast", [NamedNode("Constant", [], name + ".half", stored)], name, Int("to", (long)DataType.Float));
    }

    /// <summary>Adds a float32 constant; the values are in C order. A name stands for the same values wherever it is used, and they are stored once.</summary>
    public string Floats(string name, float[] values, params long[] dimensions)
    {
        if (_shared.Add(name)) _graph.Initializer.Add(Tensor(name, DataType.Float, MemoryMarshal.AsBytes(values.AsSpan()), dimensions));
        return name;
    }

    /// <summary>A float32 number. Equal numbers are stored once.</summary>
    public string Number(float value) => Floats("number " + value.ToString(CultureInfo.InvariantCulture), [value]);

    /// <summary>An int64 number. Equal numbers are stored once.</summary>
    public string Integer(long value)
    {
        string name = "integer " + value.ToString(CultureInfo.InvariantCulture);
        if (_shared.Add(name))
            _graph.Initializer.Add(Tensor(name, DataType.Int64, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value)), []));
        return name;
    }

    /// <summary>An int64 list, such as a shape or indices. Equal lists are stored once.</summary>
    public string Integers(params long[] values)
    {
        string name = "integers " + string.Join(' ', values);
        if (_shared.Add(name))
            _graph.Initializer.Add(Tensor(name, DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]));
        return name;
    }

    /// <summary>Adds a node with one output.</summary>
    public string Node(string operation, string[] inputs, params AttributeProto[] attributes)
    {
        int count = _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
        return NamedNode(operation, inputs, $"{operation}_{count}", attributes);
    }

    /// <summary>
    /// Adds a loop (<c>Loop</c>). Inside the body all values of the graph can be used, and other loops added.
    /// </summary>
    /// <param name="states">The first values of what one round hands to the next.</param>
    /// <param name="maxRounds">The largest number of rounds.</param>
    /// <param name="body">
    /// Writes a round: from its number [1] and the states to whether another round follows (a Boolean without dimensions), the next states, and outputs. A value can be one of these only once.
    /// </param>
    /// <returns>The states after the last round, and the outputs, with a first axis for the rounds.</returns>
    public (string[] States, string[] Outputs) Loop(
        (string Value, DataType Type)[] states, int maxRounds, Func<string, string[], (string GoesOn, string[] States, (string Value, DataType Type)[] Outputs)> body)
    {
        int count = _counts["Loop"] = _counts.GetValueOrDefault("Loop") + 1;
        string prefix = $"Loop_{count}", number = $"{prefix}_number", isRunning = $"{prefix}_is_running";
        var graph = new GraphProto { Name = prefix };
        _bodies.Push(graph);
        string[] inner = [.. states.Select((_, i) => $"{prefix}_state_{i}")];
        (string goesOn, string[] next, (string Value, DataType Type)[] outputs) = body(Node("Reshape", [number, Integers(1)]), inner);
        graph.Input.Add([Value(number, DataType.Int64, "", []), Value(isRunning, DataType.Bool, "", []), .. inner.Select((each, i) => Value(each, states[i].Type, ""))]);
        graph.Output.Add([Value(goesOn, DataType.Bool, "", []), .. next.Select((each, i) => Value(each, states[i].Type, "")), .. outputs.Select(each => Value(each.Value, each.Type, ""))]);
        _bodies.Pop();
        string[] last = [.. states.Select((_, i) => $"{prefix}_last_{i}")], results = [.. outputs.Select((_, i) => $"{prefix}_output_{i}")];
        Current.Node.Add(new NodeProto
        {
            OpType = "Loop",
            Name = prefix,
            Input = { Integer(maxRounds), "", states.Select(each => each.Value) },
            Output = { last, results },
            Attribute = { new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = graph } },
        });
        return (last, results);
    }

    /// <summary>Adds a node that repeats the rows and columns of [N, channels, H, W].</summary>
    public string Enlarged(string input, int rows, int columns)
    {
        string scales = $"numbers 1 1 {rows} {columns}";
        Floats(scales, [1, 1, rows, columns], 4);
        return Node("Resize", [input, "", scales], Text("mode", "nearest"), Text("coordinate_transformation_mode", "asymmetric"), Text("nearest_mode", "floor"));
    }

    /// <summary>Adds nodes that append the mean of each channel of <paramref name="features"/> to <paramref name="condition"/>.</summary>
    public string WithMeans(string condition, string features, int channels)
        => Node("Concat", [condition, Node("Reshape", [Node("GlobalAveragePool", [features]), Integers(-1, channels)])], Int("axis", 1));

    /// <summary>The complete model.</summary>
    public ModelProto ToModel(IReadOnlyDictionary<string, string> metadata, string doc) => new()
    {
        IrVersion = IrVersion,
        ProducerName = "Pix2Pitch",
        ProducerVersion = typeof(OnnxGraphBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
        DocString = doc,
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        MetadataProps = { metadata.Select(p => new StringStringEntryProto { Key = p.Key, Value = p.Value }) },
    };

    public static AttributeProto Float(string name, double value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = (float)value };

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Ints(string name, params long[] values) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private GraphProto Current => _bodies.TryPeek(out GraphProto? body) ? body : _graph;

    private string NamedNode(string operation, string[] inputs, string output, params AttributeProto[] attributes)
    {
        Current.Node.Add(new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    private static TensorProto Tensor(string name, DataType type, ReadOnlySpan<byte> bytes, long[] dimensions)
        => new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes), Dims = { dimensions } };

    private static ValueInfoProto Value(string name, DataType type, string doc)
        => new() { Name = name, DocString = doc, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } } };

    private static ValueInfoProto Value(string name, DataType type, string doc, object[] dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (object dimension in dimensions)
        {
            shape.Dim.Add(dimension is string variable
                ? new TensorShapeProto.Types.Dimension { DimParam = variable }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dimension, CultureInfo.InvariantCulture) });
        }
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape };
        return new ValueInfoProto { Name = name, DocString = doc, Type = new TypeProto { TensorType = tensor } };
    }
}
