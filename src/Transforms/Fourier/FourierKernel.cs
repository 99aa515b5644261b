using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pix2Pitch.Fourier;

/// <summary>
/// A complex Fourier transform of 2 to 256 values (a power of two) for sixteen signals at once, which fits into the first-level cache. It uses
/// Stockham's self-sorting algorithm with radix 8, and radix 4 or 2 for the rest. The values may have any stride. The first pass reads the input
/// in place; the last pass writes the output and can multiply each result by a factor.
/// </summary>
internal sealed class FourierKernel
{
    private const int Lanes = RealFourierTransform.Lanes;
    private const float HalfRoot = 0.70710678f;

    private readonly int _size;
    private readonly int[] _radices;
    private readonly float[][] _twiddles; // per pass: re, im of w, w^2 ... for each butterfly; the last pass does not use them

    public FourierKernel(int size)
    {
        _size = size;
        var radices = new List<int>();
        var twiddles = new List<float[]>();
        for (int length = size; length > 1;)
        {
            // 16 is faster as 4 x 4 than as 8 x 2.
            int radix = length >= 8 && length != 16 ? 8 : Math.Min(length, 4);
            var table = new float[2 * (radix - 1) * (length / radix)];
            for (int p = 0; p < length / radix; p++)
            {
                for (int k = 1; k < radix; k++)
                {
                    (double sin, double cos) = Math.SinCos(-2 * Math.PI * p * k / length);
                    table[2 * ((radix - 1) * p + k - 1)] = (float)cos;
                    table[2 * ((radix - 1) * p + k - 1) + 1] = (float)sin;
                }
            }
            radices.Add(radix);
            twiddles.Add(table);
            length /= radix;
        }
        _radices = [.. radices];
        _twiddles = [.. twiddles];
    }

    /// <summary>Number of floats of scratch memory for a transform of this size.</summary>
    public static int ScratchLength(int size) => 4 * size * Lanes;

    /// <summary>Transforms values in place.</summary>
    /// <param name="re">The real parts, [value, lane].</param>
    /// <param name="im">The imaginary parts.</param>
    /// <param name="first">Index of the first value.</param>
    /// <param name="stride">Distance from one value to the next, in values.</param>
    /// <param name="factors">Factors for the results, re and im; empty for none.</param>
    /// <param name="scratch">Scratch memory, <see cref="ScratchLength"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(Span<float> re, Span<float> im, int first, int stride, ReadOnlySpan<float> factors, Span<float> scratch)
    {
        _ = re[((first + (_size - 1) * stride) * Lanes)..][Lanes - 1];
        _ = im[((first + (_size - 1) * stride) * Lanes)..][Lanes - 1];
        _ = scratch[ScratchLength(_size) - 1];
        ref float placeRe = ref re[first * Lanes], placeIm = ref im[first * Lanes];
        ref float sourceRe = ref placeRe, sourceIm = ref placeIm;
        nuint place = (nuint)(stride * Lanes), source = place;
        int last = _radices.Length - 1, part = _size * Lanes, groups = _size, run = 1;
        for (int pass = 0; pass < last; pass++)
        {
            ref float targetRe = ref scratch[pass % 2 * 2 * part], targetIm = ref Unsafe.Add(ref targetRe, part);
            groups /= _radices[pass];
            ref float twiddles = ref MemoryMarshal.GetArrayDataReference(_twiddles[pass]);
            Pass<PassTwiddles>(_radices[pass], ref sourceRe, ref sourceIm, source, ref targetRe, ref targetIm, Lanes, groups, run, ref twiddles);
            run *= _radices[pass];
            sourceRe = ref targetRe;
            sourceIm = ref targetIm;
            source = Lanes;
        }
        ref float factor = ref MemoryMarshal.GetReference(factors);
        if (factors.IsEmpty) Pass<NoFactors>(_radices[last], ref sourceRe, ref sourceIm, source, ref placeRe, ref placeIm, place, 1, run, ref factor);
        else Pass<OutputFactors>(_radices[last], ref sourceRe, ref sourceIm, source, ref placeRe, ref placeIm, place, 1, run, ref factor);
    }

