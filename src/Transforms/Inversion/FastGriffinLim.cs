using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Finds a signal for given magnitudes: the fast Griffin-Lim algorithm (Perraudin, Balazs, Sondergaard, "A fast Griffin-Lim algorithm",
/// WASPAA 2013), in librosa's form. With momentum 0 it is the original Griffin-Lim algorithm. Each iteration processes
/// blocks of frames. The real spectrum is never stored in memory: pairs of bins are split, projected to the wanted magnitudes and merged in
/// registers. All sums are computed in a fixed order, so the result does not depend on the number of threads.
/// </summary>
internal sealed class FastGriffinLim
{
    private const int Lanes = RealFourierTransform.Lanes;
    private const int SamplesPerBlock = 8192;
    private const int CacheBytes = 1700 << 10; // for the state of the iterations of one sweep; measured with two threads

    private readonly ShortTimeFourierTransform _stft;
    private readonly int _iterations;
    private readonly float _inertia;
    private readonly int _maxThreads;

    public FastGriffinLim(ShortTimeFourierTransform stft, int iterations, double momentum, int maxThreads)
    {
        _stft = stft;
        _iterations = iterations;
        _inertia = (float)(momentum / (1 + momentum));
        _maxThreads = maxThreads;
    }

    /// <summary>Runs the algorithm.</summary>
    /// <param name="magnitudes">[frames, bins]</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="turns">The initial phases in turns [frames, bins].</param>
    /// <param name="signal">Receives the samples.</param>
    /// <param name="cancellation">Stops.</param>
    public void Run(float[] magnitudes, int frames, float[] turns, Span<float> signal, CancellationToken cancellation = default)
    {
        int blocks = ShortTimeFourierTransform.BlockCount(frames), values = _stft.Fourier.Bins * Lanes, samples = signal.Length, before = _stft.Fourier.Size / 2;
        using AlignedFloats wanted = AlignedFloats.Rent(blocks * values); // [block, bin in pair order, lane]
        using AlignedFloats previous = AlignedFloats.Rent(_iterations > 0 ? 2 * blocks * values : 0); // the last spectrum [block, bin, re and im, lane]
        using AlignedFloats sums = AlignedFloats.Rent(blocks * _stft.BlockSamples);
        using AlignedFloats padded = AlignedFloats.Rent(_stft.PaddedLength(samples, frames));
        using AlignedFloats weights = AlignedFloats.Rent(samples);
        _stft.InverseWindowPower(frames, weights.Span);
        padded.Span.Clear();
        previous.Span.Clear();

        if (_maxThreads == 1)
        {
            Sweep(blocks, (iteration, block) =>
            {
                cancellation.ThrowIfCancellationRequested();
                if (iteration == 0) Start(magnitudes, turns, frames, block, wanted, sums);
                else Iterate(padded, block, wanted, previous, sums);
                // Samples that later blocks do not reach are complete.
                int start = Math.Max(0, block * _stft.BlockHop - before), end = block == blocks - 1 ? samples : Math.Min(samples, (block + 1) * _stft.BlockHop - before);
                if (start < end) Add(sums, blocks, weights, padded, start, end);
            });
        }
        else
        {
            FrameBlocks.Run(blocks, 1, _maxThreads, (block, _) => Start(magnitudes, turns, frames, block, wanted, sums));
            for (int iteration = 0; iteration <= _iterations; iteration++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (iteration > 0) FrameBlocks.Run(blocks, 1, _maxThreads, (block, _) => Iterate(padded, block, wanted, previous, sums));
                FrameBlocks.Run(samples, SamplesPerBlock, _maxThreads, (start, end) => Add(sums, blocks, weights, padded, start, end));
            }
        }
        padded.Span.Slice(before, samples).CopyTo(signal);
    }

    // In an iteration, a block depends only on the result of the previous iteration for itself and the next few blocks. So several iterations move
    // through the signal together, each a few blocks behind the previous one: the state of a block is loaded into the cache once for all of them,
    // and threads that process other clips do not compete for memory bandwidth.
    private void Sweep(int blocks, Action<int, int> body)
    {
        int behind = (_stft.BlockSamples - 1) / _stft.BlockHop;
        int together = Math.Clamp(CacheBytes / (3 * sizeof(float) * Lanes * _stft.Fourier.Bins * behind), 1, 8);
        for (int first = 0; first <= _iterations; first += together)
        {
            int last = Math.Min(first + together - 1, _iterations);
            for (int step = 0; step < blocks + (last - first) * behind; step++)
            {
                for (int iteration = first; iteration <= last; iteration++)
                {
                    int block = step - (iteration - first) * behind;
                    if (block >= 0 && block < blocks) body(iteration, block);
                }
            }
        }
    }

    // Computes the initial signal of a block, and stores its magnitudes in the order of the iterations.
    private void Start(float[] magnitudes, float[] turns, int frames, int block, AlignedFloats wanted, AlignedFloats sums)
    {
        RealFourierTransform fourier = _stft.Fourier;
        int bins = fourier.Bins, values = bins * Lanes, first = block * Lanes;
        using AlignedFloats floats = AlignedFloats.Rent(FourierWorkspace.LengthOf(fourier));
        using AlignedFloats spectrum = AlignedFloats.Rent(2 * values + 2 * bins);
        Span<float> lanes = wanted.Span.Slice(block * values, values), re = spectrum.Span[..values], im = spectrum.Span.Slice(values, values);
        Span<float> cos = spectrum.Span.Slice(2 * values, bins), sin = spectrum.Span[(2 * values + bins)..];
        if (frames - first < Lanes)
        {
            lanes.Clear();
            spectrum.Span.Clear();
        }
        for (int lane = 0; lane < Math.Min(Lanes, frames - first); lane++)
        {
            ReadOnlySpan<float> row = magnitudes.AsSpan((first + lane) * bins, bins);
            TensorPrimitives.Multiply(turns.AsSpan((first + lane) * bins, bins), 2 * MathF.PI, cos);
            TensorPrimitives.Sin(cos, sin);
            TensorPrimitives.Cos(cos, cos);
            TensorPrimitives.Multiply(cos, row, cos);
            TensorPrimitives.Multiply(sin, row, sin);
            for (int k = 0; k < row.Length; k++)
            {
                int at = k * Lanes + lane;
                (lanes[fourier.PairOrder[k] * Lanes + lane], re[at], im[at]) = (row[k], cos[k], sin[k]);
            }
        }
        var workspace = new FourierWorkspace(fourier, floats.Span);
        fourier.Inverse(re, im, ref workspace);
        _stft.OverlapAdd(ref workspace, sums.Span.Slice(block * _stft.BlockSamples, _stft.BlockSamples));
    }

    // Transforms a block, replaces the magnitudes of its spectrum by the wanted ones, and transforms it back.
    private void Iterate(AlignedFloats padded, int block, AlignedFloats wanted, AlignedFloats previous, AlignedFloats sums)
    {
        RealFourierTransform fourier = _stft.Fourier;
        int values = fourier.Bins * Lanes;
        using AlignedFloats floats = AlignedFloats.Rent(FourierWorkspace.LengthOf(fourier));
        var workspace = new FourierWorkspace(fourier, floats.Span);
        _stft.Load(padded.Span, block, ref workspace);
        fourier.TransformColumns(ref workspace);
        for (int group = 0; group < fourier.RowGroups; group++)
        {
            fourier.TransformRows(ref workspace, group);
            Project(workspace, group, wanted.Span.Slice(block * values, values), previous.Span.Slice(2 * block * values, 2 * values));
            fourier.InverseTransformRows(ref workspace, group);
        }
        fourier.InverseTransformColumns(ref workspace);
        _stft.OverlapAdd(ref workspace, sums.Span.Slice(block * _stft.BlockSamples, _stft.BlockSamples));
    }

    // Projects the bins of a row group. The wanted magnitudes and the previous spectrum are stored in pair order (first bins 0, N/2 and N/4), so
    // that they are read sequentially.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(FourierWorkspace workspace, int group, ReadOnlySpan<float> wanted, Span<float> previous)
    {
        RealFourierTransform fourier = _stft.Fourier;
        ref float zr = ref MemoryMarshal.GetReference(workspace.Re), zi = ref MemoryMarshal.GetReference(workspace.Im);
        ref float w = ref MemoryMarshal.GetReference(wanted), last = ref MemoryMarshal.GetReference(previous);
        Vector512<float> inertia = Vector512.Create(_inertia);
        if (group == 0)
        {
            (Vector512<float> dc, Vector512<float> nyquist) = RealFourierTransform.SplitEnds(RealFourierTransform.Load(ref zr, 0), RealFourierTransform.Load(ref zi, 0));
            Vector512<float> zero = Vector512<float>.Zero;
            Accelerate(ref dc, ref zero, ref w, ref last, 0, inertia);
            Accelerate(ref nyquist, ref zero, ref w, ref last, 1, inertia);
            RealFourierTransform.Store(dc + nyquist, ref zr, 0);
            RealFourierTransform.Store(dc - nyquist, ref zi, 0);

            // The middle bin is its own mirror image: splitting and merging only change its sign.
            int middle = fourier.IndexOfBin(fourier.Size / 4);
            Vector512<float> r = RealFourierTransform.Load(ref zr, middle) * 2f, i = RealFourierTransform.Load(ref zi, middle) * -2f;
            Accelerate(ref r, ref i, ref w, ref last, 2, inertia);
            RealFourierTransform.Store(r * 2f, ref zr, middle);
            RealFourierTransform.Store(i * -2f, ref zi, middle);
        }
        ProjectPairs(fourier.Pairs(group), fourier.FirstOfPairs(group), inertia, ref zr, ref zi, ref w, ref last);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ProjectPairs(ReadOnlySpan<BinPair> pairs, int at, Vector512<float> inertia, ref float zr, ref float zi, ref float wanted, ref float previous)
    {
        foreach (ref readonly BinPair pair in pairs)
        {
            int place = pair.Index, mirror = pair.MirrorIndex;
            (Vector512<float> kr, Vector512<float> ki, Vector512<float> mr, Vector512<float> mi) = RealFourierTransform.Split(
                RealFourierTransform.Load(ref zr, place), RealFourierTransform.Load(ref zi, place), RealFourierTransform.Load(ref zr, mirror), RealFourierTransform.Load(ref zi, mirror),
                pair.Cos, pair.Sin);
            Accelerate(ref kr, ref ki, ref wanted, ref previous, at, inertia);
            Accelerate(ref mr, ref mi, ref wanted, ref previous, at + 1, inertia);
            (kr, ki, mr, mi) = RealFourierTransform.Merge(kr, ki, mr, mi, pair.Cos, pair.Sin);
            RealFourierTransform.Store(kr, ref zr, place);
            RealFourierTransform.Store(ki, ref zi, place);
            RealFourierTransform.Store(mr, ref zr, mirror);
            RealFourierTransform.Store(mi, ref zi, mirror);
            at += 2;
        }
    }

    // z = rebuilt - inertia * previous; previous = rebuilt; result = wanted * z / |z|
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accelerate(ref Vector512<float> re, ref Vector512<float> im, ref float wanted, ref float previous, int at, Vector512<float> inertia)
    {
        Vector512<float> r = re - inertia * RealFourierTransform.Load(ref previous, 2 * at), i = im - inertia * RealFourierTransform.Load(ref previous, 2 * at + 1);
        RealFourierTransform.Store(re, ref previous, 2 * at);
        RealFourierTransform.Store(im, ref previous, 2 * at + 1);
        Vector512<float> power = r * r + i * i + Vector512.Create(1e-30f);
        Vector512<float> gain = RealFourierTransform.Load(ref wanted, at) * InverseRoot(power);
        re = r * gain;
        im = i * gain;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> InverseRoot(Vector512<float> power)
    {
        if (!Avx512F.IsSupported) return Vector512<float>.One / Vector512.Sqrt(power);
        // One step of Newton's method improves the estimate from 14 bits to float precision.
        Vector512<float> root = Avx512F.ReciprocalSqrt14(power);
        return root * (Vector512.Create(1.5f) - Vector512.Create(0.5f) * power * root * root);
    }

    // Computes the signal from `start` to `end` as the sum of the blocks that overlap this range.
    private void Add(AlignedFloats sums, int blocks, AlignedFloats weights, AlignedFloats padded, int start, int end)
    {
        int before = _stft.Fourier.Size / 2, length = _stft.BlockSamples, hop = _stft.BlockHop;
        int from = start + before, to = end + before; // including the zeros before the signal
        Span<float> target = padded.Span[from..to];
        target.Clear();
        for (int block = Math.Max(0, (from - length) / hop); block < blocks && block * hop < to; block++)
        {
            int origin = block * hop, first = Math.Max(from, origin), last = Math.Min(to, origin + length);
            if (last <= first) continue;
            Span<float> stretch = target[(first - from)..(last - from)];
            TensorPrimitives.Add(stretch, sums.Span.Slice(block * length + first - origin, last - first), stretch);
        }
        TensorPrimitives.Multiply(target, weights.Span[start..end], target);
    }
}
