using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pix2Pitch.Audio;

/// <summary>
/// The discrete Fourier transform of sixteen real signals at once, whose length is a power of two: one lane of every vector belongs to one
/// signal, so that no step ever moves a value between lanes, and a value of all of them fills one cache line. A real signal of N samples
/// is one complex signal of N/2; that is transformed by Stockham's self-sorting radix-4 algorithm with real and imaginary parts apart.
/// Immutable; any number of threads may use one instance, each with its own work.
/// </summary>
internal sealed class RealFourierTransform
{
    /// <summary>Signals that are transformed at once.</summary>
    public const int Lanes = 16;

    private static readonly ConcurrentDictionary<int, RealFourierTransform> s_known = new();

    private readonly int _half;
    private readonly float[][] _twiddles; // per radix-4 pass: re, im, -im of w, w^2, w^3 for each of its butterflies
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
            var table = new float[9 * (n / 4)];
            for (int p = 0; p < n / 4; p++)
            {
                for (int k = 1; k <= 3; k++)
                {
                    (double sin, double cos) = Math.SinCos(-2 * Math.PI * k * p / n);
                    table[9 * p + 3 * k - 3] = (float)cos;
                    table[9 * p + 3 * k - 2] = (float)sin;
                    table[9 * p + 3 * k - 1] = -(float)sin;
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
        _cos[^1] = 0;
    }

    /// <summary>Samples in a signal.</summary>
    public int Size { get; }

    /// <summary>Values in each part of a spectrum: Size / 2 + 1.</summary>
    public int Bins => _half + 1;

    /// <summary>cos(2 pi k / Size) for k = 0 ... Size/4.</summary>
    public ReadOnlySpan<float> Cos => _cos;

    /// <summary>sin(2 pi k / Size) for k = 0 ... Size/4.</summary>
    public ReadOnlySpan<float> Sin => _sin;

    /// <summary>
    /// Spectra of the signals whose even samples, halved, are the work's real parts and whose odd ones, halved, its imaginary parts:
    /// X[k] = sum over n of x[n] e^(-2 pi i k n / N), k = 0 ... N/2.
    /// </summary>
    /// <param name="work">Holds the halved samples; its content is lost.</param>
    /// <param name="re">Receives the real parts [Bins, Lanes].</param>
    /// <param name="im">Receives the imaginary parts [Bins, Lanes].</param>
    public void Forward(ref LaneWork work, Span<float> re, Span<float> im)
    {
        Transform(ref work);
        ref float zr = ref MemoryMarshal.GetReference(work.Re), zi = ref MemoryMarshal.GetReference(work.Im);
        ref float xr = ref MemoryMarshal.GetReference(re[..(Bins * Lanes)]), xi = ref MemoryMarshal.GetReference(im[..(Bins * Lanes)]);
        Vector512<float> r = Load(ref zr, 0), i = Load(ref zi, 0);
        Store((r + i) * 2f, ref xr, 0);
        Store(Vector512<float>.Zero, ref xi, 0);
        Store((r - i) * 2f, ref xr, _half);
        Store(Vector512<float>.Zero, ref xi, _half);
        for (int k = 1; k < _cos.Length; k++)
        {
            int mirror = _half - k;
            (Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi)
                = Split(Load(ref zr, k), Load(ref zi, k), Load(ref zr, mirror), Load(ref zi, mirror), _cos[k], _sin[k]);
            Store(kr, ref xr, k);
            Store(ki, ref xi, k);
            Store(mr, ref xr, mirror);
            Store(mi, ref xi, mirror);
        }
    }

    /// <summary>
    /// The signals of spectra, times N: even samples in the work's real parts, odd ones in its imaginary parts.
    /// </summary>
    /// <param name="re">Real parts [Bins, Lanes].</param>
    /// <param name="im">Imaginary parts [Bins, Lanes]; those of the first and last bin are taken as 0.</param>
    /// <param name="work">Receives the samples.</param>
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ref LaneWork work)
    {
        ref float zr = ref MemoryMarshal.GetReference(work.Re), zi = ref MemoryMarshal.GetReference(work.Im);
        ref float xr = ref MemoryMarshal.GetReference(re[..(Bins * Lanes)]), xi = ref MemoryMarshal.GetReference(im[..(Bins * Lanes)]);
        Store(Load(ref xr, 0) + Load(ref xr, _half), ref zr, 0);
        Store(Load(ref xr, 0) - Load(ref xr, _half), ref zi, 0);
        for (int k = 1; k < _cos.Length; k++)
        {
            int mirror = _half - k;
            (Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi)
                = Merge(Load(ref xr, k), Load(ref xi, k), Load(ref xr, mirror), Load(ref xi, mirror), _cos[k], _sin[k]);
            Store(kr, ref zr, k);
            Store(ki, ref zi, k);
            Store(mr, ref zr, mirror);
            Store(mi, ref zi, mirror);
        }
        InverseTransform(ref work);
    }

    /// <summary>The inverse of <see cref="Transform"/>, times N/2.</summary>
    public void InverseTransform(ref LaneWork work)
    {
        work.ExchangeParts();
        Transform(ref work);
        work.ExchangeParts();
    }