    // What the results of a pass are multiplied by: its twiddle factors, the caller's factors, or nothing.
    private readonly struct PassTwiddles;

    private readonly struct OutputFactors;

    private readonly struct NoFactors;

    // The strides are in floats.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass<T>(int radix, ref float xr, ref float xi, nuint readStride, ref float yr, ref float yi, nuint writeStride, int groups, int run, ref float twiddles)
    {
        if (radix == 8) Radix8<T>(ref xr, ref xi, readStride, ref yr, ref yi, writeStride, groups, run, ref twiddles);
        else if (radix == 4) Radix4<T>(ref xr, ref xi, readStride, ref yr, ref yi, writeStride, groups, run, ref twiddles);
        else Radix2<T>(ref xr, ref xi, readStride, ref yr, ref yi, writeStride, groups, run, ref twiddles);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix8<T>(
        ref float xr, ref float xi, nuint readStride, ref float yr, ref float yi, nuint writeStride, int groups, int run, ref float twiddles)
    {
        nuint step = readStride * (nuint)(run * groups), jump = writeStride * (nuint)run;
        Vector512<float> halfRoot = Vector512.Create(HalfRoot);
        for (int p = 0; p < groups; p++)
        {
            for (int q = 0; q < run; q++)
            {
                nuint from = readStride * (nuint)(q + run * p), to = writeStride * (nuint)(q + 8 * run * p);
                Vector512<float> ar = Load(ref xr, from), ai = Load(ref xi, from), br = Load(ref xr, from + 4 * step), bi = Load(ref xi, from + 4 * step);
                Vector512<float> s0r = ar + br, s0i = ai + bi, d0r = ar - br, d0i = ai - bi;
                from += step;
                ar = Load(ref xr, from); ai = Load(ref xi, from); br = Load(ref xr, from + 4 * step); bi = Load(ref xi, from + 4 * step);
                Vector512<float> s1r = ar + br, s1i = ai + bi, d1r = ar - br, d1i = ai - bi;
                from += step;
                ar = Load(ref xr, from); ai = Load(ref xi, from); br = Load(ref xr, from + 4 * step); bi = Load(ref xi, from + 4 * step);
                Vector512<float> s2r = ar + br, s2i = ai + bi, d2r = ar - br, d2i = ai - bi;
                from += step;
                ar = Load(ref xr, from); ai = Load(ref xi, from); br = Load(ref xr, from + 4 * step); bi = Load(ref xi, from + 4 * step);
                Vector512<float> s3r = ar + br, s3i = ai + bi, d3r = ar - br, d3i = ai - bi;

                // The odd inputs are rotated by 0, 1, 2 and 3 eighths of a turn: by 1 and 3 here, except for the factor sqrt(1/2); by 2 below, by swapping re and im.
                (d1r, d1i) = (d1r + d1i, d1i - d1r);
                (d3r, d3i) = (d3i - d3r, -(d3r + d3i));

                ref float w = ref FactorsOf<T>(ref twiddles, p, 8);
                Vector512<float> er = s0r + s2r, ei = s0i + s2i, fr = s1r + s3r, fi = s1i + s3i;
                StoreProduct<T>(er + fr, ei + fi, ref yr, ref yi, to, ref w, 0, q, run);
                StoreProduct<T>(er - fr, ei - fi, ref yr, ref yi, to + 4 * jump, ref w, 4, q, run);
                er = s0r - s2r; ei = s0i - s2i; fr = s1i - s3i; fi = s3r - s1r; // f = -i (s1 - s3)
                StoreProduct<T>(er + fr, ei + fi, ref yr, ref yi, to + 2 * jump, ref w, 2, q, run);
                StoreProduct<T>(er - fr, ei - fi, ref yr, ref yi, to + 6 * jump, ref w, 6, q, run);
                er = d0r + d2i; ei = d0i - d2r; fr = halfRoot * (d1r + d3r); fi = halfRoot * (d1i + d3i);
                StoreProduct<T>(er + fr, ei + fi, ref yr, ref yi, to + jump, ref w, 1, q, run);
                StoreProduct<T>(er - fr, ei - fi, ref yr, ref yi, to + 5 * jump, ref w, 5, q, run);
                er = d0r - d2i; ei = d0i + d2r; fr = halfRoot * (d1i - d3i); fi = halfRoot * (d3r - d1r);
                StoreProduct<T>(er + fr, ei + fi, ref yr, ref yi, to + 3 * jump, ref w, 3, q, run);
                StoreProduct<T>(er - fr, ei - fi, ref yr, ref yi, to + 7 * jump, ref w, 7, q, run);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4<T>(
        ref float xr, ref float xi, nuint readStride, ref float yr, ref float yi, nuint writeStride, int groups, int run, ref float twiddles)
    {
        nuint step = readStride * (nuint)(run * groups), jump = writeStride * (nuint)run;
        for (int p = 0; p < groups; p++)
        {
            for (int q = 0; q < run; q++)
            {
                nuint from = readStride * (nuint)(q + run * p), to = writeStride * (nuint)(q + 4 * run * p);
                Vector512<float> ar = Load(ref xr, from), ai = Load(ref xi, from), br = Load(ref xr, from + 2 * step), bi = Load(ref xi, from + 2 * step);
                Vector512<float> s0r = ar + br, s0i = ai + bi, d0r = ar - br, d0i = ai - bi;
                from += step;
                ar = Load(ref xr, from); ai = Load(ref xi, from); br = Load(ref xr, from + 2 * step); bi = Load(ref xi, from + 2 * step);
                Vector512<float> s1r = ar + br, s1i = ai + bi, d1r = ar - br, d1i = ai - bi;
                ref float w = ref FactorsOf<T>(ref twiddles, p, 4);
                StoreProduct<T>(s0r + s1r, s0i + s1i, ref yr, ref yi, to, ref w, 0, q, run);
                StoreProduct<T>(d0r + d1i, d0i - d1r, ref yr, ref yi, to + jump, ref w, 1, q, run);
                StoreProduct<T>(s0r - s1r, s0i - s1i, ref yr, ref yi, to + 2 * jump, ref w, 2, q, run);
                StoreProduct<T>(d0r - d1i, d0i + d1r, ref yr, ref yi, to + 3 * jump, ref w, 3, q, run);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix2<T>(
        ref float xr, ref float xi, nuint readStride, ref float yr, ref float yi, nuint writeStride, int groups, int run, ref float twiddles)
    {
        nuint step = readStride * (nuint)(run * groups), jump = writeStride * (nuint)run;
        for (int p = 0; p < groups; p++)
        {
            for (int q = 0; q < run; q++)
            {
                nuint from = readStride * (nuint)(q + run * p), to = writeStride * (nuint)(q + 2 * run * p);
                Vector512<float> ar = Load(ref xr, from), ai = Load(ref xi, from), br = Load(ref xr, from + step), bi = Load(ref xi, from + step);
                ref float w = ref FactorsOf<T>(ref twiddles, p, 2);
                StoreProduct<T>(ar + br, ai + bi, ref yr, ref yi, to, ref w, 0, q, run);
                StoreProduct<T>(ar - br, ai - bi, ref yr, ref yi, to + jump, ref w, 1, q, run);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float FactorsOf<T>(ref float twiddles, int group, int radix)
    {
        if (typeof(T) == typeof(PassTwiddles)) return ref Unsafe.Add(ref twiddles, 2 * (radix - 1) * group);
        return ref twiddles;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreProduct<T>(Vector512<float> r, Vector512<float> i, ref float yr, ref float yi, nuint to, ref float w, int k, int q, int run)
    {
        if (typeof(T) != typeof(NoFactors) && !(typeof(T) == typeof(PassTwiddles) && k == 0))
        {
            int at = 2 * (typeof(T) == typeof(PassTwiddles) ? k - 1 : q + run * k);
            Vector512<float> wr = Vector512.Create(Unsafe.Add(ref w, at)), wi = Vector512.Create(Unsafe.Add(ref w, at + 1));
            (r, i) = (RealFourierTransform.SubtractProduct(r * wr, i, wi), Vector512.MultiplyAddEstimate(r, wi, i * wr));
        }
        r.StoreUnsafe(ref yr, to);
        i.StoreUnsafe(ref yi, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float values, nuint at) => Vector512.LoadUnsafe(ref values, at);
}
