using System.Numerics.Tensors;

namespace Pix2Pitch.Features;

/// <summary>
/// The spectral flux and the onsets and tempo that follow from it. The flux of a frame is the sum of the rises of the compressed magnitudes
/// log(1 + 100 |X| / max |X|), divided by the mean sum of the magnitudes of a frame.
/// </summary>
internal sealed class OnsetStrength
{
    private const float Compression = 100;
    private const double PeakSeconds = 0.03, MeanSeconds = 0.1, GapSeconds = 0.05;
    private const double MinBeatsPerMinute = 30, MaxBeatsPerMinute = 300, PreferredBeatsPerMinute = 120;

    private readonly double[] _flux;
    private readonly double _framesPerSecond;
    private readonly double _seconds;

    public OnsetStrength(MagnitudeSpectrogram spectrogram, double framesPerSecond, double clipSeconds, double threshold)
    {
        (_framesPerSecond, _seconds) = (framesPerSecond, clipSeconds);
        _flux = Flux(spectrogram);
        Onsets = Count(threshold);
    }

    public int Onsets { get; }

    public double Rate => Onsets / _seconds;

    /// <summary>Beats per minute; NaN if there is no period.</summary>
    public double Tempo()
    {
        int minLag = (int)Math.Ceiling(60 / MaxBeatsPerMinute * _framesPerSecond), maxLag = (int)(60 / MinBeatsPerMinute * _framesPerSecond);
        maxLag = Math.Min(maxLag, _flux.Length - 2);
        if (Onsets < 3 || maxLag <= minLag) return double.NaN;
        double mean = _flux.Average();
        double[] centred = [.. _flux.Select(value => value - mean)];
        double[] autocorrelation = new double[Math.Min(_flux.Length, 4 * maxLag + 4)];
        for (int lag = 0; lag < autocorrelation.Length; lag++)
            autocorrelation[lag] = TensorPrimitives.Dot<double>(centred.AsSpan(lag), centred.AsSpan(0, centred.Length - lag));
        int best = -1;
        double maxValue = 0;
        for (int lag = minLag; lag <= maxLag; lag++)
        {
            double octaves = Math.Log2(60 * _framesPerSecond / lag / PreferredBeatsPerMinute);
            double value = autocorrelation[lag] * Math.Exp(-0.5 * octaves * octaves);
            if (value > maxValue) (best, maxValue) = (lag, value);
        }
        return best < 0 ? double.NaN : Math.Clamp(60 * _framesPerSecond / Refined(autocorrelation, best), MinBeatsPerMinute, MaxBeatsPerMinute);
    }

    // The peaks of the autocorrelation after two, three and four periods give the period more exactly.
    private static double Refined(double[] autocorrelation, int lag)
    {
        double period = Peak(autocorrelation, lag);
        for (int times = 2; times <= 4; times++)
        {
            int about = (int)Math.Round(times * period), best = about;
            if (about + 3 >= autocorrelation.Length) break;
            for (int near = about - 2; near <= about + 2; near++)
            {
                if (autocorrelation[near] > autocorrelation[best]) best = near;
            }
            if (autocorrelation[best] < autocorrelation[lag] / 2) break;
            period = Peak(autocorrelation, best) / times;
        }
        return period;
    }

    // The vertex of the parabola through three points.
    private static double Peak(double[] values, int at)
    {
        double before = values[at - 1], here = values[at], after = values[at + 1], bend = before - 2 * here + after;
        return bend < 0 ? at + Math.Clamp((before - after) / (2 * bend), -0.5, 0.5) : at;
    }

    /// <summary>The spectral flux of each frame; 0 for the first.</summary>
    public static double[] Flux(MagnitudeSpectrogram spectrogram)
    {
        var flux = new double[spectrogram.Frames];
        float[] before = new float[spectrogram.Bins], now = new float[spectrogram.Bins];
        float gain = Compression / spectrogram.Max;
        double sum = 0;
        for (int frame = 0; frame < flux.Length; frame++)
        {
            TensorPrimitives.Multiply(spectrogram.Frame(frame), gain, now);
            TensorPrimitives.LogP1<float>(now, now);
            sum += TensorPrimitives.Sum<float>(now);
            if (frame > 0)
            {
                TensorPrimitives.Subtract(now, before, before);
                TensorPrimitives.Max<float>(before, 0, before);
                flux[frame] = TensorPrimitives.Sum<float>(before);
            }
            (before, now) = (now, before);
        }
        for (int frame = 0; frame < flux.Length; frame++) flux[frame] *= flux.Length / sum;
        return flux;
    }

    private int Count(double threshold)
    {
        int top = (int)Math.Round(PeakSeconds * _framesPerSecond), around = (int)Math.Round(MeanSeconds * _framesPerSecond);
        int gap = (int)Math.Round(GapSeconds * _framesPerSecond), count = 0, last = -gap;
        for (int frame = 0; frame < _flux.Length; frame++)
        {
            double value = _flux[frame];
            if (frame - last < gap || value < TensorPrimitives.Max(Around(frame, top))) continue;
            ReadOnlySpan<double> near = Around(frame, around);
            if (value < TensorPrimitives.Sum(near) / near.Length + threshold) continue;
            count++;
            last = frame;
        }
        return count;
    }

    private ReadOnlySpan<double> Around(int frame, int reach)
    {
        int from = Math.Max(0, frame - reach);
        return _flux.AsSpan(from, Math.Min(_flux.Length, frame + reach + 1) - from);
    }
}
