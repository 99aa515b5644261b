using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Pix2Pitch.SoundFiles;

/// <summary>
/// Changes the sample rate with a polyphase windowed-sinc filter: Kaiser window for 100 dB of attenuation, pass band up to 91 % of the lower
/// Nyquist frequency, stop band from that frequency, so that nothing aliases.
/// See Crochiere and Rabiner, "Multirate Digital Signal Processing", 1983, and Kaiser's window formulae there.
/// </summary>
internal sealed class Resampler
{
    private const double Attenuation = 100; // dB
    private const double TransitionWidth = 0.09; // of the lower Nyquist frequency
    private const int MaxTableValues = 1 << 18;
    private const int InterpolatedPhases = 1024; // at the higher rate; the error of linear interpolation between two of them is -110 dB

    private static readonly ConcurrentDictionary<(int, int), Resampler> s_cache = new();
    private static readonly double s_beta = 0.1102 * (Attenuation - 8.7);

    private readonly int _up; // output samples per...
    private readonly int _down; // ...input samples, in lowest terms
    private readonly int _taps;
    private readonly double _cutoff; // in cycles per input sample
    private readonly double _halfWidth; // in input samples
    private readonly int _phases; // number of stored phases: all, or a fine grid that is interpolated
    private readonly float[] _table = []; // [phases + 1, taps]

    /// <summary>The resampler for these rates; the last few are cached.</summary>
    public static Resampler For(int sourceRate, int targetRate)
    {
        if (s_cache.TryGetValue((sourceRate, targetRate), out Resampler? cached)) return cached;
        if (s_cache.Count >= 8) s_cache.Clear();
        return s_cache.GetOrAdd((sourceRate, targetRate), new Resampler(sourceRate, targetRate));
    }

    private Resampler(int sourceRate, int targetRate)
    {
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(sourceRate, targetRate);
        _up = targetRate / divisor;
        _down = sourceRate / divisor;
        if (IsIdentity) return;
        double nyquist = 0.5 * Math.Min(1, (double)targetRate / sourceRate); // the lower one, in cycles per input sample
        _cutoff = nyquist * (1 - TransitionWidth / 2);
        _halfWidth = (Attenuation - 7.95) / (14.36 * nyquist * TransitionWidth) / 2;
        Reach = (int)Math.Ceiling(_halfWidth);
        _taps = 2 * Reach;
        // A wider filter needs fewer phases for the same accuracy.
        _phases = (long)_up * _taps <= MaxTableValues ? _up : Math.Max(8, (int)(2 * nyquist * InterpolatedPhases));
        _table = new float[(_phases + 1) * _taps];
        for (int phase = 0; phase <= _phases; phase++) FillPhase((double)phase / _phases, _table.AsSpan(phase * _taps, _taps));
    }

    /// <summary>Converts a whole sound to another sample rate.</summary>
    public static float[] Convert(float[] samples, int sourceRate, int targetRate)
    {
        if (sourceRate == targetRate) return samples;
        Resampler resampler = For(sourceRate, targetRate);
        var target = new float[resampler.TargetLength(samples.Length)];
        resampler.Resample(samples, 0, 0, target);
        return target;
    }

    /// <summary>Whether both rates are the same.</summary>
    public bool IsIdentity => _up == _down;

    /// <summary>How many input samples the filter reaches before and after a position.</summary>
    public int Reach { get; }

    /// <summary>The number of input samples that one output sample depends on.</summary>
    public int Taps => Math.Max(1, _taps);

    /// <summary>The number of output samples for <paramref name="sourceLength"/> input samples.</summary>
    public long TargetLength(long sourceLength) => sourceLength <= 0 ? 0 : (long)(((Int128)sourceLength * _up + _down - 1) / _down);

    /// <summary>The number of output samples, at least one, within <paramref name="inputs"/> input samples.</summary>
    public int MaxOutputs(int inputs) => (int)Math.Clamp((long)(inputs - 1) * _up / _down, 1, int.MaxValue);

    /// <summary>
    /// The range of input samples (end exclusive) that the filter needs for <paramref name="count"/> output samples starting at
    /// <paramref name="first"/>.
    /// </summary>
    public (long From, long To) Window(long first, int count)
    {
        if (IsIdentity) return (first, first + count);
        return (Place(first) - Reach + 1, Place(first + count - 1) + Reach + 1);
    }

    /// <summary>Resamples. Samples outside of <paramref name="source"/> are taken as 0.</summary>
    /// <param name="source">A part of the input.</param>
    /// <param name="sourceStart">The index of its first sample; input sample 0 is at the time of output sample 0.</param>
    /// <param name="first">The index of the first output sample to compute.</param>
    /// <param name="target">Receives the output; its length is the number of samples to compute.</param>
    public void Resample(ReadOnlySpan<float> source, long sourceStart, long first, Span<float> target)
    {
        if (IsIdentity)
        {
            int skipped = (int)Math.Clamp(first - sourceStart, 0, source.Length), count = Math.Min(source.Length - skipped, target.Length);
            source.Slice(skipped, count).CopyTo(target);
            target[count..].Clear();
            return;
        }
        for (int n = 0; n < target.Length; n++)
        {
            long place = Place(first + n), phase = Phase(first + n) * _phases, start = place - Reach + 1 - sourceStart;
            int row = (int)(phase / _up);
            float between = (float)(phase % _up) / _up; // 0 if all phases are stored
            int from = (int)Math.Clamp(-start, 0, _taps), to = (int)Math.Clamp(source.Length - start, from, _taps);
            if (to == from)
            {
                target[n] = 0;
                continue;
            }
            ReadOnlySpan<float> samples = source.Slice((int)(start + from), to - from);
            float value = TensorPrimitives.Dot(_table.AsSpan(row * _taps + from, to - from), samples);
            if (between > 0) value += between * (TensorPrimitives.Dot(_table.AsSpan((row + 1) * _taps + from, to - from), samples) - value);
            target[n] = value;
        }
    }

    // The input sample at or before an output sample, and the distance from it to the output sample in units of 1 / _up input samples. The
    // product does not overflow for up to 2^39 output samples (200 days) at 768 kHz.
    private long Place(long output) => output * _down / _up;

    private long Phase(long output) => output * _down % _up;

    // Tap k is for the input sample k - Reach + 1 after the one at or before the output sample. The output sample is `fraction` after that one.
    private void FillPhase(double fraction, Span<float> taps)
    {
        Span<double> values = taps.Length <= 1024 ? stackalloc double[taps.Length] : new double[taps.Length];
        double sum = 0;
        for (int k = 0; k < taps.Length; k++)
        {
            double t = k - Reach + 1 - fraction, u = t / _halfWidth, value = 0;
            if (Math.Abs(u) < 1)
            {
                double angle = 2 * Math.PI * _cutoff * t;
                value = (Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle) * Bessel(s_beta * Math.Sqrt(1 - u * u));
            }
            values[k] = value;
            sum += value;
        }
        for (int k = 0; k < taps.Length; k++) taps[k] = (float)(values[k] / sum); // a gain of exactly 1 for constants
    }

    // The modified Bessel function of the first kind and order 0, by its series.
    internal static double Bessel(double x)
    {
        double sum = 1, term = 1, quarter = x * x / 4;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= quarter / ((double)k * k);
            sum += term;
        }
        return sum;
    }
}
