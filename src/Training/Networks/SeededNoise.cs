using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// The dropout of the decoder's first blocks, made of a seed: for each position a sign, -1 (the activation is dropped) or +1 (it is kept and doubled)
/// with the same probability, times the creativity.
/// </summary>
/// <remarks>
/// <para>The sign is the highest bit of a hash of seed and position, so each value can be computed alone and nothing has a state (the counter-based
/// generators of Salmon et al. 2011). The hash is a 32-bit mixing function from Chris Wellons' hash-prospector (two rounds of xorshift and multiply).</para>
/// <para>It is computed in int64, where ONNX and TorchSharp agree on every platform: both multipliers are under 2^31 and the values under 2^32, so
/// that no product reaches 2^63. Nothing here may ever change: a seed is a promise of the same music.</para>
/// </remarks>
/// <param name="length">Values for one painting.</param>
internal sealed class SeededNoise(int length)
{
    private const long Mask = 0xFFFFFFFF;
    private const long PositionStep = 0x9E3779B1; // 2^32 / golden ratio, odd: neighbouring positions are far apart
    private const long PositionStart = 0x7F4A7C15; // keeps the positions' hashes apart from those of small seeds
    private const int FirstShift = 16;
    private const int Shift = 15;
    private const long FirstMultiplier = 0x21F0AAAD;
    private const long SecondMultiplier = 0x735A2D97;
    private const int SignBit = 31;

    /// <summary>Values for one painting.</summary>
    public int Length => length;

    /// <summary>The noise of each row.</summary>
    /// <param name="seed">[N, 1], int64; the low 32 bits count.</param>
    /// <param name="creativity">[N, 1], from 0 to 1.</param>
    /// <returns>[N, <see cref="Length"/>], float32.</returns>
    public Tensor Forward(Tensor seed, Tensor creativity)
    {
        Tensor position = arange(length, dtype: ScalarType.Int64, device: seed.device) * PositionStep + PositionStart;
        Tensor hash = Mix(Mix(Low(seed)).bitwise_xor(Mix(Low(position))));
        Tensor sign = ShiftRight(hash, SignBit).to(ScalarType.Float32) * 2f - 1f;
        return sign * creativity;
    }

    /// <summary>The same as ONNX: shifts are divisions, which is the same for values that are not negative.</summary>
    public string Write(OnnxGraphBuilder graph, string seed, string creativity)
    {
        string wide = graph.Node("Cast", [seed], OnnxGraphBuilder.Int("to", (long)DataType.Int64));
        string range = graph.Node("Range", [graph.Integer(0), graph.Integer(length), graph.Integer(1)]);
        string position = graph.Node("Add", [graph.Node("Mul", [range, graph.Integer(PositionStep)]), graph.Integer(PositionStart)]);
        string hash = Mix(graph, graph.Node("BitwiseXor", [Mix(graph, Low(graph, wide)), Mix(graph, Low(graph, position))]));
        string bit = graph.Node("Cast", [ShiftRight(graph, hash, SignBit)], OnnxGraphBuilder.Int("to", (long)DataType.Float));
        string sign = graph.Node("Sub", [graph.Node("Mul", [bit, graph.Number(2)]), graph.Number(1)]);
        return graph.Node("Mul", [sign, creativity]);
    }

    private static Tensor Mix(Tensor value)
    {
        value = value.bitwise_xor(ShiftRight(value, FirstShift));
        value = Low(value * FirstMultiplier);
        value = value.bitwise_xor(ShiftRight(value, Shift));
        value = Low(value * SecondMultiplier);
        return value.bitwise_xor(ShiftRight(value, Shift));
    }

    private static string Mix(OnnxGraphBuilder graph, string value)
    {
        value = graph.Node("BitwiseXor", [value, ShiftRight(graph, value, FirstShift)]);
        value = Low(graph, graph.Node("Mul", [value, graph.Integer(FirstMultiplier)]));
        value = graph.Node("BitwiseXor", [value, ShiftRight(graph, value, Shift)]);
        value = Low(graph, graph.Node("Mul", [value, graph.Integer(SecondMultiplier)]));
        return graph.Node("BitwiseXor", [value, ShiftRight(graph, value, Shift)]);
    }

    private static Tensor Low(Tensor value) => value.bitwise_and(tensor(Mask, device: value.device));

    private static string Low(OnnxGraphBuilder graph, string value) => graph.Node("BitwiseAnd", [value, graph.Integer(Mask)]);

    private static Tensor ShiftRight(Tensor value, int bits) => value.bitwise_right_shift(tensor((long)bits, device: value.device));

    private static string ShiftRight(OnnxGraphBuilder graph, string value, int bits) => graph.Node("Div", [value, graph.Integer(1L << bits)]);
}
