using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>
/// Restores samples from residuals, in place (RFC 9639, sections 9.2.5 and 9.2.6). The first samples, as many as the order, are given. Each other
/// sample is its residual plus the prediction from the samples before it.
/// </summary>
internal static class FlacPrediction
{
    /// <summary>Fixed predictors: the order is 0 to 4.</summary>
    public static void RestoreFixed(Span<int> values, int order)
    {
        switch (order)
        {
            case 1:
                for (int i = 1; i < values.Length; i++) values[i] += values[i - 1];
                break;
            case 2:
                for (int i = 2; i < values.Length; i++) values[i] += 2 * values[i - 1] - values[i - 2];
                break;
            case 3:
                for (int i = 3; i < values.Length; i++) values[i] += 3 * (values[i - 1] - values[i - 2]) + values[i - 3];
                break;
            case 4:
                for (int i = 4; i < values.Length; i++) values[i] += 4 * (values[i - 1] + values[i - 3]) - 6 * values[i - 2] - values[i - 4];
                break;
        }
    }

    /// <summary>Linear prediction whose sums fit 32 bits.</summary>
    /// <param name="values">Samples and residuals.</param>
    /// <param name="coefficients">The coefficients, oldest sample first.</param>
    /// <param name="shift">Number of bits that the sum is shifted to the right.</param>
    public static void RestoreLinear(Span<int> values, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        ref int first = ref MemoryMarshal.GetReference(values);
        ref int coefficient = ref MemoryMarshal.GetReference(coefficients);
        for (int i = order; i < values.Length; i++)
        {
            ref int past = ref Unsafe.Add(ref first, i - order);
            int sum = 0, other = 0, j = 0;
            // The newest sample comes last: it has only just been computed.
            for (; j + 4 <= order; j += 4)
            {
                sum += Unsafe.Add(ref coefficient, j) * Unsafe.Add(ref past, j) + Unsafe.Add(ref coefficient, j + 1) * Unsafe.Add(ref past, j + 1);
                other += Unsafe.Add(ref coefficient, j + 2) * Unsafe.Add(ref past, j + 2) + Unsafe.Add(ref coefficient, j + 3) * Unsafe.Add(ref past, j + 3);
            }
            for (; j < order; j++) sum += Unsafe.Add(ref coefficient, j) * Unsafe.Add(ref past, j);
            Unsafe.Add(ref past, order) += sum + other >> shift;
        }
    }

    /// <summary>Linear prediction whose sums need more than 32 bits.</summary>
    public static void RestoreLinearWide(Span<int> values, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        for (int i = order; i < values.Length; i++)
        {
            ReadOnlySpan<int> past = values.Slice(i - order, order);
            long sum = 0;
            for (int j = 0; j < past.Length; j++) sum += (long)coefficients[j] * past[j];
            values[i] += (int)(sum >> shift);
        }
    }

    /// <summary>Linear prediction for samples of 33 bits: the side channel of 32-bit sound.</summary>
    public static void RestoreLinear(Span<long> values, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        for (int i = order; i < values.Length; i++)
        {
            ReadOnlySpan<long> past = values.Slice(i - order, order);
            long sum = 0;
            for (int j = 0; j < past.Length; j++) sum += coefficients[j] * past[j];
            values[i] += sum >> shift;
        }
    }
}
