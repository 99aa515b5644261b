using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pix2Pitch.Audio;

/// <summary>
/// The discrete Fourier transform of real signals whose length is a power of two. A real signal of N samples is one complex
/// signal of N/2; that is transformed by Stockham's self-sorting radix-4 algorithm with real and imaginary parts apart, so that
/// all passes but the first two run in full vectors. Immutable; any number of threads may use one instance, each with its own scratch.
/// </summary>
internal sealed class RealFourierTransform
{
    private static readonly ConcurrentDictionary<int, RealFourierTransform> s_known = new();

    private readonly int _half;
    private readonly float[][] _twiddles; // per radix-4 pass of m butterflies: re and im of w, w^2, w^3, m values each
    private readonly float[] _cos; // of 2 pi k / N, k = 0 ... N/4
    private readonly float[] _sin;

    /// <summary>The transform of this size; one instance per size.</summary>
    public static RealFourierTransform For(int size) => s_known.GetOrAdd(size, static n => new RealFourierTransform(n));

    private RealFourierTransform(int size)
    {
        if (size < 8 || !int.IsPow2(size)) throw new ArgumentOutOfRangeException(nameof(size), size, "The size must be a power of two, 8 or more.");
        Size = size;
        _half = size / 2;
        var passes = new List<float[]>();
        for (int n = _half; n >= 4; n /= 4)
        {
            int m = n / 4;
            var table = new float[6 * m];
            for (int p = 0; p < m; p++)
            {
                for (int k = 1; k <= 3; k++)
                {
                    (double sin, double cos) = Math.SinCos(-2 * Math.PI * k * p / n);
                    table[(2 * k - 2) * m + p] = (float)cos;
                    table[(2 * k - 1) * m + p] = (float)sin;
                }
            }
            passes.Add(table);
        }
        _twiddles = [.. passes];
        _cos = new float[size / 4 + 1];
        _sin = new float[size / 4 + 1];
        for (int k = 0; k < _cos.Length; k++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * k / size);
            (_sin[k], _cos[k]) = ((float)sin, (float)cos);
        }
    }

    /// <summary>Samples in a signal.</summary>
    public int Size { get; }

    /// <summary>Values in each part of a spectrum: Size / 2 + 1.</summary>
    public int Bins => _half + 1;

    /// <summary>Floats of scratch that a transform needs.</summary>
    public int ScratchLength => 2 * Size;

    /// <summary>The spectrum of a real signal: X[k] = sum over n of x[n] e^(-2 pi i k n / N), k = 0 ... N/2.</summary>
    /// <param name="time">Size samples.</param>
    /// <param name="re">Receives Bins real parts.</param>
    /// <param name="im">Receives Bins imaginary parts.</param>
    /// <param name="scratch">ScratchLength floats of any content.</param>
    public void Forward(ReadOnlySpan<float> time, Span<float> re, Span<float> im, Span<float> scratch)
    {
        int half = _half;
        time = time[..Size];
        Span<float> zr = scratch[..half], zi = scratch.Slice(half, half), wr = scratch.Slice(2 * half, half), wi = scratch.Slice(3 * half, half);
        for (int k = 0; k < zr.Length; k++)
        {
            zr[k] = time[2 * k];
            zi[k] = time[2 * k + 1];
        }
        if (Transform(zr, zi, wr, wi))
        {
            zr = wr;
            zi = wi;
        }

        re = re[..(half + 1)];
        im = im[..(half + 1)];
        re[0] = zr[0] + zi[0];
        im[0] = 0;
        re[half] = zr[0] - zi[0];
        im[half] = 0;
        ReadOnlySpan<float> cos = _cos, sin = _sin;
        for (int k = 1; k < cos.Length; k++)
        {
            int mirror = half - k;
            float ar = 0.5f * (zr[k] + zr[mirror]), ai = 0.5f * (zi[k] - zi[mirror]); // the even samples' spectrum
            float br = 0.5f * (zi[k] + zi[mirror]), bi = 0.5f * (zr[mirror] - zr[k]); // the odd samples' spectrum
            float tr = br * cos[k] + bi * sin[k], ti = bi * cos[k] - br * sin[k];
            re[k] = ar + tr;
            im[k] = ai + ti;
            re[mirror] = ar - tr;
            im[mirror] = ti - ai;
        }
    }

    /// <summary>The real signal of a spectrum; the inverse of <see cref="Forward"/>, scaled by 1/N.</summary>
    /// <param name="re">Bins real parts.</param>
    /// <param name="im">Bins imaginary parts; those of the first and last bin are taken as 0.</param>
    /// <param name="time">Receives Size samples.</param>
    /// <param name="scratch">ScratchLength floats of any content.</param>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> time, Span<float> scratch)
    {
        int half = _half;
        re = re[..(half + 1)];
        im = im[..(half + 1)];
        Span<float> zr = scratch[..half], zi = scratch.Slice(half, half), wr = scratch.Slice(2 * half, half), wi = scratch.Slice(3 * half, half);
        float scale = 1f / Size;
        zr[0] = scale * (re[0] + re[half]);
        zi[0] = scale * (re[0] - re[half]);
        ReadOnlySpan<float> cos = _cos, sin = _sin;
        for (int k = 1; k < cos.Length; k++)
        {
            int mirror = half - k;
            float ar = scale * (re[k] + re[mirror]), ai = scale * (im[k] - im[mirror]);
            float tr = scale * (re[k] - re[mirror]), ti = scale * (im[k] + im[mirror]);
            float br = tr * cos[k] - ti * sin[k], bi = ti * cos[k] + tr * sin[k];
            zr[k] = ar - bi;
            zi[k] = ai + br;
            zr[mirror] = ar + bi;
            zi[mirror] = br - ai;
        }
        // With real and imaginary parts exchanged the forward transform is the inverse one.
        if (Transform(zi, zr, wi, wr))
        {
            zr = wr;
            zi = wi;
        }
        time = time[..Size];
        for (int k = 0; k < zr.Length; k++)
        {
            time[2 * k] = zr[k];
            time[2 * k + 1] = zi[k];
        }
    }

    /// <summary>Transforms x; true if the result lies in y.</summary>
    private bool Transform(Span<float> xr, Span<float> xi, Span<float> yr, Span<float> yi)
    {
        ref float ar = ref MemoryMarshal.GetReference(xr), ai = ref MemoryMarshal.GetReference(xi);
        ref float br = ref MemoryMarshal.GetReference(yr), bi = ref MemoryMarshal.GetReference(yi);
        bool inY = false;
        int n = _half, stride = 1;
        foreach (float[] twiddles in _twiddles)
        {
            ref float w = ref MemoryMarshal.GetArrayDataReference(twiddles);
            if (stride >= Vector<float>.Count) PassInVectors(ref ar, ref ai, ref br, ref bi, ref w, n / 4, stride);
            else Pass(ref ar, ref ai, ref br, ref bi, ref w, n / 4, stride);
            ref float tr = ref ar, ti = ref ai;
            ar = ref br;
            ai = ref bi;
            br = ref tr;
            bi = ref ti;
            inY = !inY;
            n /= 4;
            stride *= 4;
        }
        if (n == 2)
        {
            for (int q = 0; q < stride; q++)
            {
                float r0 = Unsafe.Add(ref ar, q), i0 = Unsafe.Add(ref ai, q), r1 = Unsafe.Add(ref ar, q + stride), i1 = Unsafe.Add(ref ai, q + stride);
                Unsafe.Add(ref br, q) = r0 + r1;
                Unsafe.Add(ref bi, q) = i0 + i1;
                Unsafe.Add(ref br, q + stride) = r0 - r1;
                Unsafe.Add(ref bi, q + stride) = i0 - i1;
            }
            inY = !inY;
        }
        return inY;
    }

    // One radix-4 pass: m groups of butterflies, each over a run of `stride` values that share their twiddles.
    private static void Pass(ref float xr, ref float xi, ref float yr, ref float yi, ref float w, int m, int stride)
    {
        int quarter = stride * m;
        for (int p = 0; p < m; p++)
        {
            float w1r = Unsafe.Add(ref w, p), w1i = Unsafe.Add(ref w, m + p), w2r = Unsafe.Add(ref w, 2 * m + p), w2i = Unsafe.Add(ref w, 3 * m + p),
                w3r = Unsafe.Add(ref w, 4 * m + p), w3i = Unsafe.Add(ref w, 5 * m + p);
            for (int q = 0; q < stride; q++)
            {
                int source = q + stride * p, target = q + 4 * stride * p;
                float ar = Unsafe.Add(ref xr, source), ai = Unsafe.Add(ref xi, source);
                float br = Unsafe.Add(ref xr, source + quarter), bi = Unsafe.Add(ref xi, source + quarter);
                float cr = Unsafe.Add(ref xr, source + 2 * quarter), ci = Unsafe.Add(ref xi, source + 2 * quarter);
                float dr = Unsafe.Add(ref xr, source + 3 * quarter), di = Unsafe.Add(ref xi, source + 3 * quarter);
                float sr = ar + cr, si = ai + ci, ur = ar - cr, ui = ai - ci;
                float tr = br + dr, ti = bi + di, vr = di - bi, vi = br - dr; // v = i (b - d)
                Unsafe.Add(ref yr, target) = sr + tr;
                Unsafe.Add(ref yi, target) = si + ti;
                float r = ur - vr, i = ui - vi;
                Unsafe.Add(ref yr, target + stride) = r * w1r - i * w1i;
                Unsafe.Add(ref yi, target + stride) = r * w1i + i * w1r;
                r = sr - tr;
                i = si - ti;
                Unsafe.Add(ref yr, target + 2 * stride) = r * w2r - i * w2i;
                Unsafe.Add(ref yi, target + 2 * stride) = r * w2i + i * w2r;
                r = ur + vr;
                i = ui + vi;
                Unsafe.Add(ref yr, target + 3 * stride) = r * w3r - i * w3i;
                Unsafe.Add(ref yi, target + 3 * stride) = r * w3i + i * w3r;
            }
        }
    }

    private static void PassInVectors(ref float xr, ref float xi, ref float yr, ref float yi, ref float w, int m, int stride)
    {
        nuint run = (nuint)stride, quarter = run * (nuint)m;
        for (int p = 0; p < m; p++)
        {
            var w1r = new Vector<float>(Unsafe.Add(ref w, p));
            var w1i = new Vector<float>(Unsafe.Add(ref w, m + p));
            var w2r = new Vector<float>(Unsafe.Add(ref w, 2 * m + p));
            var w2i = new Vector<float>(Unsafe.Add(ref w, 3 * m + p));
            var w3r = new Vector<float>(Unsafe.Add(ref w, 4 * m + p));
            var w3i = new Vector<float>(Unsafe.Add(ref w, 5 * m + p));
            nuint from = run * (nuint)p, to = 4 * from;
            for (nuint q = 0; q < run; q += (nuint)Vector<float>.Count)
            {
                nuint source = q + from, target = q + to;
                Vector<float> ar = Vector.LoadUnsafe(ref xr, source), ai = Vector.LoadUnsafe(ref xi, source);
                Vector<float> br = Vector.LoadUnsafe(ref xr, source + quarter), bi = Vector.LoadUnsafe(ref xi, source + quarter);
                Vector<float> cr = Vector.LoadUnsafe(ref xr, source + 2 * quarter), ci = Vector.LoadUnsafe(ref xi, source + 2 * quarter);
                Vector<float> dr = Vector.LoadUnsafe(ref xr, source + 3 * quarter), di = Vector.LoadUnsafe(ref xi, source + 3 * quarter);
                Vector<float> sr = ar + cr, si = ai + ci, ur = ar - cr, ui = ai - ci;
                Vector<float> tr = br + dr, ti = bi + di, vr = di - bi, vi = br - dr;
                (sr + tr).StoreUnsafe(ref yr, target);
                (si + ti).StoreUnsafe(ref yi, target);
                Vector<float> r = ur - vr, i = ui - vi;
                (r * w1r - i * w1i).StoreUnsafe(ref yr, target + run);
                (r * w1i + i * w1r).StoreUnsafe(ref yi, target + run);
                r = sr - tr;
                i = si - ti;
                (r * w2r - i * w2i).StoreUnsafe(ref yr, target + 2 * run);
                (r * w2i + i * w2r).StoreUnsafe(ref yi, target + 2 * run);
                r = ur + vr;
                i = ui + vi;
                (r * w3r - i * w3i).StoreUnsafe(ref yr, target + 3 * run);
                (r * w3i + i * w3r).StoreUnsafe(ref yi, target + 3 * run);
            }
        }
    }
}
