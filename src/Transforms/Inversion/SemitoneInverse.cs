using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pix2Pitch.Fourier;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>For filters on the semitone scale: at low frequencies a bin is in many of them. The bands of a bin are neighbours, as the bins of a band are.</summary>
internal sealed class SemitoneInverse : MelInverse
{
    // A bin at the outer slope of the first or the last filter is nearly undetermined by the bands, and would keep its initial value.
    private const float MinWeight = 0.05f;

    private readonly MelFilterBank _bank;
    private readonly int[] _first; // per bin: the first of its bands
    private readonly float[][] _weights; // per bin: its weights in the bands from that one on; empty if it is in no band
    private readonly float[] _step; // per bin: 1 / d, 0 if the bin is in no band
    private readonly float[] _rowMean; // per band: 1 / sum of its weights

    public SemitoneInverse(MelOptions mel)
        : base(MelFilterBank.For(mel))
    {
        MelFilterBank bank = _bank = MelFilterBank.For(mel);
        _first = new int[Bins];
        _weights = new float[Bins][];
        _step = new float[Bins];
        _rowMean = new float[Bands];
        var weights = new List<float>[Bins];
        for (int bin = 0; bin < Bins; bin++) weights[bin] = [];
        for (int band = 0; band < Bands; band++)
        {
            ReadOnlySpan<float> own = bank.Weights(band);
            float sum = 0;
            for (int i = 0; i < own.Length; i++)
            {
                int bin = bank.FirstBin(band) + i;
                if (weights[bin].Count == 0) _first[bin] = band;
                weights[bin].Add(own[i]);
                sum += own[i];
            }
            _rowMean[band] = 1 / sum;
        }
        for (int bin = 0; bin < Bins; bin++)
        {
            _weights[bin] = weights[bin].Sum() >= MinWeight ? [.. weights[bin]] : [];
            float curvature = 0;
            for (int i = 0; i < _weights[bin].Length; i++) curvature += _weights[bin][i] / _rowMean[_first[bin] + i];
            if (curvature > 0) _step[bin] = 1 / curvature;
        }
    }

    protected override void Start(ReadOnlySpan<float> target, Span<float> x)
    {
        const int W = RealFourierTransform.Lanes;
        x.Clear();
        for (int bin = 0; bin < Bins; bin++)
        {
            float[] weights = _weights[bin];
            float sum = weights.Sum();
            for (int i = 0; i < weights.Length; i++)
            {
                int band = _first[bin] + i;
                float share = weights[i] / sum * _rowMean[band];
                for (int lane = 0; lane < W; lane++) x[bin * W + lane] += share * target[band * W + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Step(ReadOnlySpan<float> target, Span<float> residual, Span<float> x, Span<float> y, float momentum)
    {
        ref float m = ref MemoryMarshal.GetReference(target), r = ref MemoryMarshal.GetReference(residual);
        ref float xs = ref MemoryMarshal.GetReference(x), ys = ref MemoryMarshal.GetReference(y);
        for (int band = 0; band < Bands; band++)
        {
            Vector512<float> sum = -RealFourierTransform.Load(ref m, band);
            int first = _bank.FirstBin(band);
            ReadOnlySpan<float> weights = _bank.Weights(band);
            for (int i = 0; i < weights.Length; i++)
                sum = Vector512.MultiplyAddEstimate(Vector512.Create(weights[i]), RealFourierTransform.Load(ref ys, first + i), sum);
            RealFourierTransform.Store(sum, ref r, band);
        }

        Vector512<float> momenta = Vector512.Create(momentum);
        for (int bin = 0; bin < Bins; bin++)
        {
            float[] weights = _weights[bin];
            if (weights.Length == 0) continue;
            Vector512<float> gradient = Vector512<float>.Zero;
            for (int i = 0; i < weights.Length; i++)
                gradient = Vector512.MultiplyAddEstimate(Vector512.Create(weights[i]), RealFourierTransform.Load(ref r, _first[bin] + i), gradient);
            Vector512<float> moved = Vector512.Max(Vector512<float>.Zero, RealFourierTransform.Load(ref ys, bin) - Vector512.Create(_step[bin]) * gradient);
            RealFourierTransform.Store(Vector512.MultiplyAddEstimate(momenta, moved - RealFourierTransform.Load(ref xs, bin), moved), ref ys, bin);
            RealFourierTransform.Store(moved, ref xs, bin);
        }
    }
}
