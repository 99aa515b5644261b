using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Mel;

/// <summary>
/// Conversion between mel power and the values of a mel-spectrogram: librosa's <c>power_to_db(ref=max, amin=1e-10, top_db)</c>, scaled so that the
/// peak is 1, and -1 is <c>top_db</c> or more below it.
/// </summary>
internal static class MelDecibels
{
    private const float MinPower = 1e-10f;
    private const float HalfLevels = 65535 / 2f;

    /// <summary>The logarithm to base 2 of librosa's <c>amin</c>, the level of silence.</summary>
    public static readonly float Silence = BinaryLogarithm.Of(Vector512.Create(MinPower))[0];

    /// <summary>The logarithm to base 2 of power, which is raised to librosa's <c>amin</c> if smaller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Logarithm(Vector512<float> power) => BinaryLogarithm.Of(Vector512.Max(power, Vector512.Create(MinPower)));

    /// <summary>The scale factor from logarithms to base 2 to values: 10 dB per decade, divided by half of the range.</summary>
    public static float Scale(double topDecibels) => (float)(20 / topDecibels * Math.Log10(2));

    /// <summary>The values of a mel-spectrogram for logarithms of power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FromLogarithm(Vector512<float> logarithm, Vector512<float> peak, Vector512<float> scale)
        => Vector512.Max(Vector512.Create(-1f), (logarithm - peak) * scale + Vector512<float>.One);

    /// <summary>
    /// Power relative to full scale (1 at value 1, 0 at value -1). Values are rounded to the 65,536 levels of a 16-bit picture, 0.0012 dB apart at
    /// 80 dB, so that a mel-spectrogram and its picture give exactly the same sound.
    /// </summary>
    public static void ToPower(ReadOnlySpan<float> values, double topDecibels, Span<float> power)
    {
        float scale = (float)(topDecibels / 20 * Math.Log(10));
        power = power[..values.Length];
        TensorPrimitives.Max(values, -1, power);
        int i = 0, width = Vector<float>.Count;
        Vector<float> half = new(HalfLevels), silence = new(float.NegativeInfinity);
        for (; i + width <= power.Length; i += width)
        {
            Vector<float> level = Vector.Round((Vector.Min(new Vector<float>(power[i..]), Vector<float>.One) + Vector<float>.One) * half);
            Vector.ConditionalSelect(Vector.GreaterThan(level, Vector<float>.Zero), (level / half - new Vector<float>(2)) * scale, silence).CopyTo(power[i..]);
        }
        for (; i < power.Length; i++)
        {
            float level = MathF.Round((Math.Min(power[i], 1) + 1) * HalfLevels);
            power[i] = level > 0 ? (level / HalfLevels - 2) * scale : float.NegativeInfinity;
        }
        TensorPrimitives.Exp<float>(power, power);
    }

    /// <summary>The value of the weighted mean of the powers of two values.</summary>
    public static float Mix(float a, float b, float weightOfB, double topDecibels)
    {
        float scale = (float)(topDecibels / 20 * Math.Log(10)), power = (1 - weightOfB) * Power(a) + weightOfB * Power(b);
        return power > 0 ? Math.Clamp(1 + MathF.Log(power) / scale, -1, 1) : -1;

        float Power(float value) => value > -1 ? MathF.Exp((Math.Min(value, 1) - 1) * scale) : 0;
    }
}

/// <summary>
/// The logarithm to base 2 of positive normal numbers, sixteen at once. The error is below 2e-7, relative to the result if that is above 1. It is the
/// exponent plus a polynomial for the mantissa between sqrt(1/2) and sqrt(2), interpolated at Chebyshev nodes.
/// </summary>
internal static class BinaryLogarithm
{
    private const int HalfRootBits = 0x3F3504F3; // of sqrt(1/2)

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<int> exponent = (x.AsInt32() - Vector512.Create(HalfRootBits)) >> 23;
        Vector512<float> f = (x.AsInt32() - (exponent << 23)).AsSingle() - Vector512<float>.One;
        Vector512<float> y = Vector512.Create(0.123109683f);
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(-0.205861881f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(0.216078222f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(-0.239169881f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(0.287903249f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(-0.360693276f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(0.480910748f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(-0.721347451f));
        y = Vector512.MultiplyAddEstimate(y, f, Vector512.Create(1.44269502f));
        return Vector512.MultiplyAddEstimate(y, f, Vector512.ConvertToSingle(exponent));
    }
}
