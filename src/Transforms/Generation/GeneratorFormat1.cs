using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;

namespace Pix2Pitch.Generation;

/// <summary>
/// Reads model files of format 1, which Pix2Pitch wrote in the first week of 0.1. Their graph has the noise as an input, which the program computed from the seed. Here the graph gets the
/// nodes that compute it, and is then one of format 2: the same seed gives the music that it gave then.
/// </summary>
/// <remarks>
/// The noise of then: bit b of number i of SplitMix64 (Steele, Lea and Flood 2014), started with the low 32 bits of the seed, decides value 64 i + b; 0 is -1 and 1 is +1, times the creativity.
/// </remarks>
internal static class GeneratorFormat1
{
    public const int Format = 1;

    private const string StyleInput = "StyleVector";
    private const string NoiseInput = "Noise";
    private const string NoiseLengthKey = GeneratorMetadata.KeyPrefix + "noise-length";
    private const string Prefix = "format1/"; // of all names that are added
    private const int MaxNoise = 1 << 28;
    private const int Opset = 18; // has BitwiseXor and BitwiseAnd; format 1 has opset 17, and its operators are the same in both
    private const int Bits = 64;

    /// <summary>Makes a model file of format 2 of one of format 1, with its metadata.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="model">The model, which is changed.</param>
    /// <param name="properties">Its metadata, which is changed.</param>
    /// <exception cref="Pix2PitchException">The metadata is damaged, or the graph is not what it describes.</exception>
    public static void Convert(string path, ModelProto model, Dictionary<string, string> properties)
    {
        int length = new PropertyReader(properties, path).Number(NoiseLengthKey, 0, MaxNoise);
        properties[GeneratorMetadata.FormatKey] = $"{GeneratorMetadata.CurrentFormat}";
        properties.Remove(NoiseLengthKey);
        GraphProto graph = model.Graph ?? new GraphProto();
        graph.Input.Add(Input(GeneratorFile.SeedInput, TensorProto.Types.DataType.Int32));
        graph.Input.Add(Input(GeneratorFile.CreativityInput, TensorProto.Types.DataType.Float));
        Rename(graph, StyleInput, GeneratorFile.StyleInput);
        if (length == 0) return;
        GeneratorFile.RequireTensor(path, graph.Input, NoiseInput, TensorProto.Types.DataType.Float, length);
        graph.Input.Remove(graph.Input.Single(input => input.Name == NoiseInput));
        AddNoise(graph, length);
        foreach (OperatorSetIdProto opset in model.OpsetImport.Where(opset => opset.Domain.Length == 0)) opset.Version = Math.Max(opset.Version, Opset);
    }

    private static ValueInfoProto Input(string name, TensorProto.Types.DataType type)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" }, new TensorShapeProto.Types.Dimension { DimValue = 1 } } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } } };
    }

    private static void Rename(GraphProto graph, string old, string name)
    {
        foreach (ValueInfoProto input in graph.Input.Where(input => input.Name == old)) input.Name = name;
        foreach (NodeProto node in graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                if (node.Input[i] == old) node.Input[i] = name;
            }
        }
    }

    private static void AddNoise(GraphProto graph, int length)
    {
        int numbers = (length + Bits - 1) / Bits;
        List<NodeProto> nodes = [];
        // ONNX has products of int64, which wrap around, and shifts of uint64; a cast between the two keeps the bits.
        string seed = Node("BitwiseAnd", [Cast(GeneratorFile.SeedInput, TensorProto.Types.DataType.Int64), Constant(TensorProto.Types.DataType.Int64, [uint.MaxValue])]);
        ulong[] steps = [.. Enumerable.Range(1, numbers).Select(i => unchecked((ulong)i * SplitMix64.Increment))];
        string number = Cast(Node("Add", [seed, Constant(TensorProto.Types.DataType.Int64, steps)]), TensorProto.Types.DataType.Uint64);
        number = Multiply(Xor(number, SplitMix64.FirstShift), SplitMix64.FirstMultiplier);
        number = Multiply(Xor(number, SplitMix64.SecondShift), SplitMix64.SecondMultiplier);
        number = Xor(number, SplitMix64.LastShift);
        string shifted = Shift(Node("Unsqueeze", [number, Constant(TensorProto.Types.DataType.Int64, [2])]), [.. Enumerable.Range(0, Bits).Select(bit => (ulong)bit)]);
        string bits = Cast(Node("BitwiseAnd", [shifted, Constant(TensorProto.Types.DataType.Uint64, [1])]), TensorProto.Types.DataType.Float);
        string all = Node("Reshape", [bits, Constant(TensorProto.Types.DataType.Int64, [0, (ulong)(numbers * Bits)])]); // 0: as many rows as there are
        string first = Node("Slice", [all, Constant(TensorProto.Types.DataType.Int64, [0]), Constant(TensorProto.Types.DataType.Int64, [(ulong)length]), Constant(TensorProto.Types.DataType.Int64, [1])]);
        string sign = Node("Sub", [Node("Add", [first, first]), Cast(Constant(TensorProto.Types.DataType.Int64, [1]), TensorProto.Types.DataType.Float)]);
        nodes.Add(new NodeProto { OpType = "Mul", Input = { sign, GeneratorFile.CreativityInput }, Output = { NoiseInput } });
        for (int i = 0; i < nodes.Count; i++) graph.Node.Insert(i, nodes[i]); // before those that use it

        string Node(string type, string[] inputs, params AttributeProto[] attributes)
        {
            string output = $"{Prefix}{nodes.Count}";
            nodes.Add(new NodeProto { OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes } });
            return output;
        }

        string Cast(string value, TensorProto.Types.DataType type)
            => Node("Cast", [value], new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (long)type });

        string Shift(string value, ulong[] bits)
            => Node("BitShift", [value, Constant(TensorProto.Types.DataType.Uint64, bits)], new AttributeProto { Name = "direction", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8("RIGHT") });

        string Xor(string value, int shift) => Node("BitwiseXor", [value, Shift(value, [(ulong)shift])]);

        string Multiply(string value, ulong factor)
            => Cast(Node("Mul", [Cast(value, TensorProto.Types.DataType.Int64), Constant(TensorProto.Types.DataType.Int64, [factor])]), TensorProto.Types.DataType.Uint64);

        string Constant(TensorProto.Types.DataType type, ulong[] values)
        {
            string name = $"{Prefix}constant{graph.Initializer.Count}";
            graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { values.Length }, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())) });
            return name;
        }
    }
}
