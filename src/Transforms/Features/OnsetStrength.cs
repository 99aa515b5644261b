using System.Numerics.Tensors;

namespace Pix2Pitch.Features;

/// <summary>
/// How much of each frame is new: the sum of the rises of the compressed magnitudes log(1 + 100 |X| / max |X|) over their mean sum, frame
/// after frame.
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

    /// <summary>Beats per minute; not a number where there is no period.</summary>
    public double Tempo()
    {
        int shortest = (int)Math.Ceiling(60 / MaxBeatsPerMinute * _framesPerSecond), longest = (int)(60 / MinBeatsPerMinute * _framesPerSecond);
        longest = Math.Min(longest, _flux.Length - 2);
        if (Onsets < 3 || longest <= shortest) return double.NaN;
        double mean = _flux.Average();
        double[] centred = [.. _flux.Select(value => value - mean)];
        double[] likeness = new double[Math.Min(_flux.Length, 4 * longest + 4)];
        for (int lag = 0; lag < likeness.Length; lag++)
            likeness[lag] = TensorPrimitives.Dot<double>(centred.AsSpan(lag), centred.AsSpan(0, centred.Length - lag));
        int best = -1;
        double highest = 0;
        for (int lag = shortest; lag <= longest; lag++)
        {
            double octaves = Math.Log2(60 * _framesPerSecond / lag / PreferredBeatsPerMinute);
            double value = likeness[lag] * Math.Exp(-0.5 * octaves * octaves);
            if (value > highest) (best, highest) = (lag, value);
        }
        return best < 0 ? double.NaN : Math.Clamp(60 * _framesPerSecond / Refined(likeness, best), MinBeatsPerMinute, MaxBeatsPerMinute);
    }

    // Where the likeness peaks again after two, three and four periods says more exactly how long one is.
    private static double Refined(double[] likeness, int lag)
    {
        double period = Peak(likeness, lag);
        for (int times = 2; times <= 4; times++)
        {
            int about = (int)Math.Round(times * period), best = about;
            if (about + 3 >= likeness.Length) break;
            for (int near = about - 2; near <= about + 2; near++)
            {
                if (likeness[near] > likeness[best]) best = near;
            }
            if (likeness[best] < likeness[lag] / 2) break;
            period = Peak(likeness, best) / times;
        }
        return period;
    }

    // The top of the parabola through three points.
    private static double Peak(double[] values, int at)
    {
        double before = values[at - 1], here = values[at], after = values[at + 1], bend = before - 2 * here + after;
        return bend < 0 ? at + Math.Clamp((before - after) / (2 * bend), -0.5, 0.5) : at;
    }

    private static double[] Flux(MagnitudeSpectrogram spectrogram)
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