    /// <summary>From the complex transform's values k and N/2 - k, of halved samples, to the real transform's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Re, Vector512<float> Im, Vector512<float> MirrorRe, Vector512<float> MirrorIm) Split(
        Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi, float cos, float sin)
    {
        Vector512<float> c = Vector512.Create(cos), s = Vector512.Create(sin);
        Vector512<float> ar = kr + mr, ai = ki - mi; // the even samples' spectrum
        Vector512<float> br = ki + mi, bi = mr - kr; // the odd samples' spectrum
        Vector512<float> tr = Vector512.MultiplyAddEstimate(br, c, bi * s), ti = Vector512.MultiplyAddEstimate(bi, c, -(br * s));
        return (ar + tr, ai + ti, ar - tr, ti - ai);
    }

    /// <summary>The inverse of <see cref="Split"/>, times 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Re, Vector512<float> Im, Vector512<float> MirrorRe, Vector512<float> MirrorIm) Merge(
        Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi, float cos, float sin)
    {
        Vector512<float> c = Vector512.Create(cos), s = Vector512.Create(sin);
        Vector512<float> ar = kr + mr, ai = ki - mi, tr = kr - mr, ti = ki + mi;
        Vector512<float> br = Vector512.MultiplyAddEstimate(tr, c, -(ti * s)), bi = Vector512.MultiplyAddEstimate(ti, c, tr * s);
        return (ar - bi, ai + br, ar + bi, br - ai);
    }

    /// <summary>The vector of a value's lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float values, int index) => Vector512.LoadUnsafe(ref values, (nuint)index * Lanes);

    /// <summary>Keeps the vector of a value's lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> lanes, ref float values, int index) => lanes.StoreUnsafe(ref values, (nuint)index * Lanes);

    /// <summary>The complex transform of N/2 values.</summary>
    public void Transform(ref LaneWork work)
    {
        int n = _half, stride = 1;
        foreach (float[] twiddles in _twiddles)
        {
            Pass(ref work, twiddles, n / 4, stride);
            work.Alternate();
            n /= 4;
            stride *= 4;
        }
        if (n != 2) return;
        ref float xr = ref MemoryMarshal.GetReference(work.Re), xi = ref MemoryMarshal.GetReference(work.Im);
        ref float yr = ref MemoryMarshal.GetReference(work.OtherRe), yi = ref MemoryMarshal.GetReference(work.OtherIm);
        for (int q = 0; q < stride; q++)
        {
            Vector512<float> r0 = Load(ref xr, q), i0 = Load(ref xi, q), r1 = Load(ref xr, q + stride), i1 = Load(ref xi, q + stride);
            Store(r0 + r1, ref yr, q);
            Store(i0 + i1, ref yi, q);
            Store(r0 - r1, ref yr, q + stride);
            Store(i0 - i1, ref yi, q + stride);
        }
        work.Alternate();
    }

    // One radix-4 pass: m groups of butterflies, each over a run of `stride` values that share their twiddles.
    private static void Pass(ref LaneWork work, float[] twiddles, int m, int stride)
    {
        ref float xr = ref MemoryMarshal.GetReference(work.Re), xi = ref MemoryMarshal.GetReference(work.Im);
        ref float yr = ref MemoryMarshal.GetReference(work.OtherRe), yi = ref MemoryMarshal.GetReference(work.OtherIm);
        int quarter = stride * m;
        for (int p = 0; p < m; p++)
        {
            ReadOnlySpan<float> w = twiddles.AsSpan(9 * p, 9);
            Vector512<float> w1r = Vector512.Create(w[0]), w1i = Vector512.Create(w[1]), w1n = Vector512.Create(w[2]);
            Vector512<float> w2r = Vector512.Create(w[3]), w2i = Vector512.Create(w[4]), w2n = Vector512.Create(w[5]);
            Vector512<float> w3r = Vector512.Create(w[6]), w3i = Vector512.Create(w[7]), w3n = Vector512.Create(w[8]);
            for (int q = 0; q < stride; q++)
            {
                int source = q + stride * p, target = q + 4 * stride * p;
                Vector512<float> ar = Load(ref xr, source), ai = Load(ref xi, source);
                Vector512<float> br = Load(ref xr, source + quarter), bi = Load(ref xi, source + quarter);
                Vector512<float> cr = Load(ref xr, source + 2 * quarter), ci = Load(ref xi, source + 2 * quarter);
                Vector512<float> dr = Load(ref xr, source + 3 * quarter), di = Load(ref xi, source + 3 * quarter);
                Vector512<float> sr = ar + cr, si = ai + ci, ur = ar - cr, ui = ai - ci;
                Vector512<float> tr = br + dr, ti = bi + di, vr = di - bi, vi = br - dr; // v = i (b - d)
                Store(sr + tr, ref yr, target);
                Store(si + ti, ref yi, target);
                Vector512<float> r = ur - vr, i = ui - vi;
                Store(Vector512.MultiplyAddEstimate(r, w1r, i * w1n), ref yr, target + stride);
                Store(Vector512.MultiplyAddEstimate(r, w1i, i * w1r), ref yi, target + stride);
                r = sr - tr;
                i = si - ti;
                Store(Vector512.MultiplyAddEstimate(r, w2r, i * w2n), ref yr, target + 2 * stride);
                Store(Vector512.MultiplyAddEstimate(r, w2i, i * w2r), ref yi, target + 2 * stride);
                r = ur + vr;
                i = ui + vi;
                Store(Vector512.MultiplyAddEstimate(r, w3r, i * w3n), ref yr, target + 3 * stride);
                Store(Vector512.MultiplyAddEstimate(r, w3i, i * w3r), ref yi, target + 3 * stride);
            }
        }
    }
}
