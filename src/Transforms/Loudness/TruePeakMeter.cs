using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Loudness;

/// <summary>
/// The true peak of a signal (ITU-R BS.1770-4, annex 2): the maximum of its samples and of three interpolated values between each two samples. The
/// interpolation filter is a windowed sinc of 32 taps (Kaiser, 50 dB) whose pass band ends at 0.45 of the sample rate.
/// </summary>
internal static class TruePeakMeter
{
    private const int Taps = 32;
    private const double Beta = 0.5842 * 3.8501 + 0.07886 * 29; // Kaiser's formula for 50 dB: 0.5842 (A - 21)^0.4 + 0.07886 (A - 21)
    private const int SamplesPerBlock = 8192;

    // The interpolated value is at a fraction (1/4 or 1/2) after a sample; tap k is the weight of the sample k - Taps / 2 + 1 after that one. The taps
    // for 3/4 are those for 1/4 in reverse order.
    private static readonly float[] s_quarter = MakeTaps(0.25);
    private static readonly float[] s_half = MakeTaps(0.5);

    public static float Measure(ReadOnlySpan<float> samples)
    {
        int width = Vector<float>.Count;
        float[] padded = ArrayPool<float>.Shared.Rent(SamplesPerBlock + Taps + width);
        Vector<float> peak = Vector<float>.Zero;
        for (int start = 0; start < samples.Length; start += SamplesPerBlock)
        {
            // padded[i] is the sample at start + i - Taps / 2 + 1; samples outside of the signal are 0.
            int count = Math.Min(SamplesPerBlock, samples.Length - start), first = start - Taps / 2 + 1;
            int from = Math.Max(0, first), to = Math.Min(samples.Length, start + count + Taps / 2);
            padded.AsSpan().Clear();
            samples[from..to].CopyTo(padded.AsSpan(from - first));
            ref float x = ref MemoryMarshal.GetArrayDataReference(padded);
            for (int n = 0; n < count; n += width)
            {
                Vector<float> a = Vector<float>.Zero, b = Vector<float>.Zero, c = Vector<float>.Zero;
                for (int k = 0; k < Taps; k++)
                {
                    Vector<float> value = Vector.LoadUnsafe(ref x, (nuint)(n + k));
                    a += value * s_quarter[k];
                    b += value * s_half[k];
                    c += value * s_quarter[Taps - 1 - k];
                }
                peak = Vector.Max(peak, Vector.Max(Vector.Abs(a), Vector.Max(Vector.Abs(b), Vector.Abs(c))));
            }
        }
        ArrayPool<float>.Shared.Return(padded);
        float max = samples.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        for (int i = 0; i < width; i++) max = Math.Max(max, peak[i]);
        return max;
    }

    private static float[] MakeTaps(double fraction)
    {
        var taps = new double[Taps];
        for (int k = 0; k < Taps; k++)
        {
            double t = k - Taps / 2 + 1 - fraction, u = 2 * t / Taps;
            taps[k] = Math.Sin(Math.PI * t) / (Math.PI * t) * Resampler.Bessel(Beta * Math.Sqrt(Math.Max(0, 1 - u * u)));
        }
        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }
}
