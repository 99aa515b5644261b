using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pix2Pitch.Fourier;

/// <summary>
/// The short-time Fourier transform as librosa defines it: frame t is centred on sample t * hop, the signal is padded with zeros at
/// both ends (<c>center=True, pad_mode="constant"</c>), and the window is a periodic Hann window as long as the transform. It processes blocks of
/// <see cref="RealFourierTransform.Lanes"/> frames, one per lane; callers distribute the blocks over threads. Immutable and safe for use from many
/// threads.
/// </summary>
internal sealed class ShortTimeFourierTransform
{
    private const int Lanes = RealFourierTransform.Lanes;

    private static readonly ConcurrentDictionary<(int Size, int Hop), ShortTimeFourierTransform> s_cache = new();

    private readonly float[] _window;
    private readonly float[] _analysis; // divided by 2, as the transform expects
    private readonly float[] _synthesis; // divided by N, for the inverse transform

    public static ShortTimeFourierTransform For(int fftSize, int hopLength)
        => s_cache.GetOrAdd((fftSize, hopLength), static key => new ShortTimeFourierTransform(key.Size, key.Hop));

    private ShortTimeFourierTransform(int fftSize, int hopLength)
    {
        Fourier = RealFourierTransform.For(fftSize);
        HopLength = hopLength;
        _window = new float[fftSize];
        for (int n = 0; n < fftSize; n++) _window[n] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * n / fftSize));
        _analysis = [.. _window.Select(value => value / 2)];
        _synthesis = [.. _window.Select(value => value / fftSize)];
    }

    public RealFourierTransform Fourier { get; }

    public int HopLength { get; }

    /// <summary>Number of samples that a block of frames spans.</summary>
    public int BlockSamples => (Lanes - 1) * HopLength + Fourier.Size;

    /// <summary>Number of samples from one block to the next.</summary>
    public int BlockHop => Lanes * HopLength;

    /// <summary>The number of frames of a signal.</summary>
    public int FrameCount(int samples) => 1 + samples / HopLength;

    /// <summary>The number of blocks for these frames; the last one may be partly filled.</summary>
    public static int BlockCount(int frames) => (frames + Lanes - 1) / Lanes;

    /// <summary>Length of a signal with the zeros that <see cref="Load"/> needs: Size / 2 before it, and after it up to the end of the last block.</summary>
    public int PaddedLength(int samples, int frames)
        => Math.Max(Fourier.Size / 2 + samples, (BlockCount(frames) - 1) * BlockHop + BlockSamples);

    /// <summary>Loads a block of frames, windowed, into a workspace.</summary>
    /// <param name="padded">The signal, padded to <see cref="PaddedLength"/>.</param>
    /// <param name="block">The number of the block.</param>
    /// <param name="workspace">Receives the samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ReadOnlySpan<float> padded, int block, ref FourierWorkspace workspace)
    {
        ref float source = ref MemoryMarshal.GetReference(padded.Slice(block * BlockHop, BlockSamples));
        ref float window = ref MemoryMarshal.GetArrayDataReference(_analysis);
        ref float re = ref MemoryMarshal.GetReference(workspace.Re), im = ref MemoryMarshal.GetReference(workspace.Im);
        nuint hop = (nuint)HopLength, rowSamples = 2 * (nuint)Fourier.Columns, n = 0;
        for (int row = 0; row < Fourier.Rows; row++)
        {
            nuint to = (nuint)(row * Fourier.Pitch * Lanes);
            for (nuint end = n + rowSamples; n < end; n += 4, to += 2 * Lanes)
            {
                Vector512<float> a = EveryFourth(ref source, n, hop), b = EveryFourth(ref source, n + hop, hop);
                Vector512<float> c = EveryFourth(ref source, n + 2 * hop, hop), d = EveryFourth(ref source, n + 3 * hop, hop);
                Transposition.Four(ref a, ref b, ref c, ref d);
                (a * Vector512.Create(Unsafe.Add(ref window, n))).StoreUnsafe(ref re, to);
                (b * Vector512.Create(Unsafe.Add(ref window, n + 1))).StoreUnsafe(ref im, to);
                (c * Vector512.Create(Unsafe.Add(ref window, n + 2))).StoreUnsafe(ref re, to + Lanes);
                (d * Vector512.Create(Unsafe.Add(ref window, n + 3))).StoreUnsafe(ref im, to + Lanes);
            }
        }
    }

    /// <summary>Overlap-adds the windowed frames of a block, without the multiplication by <see cref="InverseWindowPower"/>.</summary>
    /// <param name="workspace">The result of <see cref="RealFourierTransform.Inverse"/>.</param>
    /// <param name="sum">Receives <see cref="BlockSamples"/> samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OverlapAdd(ref FourierWorkspace workspace, Span<float> sum)
    {
        sum[..BlockSamples].Clear();
        ref float target = ref MemoryMarshal.GetReference(sum);
        ref float window = ref MemoryMarshal.GetArrayDataReference(_synthesis);
        ref float re = ref MemoryMarshal.GetReference(workspace.Re), im = ref MemoryMarshal.GetReference(workspace.Im);
        nuint hop = (nuint)HopLength, rowSamples = 2 * (nuint)Fourier.Columns, n = 0;
        for (int row = 0; row < Fourier.Rows; row++)
        {
            nuint from = (nuint)(row * Fourier.Pitch * Lanes);
            for (nuint end = n + rowSamples; n < end; n += 4, from += 2 * Lanes)
            {
                Vector512<float> a = Vector512.LoadUnsafe(ref re, from) * Vector512.Create(Unsafe.Add(ref window, n));
                Vector512<float> b = Vector512.LoadUnsafe(ref im, from) * Vector512.Create(Unsafe.Add(ref window, n + 1));
                Vector512<float> c = Vector512.LoadUnsafe(ref re, from + Lanes) * Vector512.Create(Unsafe.Add(ref window, n + 2));
                Vector512<float> d = Vector512.LoadUnsafe(ref im, from + Lanes) * Vector512.Create(Unsafe.Add(ref window, n + 3));
                Transposition.Four(ref a, ref b, ref c, ref d);
                AddToEveryFourth(a, ref target, n, hop);
                AddToEveryFourth(b, ref target, n + hop, hop);
                AddToEveryFourth(c, ref target, n + 2 * hop, hop);
                AddToEveryFourth(d, ref target, n + 3 * hop, hop);
            }
        }
    }

    /// <summary>The reciprocal of the sum of the squared windows at each sample: the factor after overlap-adding.</summary>
    public void InverseWindowPower(int frames, Span<float> result)
    {
        result.Clear();
        int size = Fourier.Size;
        for (int frame = 0; frame < frames; frame++)
        {
            long start = (long)frame * HopLength - size / 2;
            int from = (int)Math.Clamp(-start, 0, size), to = (int)Math.Clamp(result.Length - start, from, size);
            Span<float> stretch = result[(int)(start + from)..(int)(start + to)];
            TensorPrimitives.MultiplyAdd(_window.AsSpan(from, to - from), _window.AsSpan(from, to - from), stretch, stretch);
        }
        // Samples that no window reaches are 0; the threshold 1e-8 keeps rounding errors near them from being amplified.
        for (int n = 0; n < result.Length; n++) result[n] = result[n] > 1e-8f ? 1 / result[n] : 1;
    }

    // Four samples from each of the frames 0, 4, 8 and 12 after the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> EveryFourth(ref float source, nuint from, nuint hop)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source, from), b = Vector128.LoadUnsafe(ref source, from + 4 * hop);
        Vector128<float> c = Vector128.LoadUnsafe(ref source, from + 8 * hop), d = Vector128.LoadUnsafe(ref source, from + 12 * hop);
        if (!Avx512F.IsSupported) return Vector512.Create(Vector256.Create(a, b), Vector256.Create(c, d));
        Vector512<float> quarters = Avx512F.InsertVector128(a.ToVector256Unsafe().ToVector512Unsafe(), b, 1);
        return Avx512F.InsertVector128(Avx512F.InsertVector128(quarters, c, 2), d, 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddToEveryFourth(Vector512<float> samples, ref float target, nuint to, nuint hop)
    {
        Vector256<float> lower = samples.GetLower(), upper = samples.GetUpper();
        (Vector128.LoadUnsafe(ref target, to) + lower.GetLower()).StoreUnsafe(ref target, to);
        (Vector128.LoadUnsafe(ref target, to + 4 * hop) + lower.GetUpper()).StoreUnsafe(ref target, to + 4 * hop);
        (Vector128.LoadUnsafe(ref target, to + 8 * hop) + upper.GetLower()).StoreUnsafe(ref target, to + 8 * hop);
        (Vector128.LoadUnsafe(ref target, to + 12 * hop) + upper.GetUpper()).StoreUnsafe(ref target, to + 12 * hop);
    }
}
