using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pix2Pitch.Fourier;

/// <summary>
/// The discrete Fourier transform of sixteen real signals at once; the length is a power of two. Each lane of the vectors belongs to one signal, so
/// no step moves values between lanes, and one value of all signals fills one cache line. A real signal of N samples is transformed as a complex
/// signal of N/2. This is a matrix with about as many rows as columns, and is transformed along the columns and then along the rows (Gentleman and
/// Sande 1966; Bailey's four-step method, 1990); each column and row fits into the first-level cache. The result is not reordered: value k is in
/// row k mod Rows, and callers read it from there, one pair of rows at a time.
/// Immutable and safe for use from many threads, each with its own workspace.
/// </summary>
internal sealed class RealFourierTransform
{
    /// <summary>Number of signals that are transformed at once.</summary>
    public const int Lanes = 16;

    private static readonly ConcurrentDictionary<int, RealFourierTransform> s_cache = new();

    private readonly int _half;
    private readonly FourierKernel _column;
    private readonly FourierKernel _row;
    private readonly float[] _forward; // [column, row]: re, im of e^(-2 pi i column row / (N/2))
    private readonly float[] _backward; // the same, [row, column]
    private readonly BinPair[] _pairs; // of bins k and N/2 - k, except 0 and N/4, in the order of the rows
    private readonly int[] _pairOrder;
    private readonly int[] _firstPair; // the first pair of each row group; then the number of pairs

    /// <summary>The transform of this size; one instance per size.</summary>
    public static RealFourierTransform For(int size) => s_cache.GetOrAdd(size, static n => new RealFourierTransform(n));

