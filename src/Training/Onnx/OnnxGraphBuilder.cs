using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Pix2Pitch.Training.Onnx.Proto;

namespace Pix2Pitch.Training.Onnx;

/// <summary>Puts an ONNX graph together node by node. Every method gives back the name of the value that it made.</summary>
internal sealed class OnnxGraphBuilder(string name)
{
    private readonly GraphProto _graph = new() { Name = name };
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Version of the operators.</summary>
    public const int Opset = 17;

    private const int IrVersion = 8;

    /// <summary>Declares an input of float numbers; a dimension is a number or, for one that may vary, a name.</summary>
    public string Input(string name, string doc, params object[] dimensions)
    {
        _graph.Input.Add(Value(name, doc, dimensions));
        return name;
    }

    /// <summary>Declares an output and gives it the value of another name.</summary>
    public void Output(string value, string name, string doc, params object[] dimensions)
    {
        _graph.Output.Add(Value(name, doc, dimensions));
        foreach (NodeProto node in _graph.Node)
        {
            for (int i = 0; i < node.Output.Count; i++)
            {
                if (node.Output[i] == value)
                    node.Output[i] = name;
            }
        }
    }

    /// <summary>A constant of float numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The numbers in C order.</param>
    /// <param name="half">Whether they are stored as float16 and cast when the model runs.</param>
    /// <param name="dimensions">Its shape.</param>
    public string Constant(string name, ReadOnlySpan<float> values, bool half, params long[] dimensions)
    {
        if (!half)
        {
            Store(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), dimensions);
            return name;
        }
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        Store(name + ".half", TensorProto.Types.DataType.Float16, MemoryMarshal.AsBytes(halves.AsSpan()), dimensions);
        return Node("Cast", [name + ".half"], name, Int("to", (long)TensorProto.Types.DataType.Float));
    }

    /// <summary>A constant list of whole numbers: a shape, or positions.</summary>
    public string Integers(string name, params long[] values)
    {
        Store(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]);
        return name;
    }

    /// <summary>A node with one output.</summary>
    public string Node(string operation, string[] inputs, params AttributeProto[] attributes)
    {
        int count = _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
        return Node(operation, inputs, $"{operation}_{count}", attributes);
    }

    /// <summary>A node whose one output has a given name.</summary>
    public string Node(string operation, string[] inputs, string output, params AttributeProto[] attributes)
    {
        _graph.Node.Add(new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return output;
    }

    /// <summary>The whole model.</summary>
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

    private void Store(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, long[] dimensions)
        => _graph.Initializer.Add(new TensorProto { Name = name, DataType = type, RawData = ByteString.CopyFrom(bytes), Dims = { dimensions } });

    private static ValueInfoProto Value(string name, string doc, object[] dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (object dimension in dimensions)
        {
            shape.Dim.Add(dimension is string variable
                ? new TensorShapeProto.Types.Dimension { DimParam = variable }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dimension) });
        }
        var tensor = new TypeProto.Types.Tensor { ElemType = TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, DocString = doc, Type = new TypeProto { TensorType = tensor } };
    }
}
