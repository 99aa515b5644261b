using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NWaves.Filters.Fda;
using Pix2Pitch.Fourier;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>
/// Converts mel power to linear power by non-negative least squares: for each frame, the x that minimises |Bx - m|^2 with x >= 0. The algorithm is
/// accelerated projected gradient (Beck and Teboulle 2009) with a step length per bin from the separable majoriser of a non-negative matrix,
/// d = B^T B 1. The rows of B are scaled to a peak of 1, so that wide high bands have the same weight as narrow low bands. Each bin is in two
/// neighbouring triangles at most, so an iteration is two short loops over the bins, vectorized across frames. The initial values are the mean
/// powers of the bands, interpolated; the result stays smooth where the bands leave it undetermined.
/// </summary>
internal sealed class MelInverse
{
    private const int FramesPerBlock = RealFourierTransform.Lanes;

    private static readonly ConcurrentDictionary<MelOptions, MelInverse> s_cache = new();

    private readonly int _bands;
    private readonly int _bins;
    private readonly int[] _band; // per bin: the lower of its two bands
    private readonly int[] _segment; // per band: the first bin with this lower band; then the bin after the last
    private readonly float[] _lower; // per bin: its weight in that band
    private readonly float[] _upper; // per bin: its weight in the next one
    private readonly float[] _step; // per bin: 1 / d, 0 if the bin is in no band
    private readonly float[] _rowScale; // per band: from mel power with Slaney's norm to power under a triangle of height 1
    private readonly float[] _rowMean; // per band: 1 / sum of its weights

    public static MelInverse For(MelOptions mel)
    {
        if (s_cache.TryGetValue(mel, out MelInverse? cached)) return cached;
        if (s_cache.Count >= 16) s_cache.Clear();
        return s_cache.GetOrAdd(mel, new MelInverse(mel));
    }

    private MelInverse(MelOptions mel)
    {
        MelFilterBank normalised = MelFilterBank.For(mel);
        float[][] rows = FilterBanks.MelBankSlaney(
            mel.MelBands, mel.FftSize, mel.SampleRate, mel.MinimumFrequency, mel.UpperFrequency, false);
        (_bands, _bins) = (normalised.Bands, normalised.Bins);
        _band = new int[_bins];
        _lower = new float[_bins];
        _upper = new float[_bins];
        _step = new float[_bins];
        _rowScale = new float[_bands];
        _rowMean = new float[_bands];
        var reached = new bool[_bins];
        for (int band = 0; band < _bands; band++)
        {
            float sum = 0, normalisedSum = 0;
            int first = normalised.FirstBin(band);
            ReadOnlySpan<float> weights = normalised.Weights(band);
            for (int k = 0; k < weights.Length; k++)
            {
                int bin = first + k;
                float weight = rows[band][bin];
                sum += weight;
                normalisedSum += weights[k];
                if (!reached[bin])
                {
                    reached[bin] = true;
                    _band[bin] = band;
                    _lower[bin] = weight;
                }
                else
                {
                    _upper[bin] = weight;
                }
            }
            _rowScale[band] = sum / normalisedSum;
            _rowMean[band] = 1 / sum;
        }
        for (int bin = 0; bin < _bins; bin++)
        {
            if (!reached[bin]) continue;
            // There is no band after the last one: use the band before it as the lower band, with weight 0.
            if (_band[bin] == _bands - 1 && _bands > 1)
            {
                _band[bin]--;
                (_lower[bin], _upper[bin]) = (0, _lower[bin]);
            }
            float curvature = _lower[bin] / _rowMean[_band[bin]] + (_bands > 1 ? _upper[bin] / _rowMean[_band[bin] + 1] : 0);
            _step[bin] = 1 / curvature;
        }
        _segment = new int[_bands + 1];
        int at = Array.IndexOf(reached, true), end = Array.LastIndexOf(reached, true) + 1;
        for (int band = 0; band < _bands; band++)
        {
            _segment[band] = at;
            while (at < end && _band[at] == band) at++;
        }
        _segment[_bands] = end;
    }