    private RealFourierTransform(int size)
    {
        if (size < 8 || !int.IsPow2(size)) throw new ArgumentOutOfRangeException(nameof(size), size, "The size must be a power of two, 8 or more.");
        Size = size;
        _half = size / 2;
        Rows = 1 << (int.Log2(_half) / 2);
        Columns = _half / Rows;
        Pitch = Columns + 1;
        _column = new FourierKernel(Rows);
        _row = Rows == Columns ? _column : new FourierKernel(Columns);
        _forward = new float[size];
        _backward = new float[size];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                (double sin, double cos) = Math.SinCos(-2 * Math.PI * row * column / _half);
                (int forward, int backward) = (2 * (column * Rows + row), 2 * (row * Columns + column));
                _forward[forward] = _backward[backward] = (float)cos;
                _forward[forward + 1] = _backward[backward + 1] = (float)sin;
            }
        }
        var pairs = new List<BinPair>();
        _firstPair = new int[RowGroups + 1];
        for (int row = 0; row < RowGroups; row++)
        {
            bool isAlone = row == MirrorRow(row);
            for (int column = row == 0 ? 1 : 0; column < (isAlone ? Columns / 2 : Columns); column++)
            {
                int bin = row + Rows * column;
                (double sin, double cos) = Math.SinCos(2 * Math.PI * bin / size);
                pairs.Add(new BinPair(bin, _half - bin, IndexOfBin(bin), IndexOfBin(_half - bin), (float)cos, (float)sin));
            }
            _firstPair[row + 1] = pairs.Count;
        }
        _pairs = [.. pairs];
        _pairOrder = new int[Bins];
        _pairOrder[_half] = 1;
        _pairOrder[_half / 2] = 2;
        for (int pair = 0; pair < _pairs.Length; pair++) (_pairOrder[_pairs[pair].Bin], _pairOrder[_pairs[pair].Mirror]) = (3 + 2 * pair, 4 + 2 * pair);
    }

    /// <summary>Samples in a signal.</summary>
    public int Size { get; }

    /// <summary>Values in each part of a spectrum: Size / 2 + 1.</summary>
    public int Bins => _half + 1;

    /// <summary>Number of rows in a workspace.</summary>
    public int Rows { get; }

    /// <summary>Number of values in a row.</summary>
    public int Columns { get; }

    /// <summary>Stride of the rows in values: one more than the columns, because strides of a power of two map to the same cache lines.</summary>
    public int Pitch { get; }

    /// <summary>Number of values in a workspace.</summary>
    public int WorkspaceValues => Rows * Pitch;

    /// <summary>Number of row groups: a row and the row with the mirror images of its bins, which may be the same row.</summary>
    public int RowGroups => Rows / 2 + 1;

    /// <summary>The index of complex sample n (real samples 2n and 2n + 1) in a workspace.</summary>
    public int IndexOfSample(int n) => n / Columns * Pitch + n % Columns;

    /// <summary>The index of value k of the complex transform, 0 to N/2 - 1, in a workspace.</summary>
    public int IndexOfBin(int k) => k % Rows * Pitch + k / Rows;

    /// <summary>
    /// The pairs of bins of a row group. Bin N/2 is the mirror image of bin 0 and is computed from the same value; bin N/4 is its own mirror image.
    /// Bins 0, N/2 and N/4 belong to group 0 and are not in any pair.
    /// </summary>
    public ReadOnlySpan<BinPair> Pairs(int group) => _pairs.AsSpan(_firstPair[group].._firstPair[group + 1]);

    /// <summary>The number of bins before those of a group in pair order: bins 0, N/2 and N/4, then the two bins of each pair.</summary>
    public int FirstOfPairs(int group) => 3 + 2 * _firstPair[group];

    /// <summary>The index of each bin in pair order.</summary>
    public ReadOnlySpan<int> PairOrder => _pairOrder;

    /// <summary>
    /// Computes spectra: X[k] = sum over n of x[n] e^(-2 pi i k n / N), k = 0 ... N/2. The real parts of the workspace are the even samples, divided by
    /// 2, and the imaginary parts the odd samples, divided by 2.
    /// </summary>
    /// <param name="workspace">The samples divided by 2; overwritten.</param>
    /// <param name="re">Receives the real parts [Bins, Lanes].</param>
    /// <param name="im">Receives the imaginary parts [Bins, Lanes].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ref FourierWorkspace workspace, Span<float> re, Span<float> im)
    {
        ref float zr = ref MemoryMarshal.GetReference(workspace.Re), zi = ref MemoryMarshal.GetReference(workspace.Im);
        ref float xr = ref MemoryMarshal.GetReference(re[..(Bins * Lanes)]), xi = ref MemoryMarshal.GetReference(im[..(Bins * Lanes)]);
        TransformColumns(ref workspace);
        for (int group = 0; group < RowGroups; group++)
        {
            TransformRows(ref workspace, group);
            if (group == 0)
            {
                (Vector512<float> dc, Vector512<float> nyquist) = SplitEnds(Load(ref zr, 0), Load(ref zi, 0));
                Store(dc, ref xr, 0);
                Store(Vector512<float>.Zero, ref xi, 0);
                Store(nyquist, ref xr, _half);
                Store(Vector512<float>.Zero, ref xi, _half);
                int middle = _half / 2, index = IndexOfBin(middle);
                Store(Load(ref zr, index) * 2f, ref xr, middle);
                Store(Load(ref zi, index) * -2f, ref xi, middle);
            }
            foreach (ref readonly BinPair pair in Pairs(group))
            {
                (Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi)
                    = Split(Load(ref zr, pair.Index), Load(ref zi, pair.Index), Load(ref zr, pair.MirrorIndex), Load(ref zi, pair.MirrorIndex), pair.Cos, pair.Sin);
                Store(kr, ref xr, pair.Bin);
                Store(ki, ref xi, pair.Bin);
                Store(mr, ref xr, pair.Mirror);
                Store(mi, ref xi, pair.Mirror);
            }
        }
    }

    /// <summary>Computes the power of the spectra of <see cref="Forward"/>.</summary>
    /// <param name="workspace">The samples divided by 2; overwritten.</param>
    /// <param name="power">Receives the power [Bins, Lanes].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForwardPower(ref FourierWorkspace workspace, Span<float> power)
    {
        ref float zr = ref MemoryMarshal.GetReference(workspace.Re), zi = ref MemoryMarshal.GetReference(workspace.Im);
        ref float result = ref MemoryMarshal.GetReference(power[..(Bins * Lanes)]);
        TransformColumns(ref workspace);
        for (int group = 0; group < RowGroups; group++)
        {
            TransformRows(ref workspace, group);
            if (group == 0)
            {
                (Vector512<float> dc, Vector512<float> nyquist) = SplitEnds(Load(ref zr, 0), Load(ref zi, 0));
                Store(dc * dc, ref result, 0);
                Store(nyquist * nyquist, ref result, _half);
                int middle = _half / 2, index = IndexOfBin(middle);
                Store(Power(Load(ref zr, index) * 2f, Load(ref zi, index) * 2f), ref result, middle);
            }
            foreach (ref readonly BinPair pair in Pairs(group))
            {
                (Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi)
                    = Split(Load(ref zr, pair.Index), Load(ref zi, pair.Index), Load(ref zr, pair.MirrorIndex), Load(ref zi, pair.MirrorIndex), pair.Cos, pair.Sin);
                Store(Power(kr, ki), ref result, pair.Bin);
                Store(Power(mr, mi), ref result, pair.Mirror);
            }
        }
    }

    /// <summary>
    /// Computes signals from spectra, times N: even samples in the real parts of the workspace, odd samples in its imaginary parts.
    /// </summary>
    /// <param name="re">Real parts [Bins, Lanes].</param>
    /// <param name="im">Imaginary parts [Bins, Lanes]; those of the first and last bin are ignored.</param>
    /// <param name="workspace">Receives the samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Inverse(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ref FourierWorkspace workspace)
    {
        ref float zr = ref MemoryMarshal.GetReference(workspace.Re), zi = ref MemoryMarshal.GetReference(workspace.Im);
        ref float xr = ref MemoryMarshal.GetReference(re[..(Bins * Lanes)]), xi = ref MemoryMarshal.GetReference(im[..(Bins * Lanes)]);
        for (int group = 0; group < RowGroups; group++)
        {
            if (group == 0)
            {
                Store(Load(ref xr, 0) + Load(ref xr, _half), ref zr, 0);
                Store(Load(ref xr, 0) - Load(ref xr, _half), ref zi, 0);
                int middle = _half / 2, index = IndexOfBin(middle);
                Store(Load(ref xr, middle) * 2f, ref zr, index);
                Store(Load(ref xi, middle) * -2f, ref zi, index);
            }
            foreach (ref readonly BinPair pair in Pairs(group))
            {
                (Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi)
                    = Merge(Load(ref xr, pair.Bin), Load(ref xi, pair.Bin), Load(ref xr, pair.Mirror), Load(ref xi, pair.Mirror), pair.Cos, pair.Sin);
                Store(kr, ref zr, pair.Index);
                Store(ki, ref zi, pair.Index);
                Store(mr, ref zr, pair.MirrorIndex);
                Store(mi, ref zi, pair.MirrorIndex);
            }
            InverseTransformRows(ref workspace, group);
        }
        InverseTransformColumns(ref workspace);
    }

    /// <summary>The first half of the complex transform: the columns.</summary>
    public void TransformColumns(ref FourierWorkspace workspace)
    {
        for (int column = 0; column < Columns; column++)
            _column.Run(workspace.Re, workspace.Im, column, Pitch, _forward.AsSpan(2 * column * Rows, 2 * Rows), workspace.Scratch);
    }

    /// <summary>The second half of the complex transform, for the rows of a group.</summary>
    public void TransformRows(ref FourierWorkspace workspace, int group)
    {
        _row.Run(workspace.Re, workspace.Im, group * Pitch, 1, [], workspace.Scratch);
        if (MirrorRow(group) != group) _row.Run(workspace.Re, workspace.Im, MirrorRow(group) * Pitch, 1, [], workspace.Scratch);
    }

    /// <summary>The first half of the inverse transform (times N/2), for the rows of a group.</summary>
    public void InverseTransformRows(ref FourierWorkspace workspace, int group)
    {
        // The inverse transform is the transform with real and imaginary parts swapped.
        _row.Run(workspace.Im, workspace.Re, group * Pitch, 1, _backward.AsSpan(2 * group * Columns, 2 * Columns), workspace.Scratch);
        int mirror = MirrorRow(group);
        if (mirror != group) _row.Run(workspace.Im, workspace.Re, mirror * Pitch, 1, _backward.AsSpan(2 * mirror * Columns, 2 * Columns), workspace.Scratch);
    }

    /// <summary>The second half of the inverse transform: the columns, after all rows.</summary>
    public void InverseTransformColumns(ref FourierWorkspace workspace)
    {
        for (int column = 0; column < Columns; column++) _column.Run(workspace.Im, workspace.Re, column, Pitch, [], workspace.Scratch);
    }

    /// <summary>Computes bins k and N/2 - k of the real transform from values k and N/2 - k of the complex transform of samples divided by 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Re, Vector512<float> Im, Vector512<float> MirrorRe, Vector512<float> MirrorIm) Split(
        Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi, float cos, float sin)
    {
        Vector512<float> c = Vector512.Create(cos), s = Vector512.Create(sin);
        Vector512<float> ar = kr + mr, ai = ki - mi; // the even samples' spectrum
        Vector512<float> br = ki + mi, bi = mr - kr; // the odd samples' spectrum
        Vector512<float> tr = Vector512.MultiplyAddEstimate(br, c, bi * s), ti = SubtractProduct(bi * c, br, s);
        return (ar + tr, ai + ti, ar - tr, ti - ai);
    }

    /// <summary>Computes bins 0 and N/2 of the real transform, which are real, from value 0 of the complex transform of samples divided by 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Dc, Vector512<float> Nyquist) SplitEnds(Vector512<float> re, Vector512<float> im) => ((re + im) * 2f, (re - im) * 2f);

    /// <summary>The inverse of <see cref="Split"/>, times 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Re, Vector512<float> Im, Vector512<float> MirrorRe, Vector512<float> MirrorIm) Merge(
        Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi, float cos, float sin)
    {
        Vector512<float> c = Vector512.Create(cos), s = Vector512.Create(sin);
        Vector512<float> ar = kr + mr, ai = ki - mi, tr = kr - mr, ti = ki + mi;
        Vector512<float> br = SubtractProduct(tr * c, ti, s), bi = Vector512.MultiplyAddEstimate(ti, c, tr * s);
        return (ar - bi, ai + br, ar + bi, br - ai);
    }

    /// <summary>a - bc, with one rounding if the processor supports it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SubtractProduct(Vector512<float> a, Vector512<float> b, Vector512<float> c)
        => Avx512F.IsSupported ? Avx512F.FusedMultiplyAddNegated(b, c, a) : Vector512.MultiplyAddEstimate(-b, c, a);

    /// <summary>Loads the lanes of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float values, int index) => Vector512.LoadUnsafe(ref values, (nuint)index * Lanes);

    /// <summary>Stores the lanes of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> lanes, ref float values, int index) => lanes.StoreUnsafe(ref values, (nuint)index * Lanes);

    private static Vector512<float> Power(Vector512<float> re, Vector512<float> im) => Vector512.MultiplyAddEstimate(re, re, im * im);

    // The row with the mirror images N/2 - k of the bins of a row.
    private int MirrorRow(int row) => (Rows - row) % Rows;
}

/// <summary>A bin of a real transform of N samples and its mirror image. Both are computed from the same two values of the complex transform.</summary>
/// <param name="Bin">k.</param>
/// <param name="Mirror">N/2 - k.</param>
/// <param name="Index">Index of value k of the complex transform in a workspace.</param>
/// <param name="MirrorIndex">Index of value N/2 - k.</param>
/// <param name="Cos">cos(2 pi k / N).</param>
/// <param name="Sin">sin(2 pi k / N).</param>
internal readonly record struct BinPair(int Bin, int Mirror, int Index, int MirrorIndex, float Cos, float Sin);
