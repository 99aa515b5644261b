using System.Text;

namespace Pix2Pitch.Compat.Tests.OnnxTransformer;

/// <summary>Writes small ONNX models, byte by byte.</summary>
internal static class OnnxGraph
{
    private const int Float = 1;

    /// <summary>output = op(input), both of the given dimensions: numbers or names of unknown ones.</summary>
    public static byte[] Unary(string op, string input, string output, params object[] dimensions)
        => Model([Node(op, [input], output)], [Value(input, dimensions)], [Value(output, dimensions)]);

    /// <summary>Sum = a + b, and Tanh = tanh(a).</summary>
    public static byte[] SumAndTanh(params object[] dimensions)
        => Model(
            [Node("Add", ["a", "b"], "Sum"), Node("Tanh", ["a"], "Tanh")],
            [Value("a", dimensions), Value("b", dimensions)],
            [Value("Sum", dimensions), Value("Tanh", dimensions)]);

    private static byte[] Model(byte[][] nodes, byte[][] inputs, byte[][] outputs)
    {
        byte[] graph =
        [
            .. nodes.SelectMany(node => Message(1, node)), .. Text(2, "graph"),
            .. inputs.SelectMany(value => Message(11, value)), .. outputs.SelectMany(value => Message(12, value)),
        ];
        return [.. Number(1, 8), .. Text(2, "tests"), .. Message(7, graph), .. Message(8, Number(2, 13))];
    }

    private static byte[] Node(string op, string[] inputs, string output)
        => [.. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(3, $"{op} {output}"), .. Text(4, op)];

    private static byte[] Value(string name, object[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(dimension => Message(1, dimension is string unknown ? Text(2, unknown) : Number(1, (int)dimension)))];
        return [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, Float), .. Message(2, shape)]))];
    }

    private static byte[] Number(int field, int value) => [.. Varint((uint)field << 3), .. Varint((uint)value)];

    private static byte[] Text(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Message(int field, byte[] value) => [.. Varint(((uint)field << 3) | 2), .. Varint((uint)value.Length), .. value];

    private static byte[] Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