    /// <summary>Solves for all frames.</summary>
    /// <param name="mel">Mel power [bands, frames].</param>
    /// <param name="frames">The number of frames.</param>
    /// <param name="iterations">Number of iterations.</param>
    /// <param name="maxThreads">Maximum number of threads; 0 means all processors.</param>
    /// <param name="linear">Receives linear power [frames, bins].</param>
    public void Solve(float[] mel, int frames, int iterations, int maxThreads, float[] linear)
        => FrameBlocks.Run(frames, FramesPerBlock, maxThreads, (start, end) => SolveBlock(mel, frames, iterations, linear, start, end));

    private void SolveBlock(float[] mel, int frames, int iterations, float[] linear, int start, int end)
    {
        const int W = FramesPerBlock; // lanes beyond the last frame stay 0
        int bands = _bands, bins = _bins;
        using AlignedFloats floats = AlignedFloats.Rent((2 * bands + 1 + 2 * bins) * W);
        Span<float> target = floats.Span[..(bands * W)];
        Span<float> residual = floats.Span.Slice(bands * W, (bands + 1) * W); // including one band after the last
        Span<float> x = floats.Span.Slice((2 * bands + 1) * W, bins * W), y = floats.Span.Slice((2 * bands + 1 + bins) * W, bins * W);
        target.Clear();
        for (int band = 0; band < bands; band++)
            for (int frame = start; frame < end; frame++)
                target[band * W + frame - start] = mel[band * frames + frame] * _rowScale[band];

        for (int bin = 0; bin < bins; bin++)
        {
            int band = _band[bin], next = Math.Min(band + 1, bands - 1);
            float lower = _lower[bin], upper = _upper[bin], weights = lower + upper;
            for (int lane = 0; lane < W; lane++)
            {
                float mean = weights > 0 ? (lower * target[band * W + lane] * _rowMean[band] + upper * target[next * W + lane] * _rowMean[next]) / weights : 0;
                x[bin * W + lane] = y[bin * W + lane] = mean;
            }
        }

        float t = 1;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            float following = (1 + MathF.Sqrt(1 + 4 * t * t)) / 2;
            Step(target, residual, x, y, (t - 1) / following);
            t = following;
        }

        for (int frame = start; frame < end; frame++)
            for (int bin = 0; bin < bins; bin++)
                linear[frame * bins + bin] = x[bin * W + frame - start];
    }

    // residual = B y - target; x' = max(0, y - step * B^T residual); y = x' + momentum (x' - x)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(ReadOnlySpan<float> target, Span<float> residual, Span<float> x, Span<float> y, float momentum)
    {
        ref float m = ref MemoryMarshal.GetReference(target), r = ref MemoryMarshal.GetReference(residual);
        ref float xs = ref MemoryMarshal.GetReference(x), ys = ref MemoryMarshal.GetReference(y);
        Vector512<float> carried = Vector512<float>.Zero;
        for (int band = 0; band < _bands; band++)
        {
            Vector512<float> sum = carried - RealFourierTransform.Load(ref m, band);
            carried = Vector512<float>.Zero;
            for (int bin = _segment[band]; bin < _segment[band + 1]; bin++)
            {
                Vector512<float> value = RealFourierTransform.Load(ref ys, bin);
                sum = Vector512.MultiplyAddEstimate(Vector512.Create(_lower[bin]), value, sum);
                carried = Vector512.MultiplyAddEstimate(Vector512.Create(_upper[bin]), value, carried);
            }
            RealFourierTransform.Store(sum, ref r, band);
        }
        RealFourierTransform.Store(Vector512<float>.Zero, ref r, _bands);

        Vector512<float> momenta = Vector512.Create(momentum), next = RealFourierTransform.Load(ref r, 0);
        for (int band = 0; band < _bands; band++)
        {
            Vector512<float> own = next;
            next = RealFourierTransform.Load(ref r, band + 1);
            for (int bin = _segment[band]; bin < _segment[band + 1]; bin++)
            {
                Vector512<float> gradient = Vector512.MultiplyAddEstimate(Vector512.Create(_lower[bin]), own, Vector512.Create(_upper[bin]) * next);
                Vector512<float> moved = Vector512.Max(Vector512<float>.Zero, RealFourierTransform.Load(ref ys, bin) - Vector512.Create(_step[bin]) * gradient);
                RealFourierTransform.Store(Vector512.MultiplyAddEstimate(momenta, moved - RealFourierTransform.Load(ref xs, bin), moved), ref ys, bin);
                RealFourierTransform.Store(moved, ref xs, bin);
            }
        }
    }
}
