using static TorchSharp.torch;

namespace Pix2Pitch.Compat.Tests.TorchSharp;

/// <summary>Small helpers of these tests.</summary>
internal static class Arrays
{
    public static double[] Random(int seed, int count, double scale = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => scale * (2 * random.NextDouble() - 1)).ToArray();
    }

    public static Tensor Shaped(double[] values, params long[] shape)
    {
        using var flat = tensor(values);
        return flat.reshape(shape);
    }

    public static double[] Doubles(this Tensor tensor)
    {
        using var converted = tensor.detach().to_type(ScalarType.Float64);
        return converted.data<double>().ToArray();
    }

    public static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"Element {i}: {actual[i]} is not {expected[i]} (tolerance {tolerance}).");
        }
    }
}
