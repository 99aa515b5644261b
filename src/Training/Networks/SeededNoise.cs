using System.Collections.Concurrent;
using Pix2Pitch.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// The dropout of the decoder's first blocks, computed from a seed. For each position it gives a sign, -1 (the activation becomes 0) or +1 (it is
/// doubled), each with probability 1/2, times the creativity.
/// </summary>
/// <remarks>
/// <para>The sign is the highest bit of a hash of seed and position. So each value can be computed alone, without a state (a counter-based
/// generator, Salmon et al. 2011). The hash is a 32-bit mixing function with two rounds of xorshift and multiply from Chris Wellons'
/// hash-prospector.</para>
/// <para>It is computed in int64, where ONNX and TorchSharp agree on every platform: both multipliers are below 2^31 and the values below 2^32, so
/// no product reaches 2^63. Nothing here may ever change, because the same seed has to give the same music in every version.</para>
/// </remarks>
/// <param name="length">Number of values for one painting.</param>
internal sealed class SeededNoise(int length)
{
    private const long Mask = 0xFFFFFFFF;
    private const long PositionStep = 0x9E3779B1; // 2^32 / golden ratio, odd: the hashes of neighbouring positions are far apart
    private const long PositionStart = 0x7F4A7C15; // keeps the hashes of positions different from those of small seeds
    private const int FirstShift = 16;
    private const int Shift = 15;
    private const long FirstMultiplier = 0x21F0AAAD;
    private const long SecondMultiplier = 0x735A2D97;
    private const int SignBit = 31;
    private const int UniformShift = 9;
    private const float UniformStep = 1f / (1 << 23);

    private static readonly ConcurrentDictionary<(long Value, DeviceType Type, int Index), Tensor> s_constants = new();

    private Tensor? _positions;

    /// <summary>Number of values for one painting.</summary>
    public int Length => length;

    /// <summary>Computes the noise of each row.</summary>
    /// <param name="seed">[N, 1], int64; only the low 32 bits are used.</param>
    /// <param name="creativity">[N, 1], from 0 to 1.</param>
    /// <returns>[N, <see cref="Length"/>], float32.</returns>
    public Tensor Forward(Tensor seed, Tensor creativity)
    {
        Tensor sign = ShiftRight(Hash(seed), SignBit).to(ScalarType.Float32) * 2f - 1f;
        return sign * creativity;
    }

    /// <summary>
    /// Adds the same computation to an ONNX graph and returns the name of the noise. ONNX has no shift of int64, so a shift is a division, which
    /// gives the same result for values of 0 or more.
    /// </summary>
    public string Write(OnnxGraphBuilder graph, string seed, string creativity)
    {
        string bit = graph.Node("Cast", [ShiftRight(graph, Hash(graph, seed), SignBit)], OnnxGraphBuilder.Int("to", (long)DataType.Float));
        string sign = graph.Node("Sub", [graph.Node("Mul", [bit, graph.Number(2)]), graph.Number(1)]);
        return graph.Node("Mul", [sign, creativity]);
    }

    /// <summary>
    /// Numbers from the standard Gumbel distribution instead of signs: the class with the largest sum of logarithm of probability and such a number is a draw from the
    /// distribution (Gumbel 1954). They come from the highest 23 bits of the hash, which float32 holds exactly.
    /// </summary>
    /// <param name="seed">[N, 1], int64; only the low 32 bits are used.</param>
    /// <param name="creativity">[N, 1], from 0 to 1, the factor of the numbers.</param>
    /// <returns>[N, <see cref="Length"/>], float32.</returns>
    public Tensor Gumbel(Tensor seed, Tensor creativity)
    {
        Tensor uniform = (ShiftRight(Hash(seed), UniformShift).to(ScalarType.Float32) + 0.5f) * UniformStep;
        return (uniform.log() * -1f).log() * -1f * creativity;
    }

    /// <summary>Adds <see cref="Gumbel"/> to an ONNX graph and returns the name of the numbers.</summary>
    public string WriteGumbel(OnnxGraphBuilder graph, string seed, string creativity)
    {
        string bits = graph.Node("Cast", [ShiftRight(graph, Hash(graph, seed), UniformShift)], OnnxGraphBuilder.Int("to", (long)DataType.Float));
        string uniform = graph.Node("Mul", [graph.Node("Add", [bits, graph.Number(0.5f)]), graph.Number(UniformStep)]);
        string gumbel = graph.Node("Neg", [graph.Node("Log", [graph.Node("Neg", [graph.Node("Log", [uniform])])])]);
        return graph.Node("Mul", [gumbel, creativity]);
    }

    private Tensor Hash(Tensor seed)
    {
        return Mix(Mix(Low(seed)).bitwise_xor(Positions(seed.device)));
    }

    private string Hash(OnnxGraphBuilder graph, string seed)
    {
        string wide = graph.Node("Cast", [seed], OnnxGraphBuilder.Int("to", (long)DataType.Int64));
        string range = graph.Node("Range", [graph.Integer(0), graph.Integer(length), graph.Integer(1)]);
        string position = graph.Node("Add", [graph.Node("Mul", [range, graph.Integer(PositionStep)]), graph.Integer(PositionStart)]);
        return Mix(graph, graph.Node("BitwiseXor", [Mix(graph, Low(graph, wide)), Mix(graph, Low(graph, position))]));
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

    // The same for every seed, so it is computed once.
    private Tensor Positions(Device device)
    {
        if (_positions is { } known && (known.device.type, known.device.index) == (device.type, device.index))
            return known;
        _positions?.Dispose();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor position = arange(length, dtype: ScalarType.Int64, device: device) * PositionStep + PositionStart;
        return _positions = Mix(Low(position)).DetachFromDisposeScope();
    }

    private static Tensor Low(Tensor value) => value.bitwise_and(Constant(Mask, value.device));

    private static string Low(OnnxGraphBuilder graph, string value) => graph.Node("BitwiseAnd", [value, graph.Integer(Mask)]);

    private static Tensor ShiftRight(Tensor value, int bits) => value.bitwise_right_shift(Constant(bits, value.device));

    // A tensor for each use would be a copy to a GPU for each, for which the program waits.
    private static Tensor Constant(long value, Device device)
        => s_constants.GetOrAdd((value, device.type, device.index), static (_, use) => tensor(use.value, device: use.device).DetachFromDisposeScope(), (value, device));


    private static string ShiftRight(OnnxGraphBuilder graph, string value, int bits) => graph.Node("Div", [value, graph.Integer(1L << bits)]);
}
