using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NWaves.Filters.Fda;
using Pix2Pitch.Fourier;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Inversion;

/// <summary>For triangles: each bin is in two neighbouring ones at most, so an iteration is two short loops over the bins, vectorized across frames.</summary>
internal sealed class TriangleInverse : MelInverse
{
    private readonly int[] _band; // per bin: the lower of its two bands
    private readonly int[] _segment; // per band: the first bin with this lower band; then the bin after the last
    private readonly float[] _lower; // per bin: its weight in that band
    private readonly float[] _upper; // per bin: its weight in the next one
    private readonly float[] _step; // per bin: 1 / d, 0 if the bin is in no band
    private readonly float[] _rowMean; // per band: 1 / sum of its weights

    public TriangleInverse(MelOptions mel)
        : base(MelFilterBank.For(mel))
    {
        MelFilterBank normalised = MelFilterBank.For(mel);
        float[][] rows = FilterBanks.MelBankSlaney(
            mel.MelBands, mel.FftSize, mel.SampleRate, mel.MinimumFrequency, mel.UpperFrequency, false);
        _band = new int[Bins];
        _lower = new float[Bins];
        _upper = new float[Bins];
        _step = new float[Bins];
        _rowMean = new float[Bands];
        var reached = new bool[Bins];
        for (int band = 0; band < Bands; band++)
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
            RowScale[band] = sum / normalisedSum;
            _rowMean[band] = 1 / sum;
        }
        for (int bin = 0; bin < Bins; bin++)
        {
            if (!reached[bin]) continue;
            // There is no band after the last one: use the band before it as the lower band, with weight 0.
            if (_band[bin] == Bands - 1 && Bands > 1)
            {
                _band[bin]--;
                (_lower[bin], _upper[bin]) = (0, _lower[bin]);
            }
            float curvature = _lower[bin] / _rowMean[_band[bin]] + (Bands > 1 ? _upper[bin] / _rowMean[_band[bin] + 1] : 0);
            _step[bin] = 1 / curvature;
        }
        _segment = new int[Bands + 1];
        int at = Array.IndexOf(reached, true), end = Array.LastIndexOf(reached, true) + 1;
        for (int band = 0; band < Bands; band++)
        {
            _segment[band] = at;
            while (at < end && _band[at] == band) at++;
        }
        _segment[Bands] = end;
    }

    protected override void Start(ReadOnlySpan<float> target, Span<float> x)
    {
        const int W = RealFourierTransform.Lanes;
        int bands = Bands, bins = Bins;
        for (int bin = 0; bin < bins; bin++)
        {
            int band = _band[bin], next = Math.Min(band + 1, bands - 1);
            float lower = _lower[bin], upper = _upper[bin], weights = lower + upper;
            for (int lane = 0; lane < W; lane++)
            {
                float mean = weights > 0 ? (lower * target[band * W + lane] * _rowMean[band] + upper * target[next * W + lane] * _rowMean[next]) / weights : 0;
                x[bin * W + lane] = mean;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Step(ReadOnlySpan<float> target, Span<float> residual, Span<float> x, Span<float> y, float momentum)
    {
        ref float m = ref MemoryMarshal.GetReference(target), r = ref MemoryMarshal.GetReference(residual);
        ref float xs = ref MemoryMarshal.GetReference(x), ys = ref MemoryMarshal.GetReference(y);
        Vector512<float> carried = Vector512<float>.Zero;
        for (int band = 0; band < Bands; band++)
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
        RealFourierTransform.Store(Vector512<float>.Zero, ref r, Bands);

        Vector512<float> momenta = Vector512.Create(momentum), next = RealFourierTransform.Load(ref r, 0);
        for (int band = 0; band < Bands; band++)
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
