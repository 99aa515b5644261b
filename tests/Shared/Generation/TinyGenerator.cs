using System.Runtime.InteropServices;
using System.Text;

namespace Pix2Pitch.Tests;

/// <summary>
/// An ONNX file with the inputs and the output of a real generator and next to nothing in between, written as plain protobuf:
/// tanh(2.5 x the painting's mean colour + 0.1 x noise + 0.3 x the style's number).
/// </summary>
internal static class TinyGenerator
{
    private const int Int64 = 7;
    private const int Float32 = 1;

    /// <summary>Writes the file. The noise has one value for each frame.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="size">Side of the painting and of the mel image.</param>
    /// <param name="properties">The file's metadata.</param>
    /// <param name="styles">Length of the style vector.</param>
    public static string Write(string path, int size, IReadOnlyDictionary<string, string> properties, int styles = 5)
    {
        File.WriteAllBytes(path, Model(size, styles, properties));
        return path;
    }

    private static byte[] Model(int size, int styles, IReadOnlyDictionary<string, string> properties)
    {
        float[] table = [.. Enumerable.Range(1, styles).Select(i => 0.3f * i)];
        byte[][] nodes =
        [
            Node("ReduceMean", ["Painting"], "grey", Cat(Text(1, "axes"), Number(8, 1), Number(20, 7)), Attribute("keepdims", 1)),
            Node("Mul", ["grey", "gain"], "loud"),
            Node("Reshape", ["Noise", "noiseShape"], "noise"),
            Node("Mul", ["noise", "noiseGain"], "quietNoise"),
            Node("MatMul", ["StyleVector", "table"], "styleNumber"),
            Node("Reshape", ["styleNumber", "styleShape"], "style"),
            Node("Add", ["loud", "quietNoise"], "noisy"),
            Node("Add", ["noisy", "style"], "styled"),
            Node("Tanh", ["styled"], "MelSpectrogram"),
        ];
        byte[][] initializers =
        [
            Tensor("gain", [1], [2.5f]), Tensor("noiseGain", [1], [0.1f]), Tensor("table", [styles, 1], table),
            Tensor("noiseShape", [-1, 1, 1, size]), Tensor("styleShape", [-1, 1, 1, 1]),
        ];
        byte[] graph = Cat([
            .. nodes.Select(n => Bytes(1, n)), Text(2, "tiny"), .. initializers.Select(t => Bytes(5, t)),
            Bytes(11, Value("Painting", 3, size, size)), Bytes(11, Value("StyleVector", styles)), Bytes(11, Value("Noise", size)),
            Bytes(12, Value("MelSpectrogram", 1, size, size)),
        ]);
        return Cat([
            Number(1, 8), Text(2, "tests"), Bytes(7, graph), Bytes(8, Number(2, 17)),
            .. properties.Select(p => Bytes(14, Cat(Text(1, p.Key), Text(2, p.Value)))),
        ]);
    }

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes)
        => Cat([.. inputs.Select(i => Text(1, i)), Text(2, output), Text(3, output), Text(4, type), .. attributes.Select(a => Bytes(5, a))]);

    private static byte[] Attribute(string name, long value) => Cat(Text(1, name), Number(3, value), Number(20, 2));

    private static byte[] Tensor(string name, int[] shape, float[] values)
        => Cat([.. shape.Select(d => Number(1, d)), Number(2, Float32), Text(8, name), Bytes(9, MemoryMarshal.AsBytes<float>(values).ToArray())]);

    private static byte[] Tensor(string name, long[] values)
        => Cat(Number(1, values.Length), Number(2, Int64), Text(8, name), Bytes(9, MemoryMarshal.AsBytes<long>(values).ToArray()));

    // A float tensor whose first dimension, the batch, is called N.
    private static byte[] Value(string name, params int[] shape)
        => Cat(Text(1, name), Bytes(2, Bytes(1, Cat(Number(1, Float32), Bytes(2, Cat([Bytes(1, Text(2, "N")), .. shape.Select(d => Bytes(1, Number(1, d)))]))))));

    private static byte[] Cat(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    private static byte[] Number(int field, long value) => Cat(Varint((ulong)(field << 3)), Varint((ulong)value));

    private static byte[] Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Bytes(int field, byte[] value) => Cat(Varint((ulong)(field << 3 | 2)), Varint((ulong)value.Length), value);

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
