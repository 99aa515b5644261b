using System.Numerics.Tensors;

namespace Pix2Pitch.Loudness;

/// <summary>
/// Loudness according to ITU-R BS.1770-4 and the EBU: K-weighting, then the mean power of blocks of 400 ms every 100 ms, without the blocks below
/// -70 LUFS and more than 10 LU below the mean of the others. The recommendation has the filter coefficients only for 48 kHz. For other sample rates,
/// the filters are derived from their analogue prototypes by the bilinear transform.
/// </summary>
internal static class LoudnessMeter
{
    private const double Offset = -0.691; // dB: a full-scale tone of 997 Hz has -3.01 LUFS
    private const double AbsoluteGate = -70; // LUFS
    private const double RelativeGate = -10; // LU
    private const double RangeGate = -20; // LU
    private const int BlockSteps = 4, ShortTermSteps = 30; // of 100 ms

    /// <summary>The integrated loudness of a mono signal, in LUFS.</summary>
    /// <param name="samples">Samples, full scale at 1.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <returns>The loudness; negative infinity if no block is louder than -70 LUFS. A signal shorter than 400 ms is one block.</returns>
    public static double Integrated(ReadOnlySpan<float> samples, int sampleRate) => Integrated(samples, [], sampleRate);

    /// <summary>The integrated loudness of a stereo signal, in LUFS.</summary>
    /// <param name="left">The left channel's samples, full scale at 1.</param>
    /// <param name="right">The right channel's samples, as many; or empty for mono.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <returns>The loudness; negative infinity if no block is louder than -70 LUFS.</returns>
    public static double Integrated(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int sampleRate)
    {
        CheckRate(sampleRate);
        if (right.Length > 0 && right.Length != left.Length)
            throw new ArgumentException($"The left channel has {left.Length} samples and the right one {right.Length}; both must have the same number.", nameof(right));
        double[] powers = BlockPowers(left, sampleRate);
        if (right.Length > 0) TensorPrimitives.Add<double>(powers, BlockPowers(right, sampleRate), powers);
        return IntegratedOf(powers);
    }

    /// <summary>
    /// The integrated loudness of a mono signal and its loudness range (EBU Tech 3342): from the 10th to the 95th percentile of the loudness of
    /// blocks of 3 s every 100 ms, without the blocks below -70 LUFS and more than 20 LU below the mean of the others.
    /// </summary>
    /// <param name="samples">Samples, full scale at 1.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <returns>The integrated loudness in LUFS, and the range in LU, which is 0 for less than 3 s.</returns>
    public static (double Integrated, double Range) Measure(ReadOnlySpan<float> samples, int sampleRate)
    {
        CheckRate(sampleRate);
        double[] steps = StepEnergies(samples, sampleRate);
        return (IntegratedOf(steps.Length < BlockSteps ? BlockPowers(samples, sampleRate) : BlockPowers(steps, BlockSteps, sampleRate)),
            steps.Length < ShortTermSteps ? 0 : RangeOf(BlockPowers(steps, ShortTermSteps, sampleRate)));
    }

    private static double IntegratedOf(double[] powers)
    {
        double gate = MeanOver(powers, Power(AbsoluteGate));
        if (double.IsNaN(gate)) return double.NegativeInfinity;
        return Lufs(MeanOver(powers, Math.Max(Power(AbsoluteGate), gate * Math.Pow(10, RelativeGate / 10))));
    }

    /// <summary>
    /// The true peak: the maximum of the signal, including between its samples, by four times oversampling (BS.1770-4, annex 2). Full scale is
    /// 1.
    /// </summary>
    public static double TruePeak(ReadOnlySpan<float> samples) => TruePeakMeter.Measure(samples);

    /// <summary>Scales a mono signal to a loudness, or to less if its true peak would exceed a ceiling. Silence is not changed.</summary>
    /// <param name="samples">The samples, full scale at 1; scaled in place.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <param name="lufs">The target loudness; null means as loud as the ceiling allows.</param>
    /// <param name="peakDecibels">The ceiling of the true peak, in dB relative to full scale.</param>
    public static void Normalize(Span<float> samples, int sampleRate, double? lufs, double peakDecibels)
    {
        double peak = TruePeak(samples);
        if (!(peak > 0)) return;
        double gain = Math.Pow(10, peakDecibels / 20) / peak;
        if (lufs is { } wanted) gain = Math.Min(gain, Math.Pow(10, (wanted - Integrated(samples, sampleRate)) / 20)); // if the gain is infinite, the ceiling applies
        TensorPrimitives.Multiply(samples, (float)gain, samples);
    }

    private static double Lufs(double power) => Offset + 10 * Math.Log10(power);

    private static double Power(double lufs) => Math.Pow(10, (lufs - Offset) / 10);

    // The mean of the values above the gate; NaN if there are none.
    private static double MeanOver(double[] powers, double gate)
    {
        double sum = 0;
        int count = 0;
        foreach (double power in powers)
        {
            if (!(power > gate)) continue;
            sum += power;
            count++;
        }
        return sum / count;
    }

    private static double RangeOf(double[] powers)
    {
        double gate = Math.Max(Power(AbsoluteGate), MeanOver(powers, Power(AbsoluteGate)) * Math.Pow(10, RangeGate / 10));
        double[] over = [.. powers.Where(power => power > gate).Order()];
        return over.Length == 0 ? 0 : Lufs(Percentile(over, 0.95)) - Lufs(Percentile(over, 0.10));
    }

    private static double Percentile(double[] ordered, double share) => ordered[(int)Math.Round(share * (ordered.Length - 1))];

    private static void CheckRate(int sampleRate)
    {
        if (sampleRate is < 4000 or > 768000) throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "The sample rate must be 4000 to 768000 Hz.");
    }

    // The mean power of each block of 400 ms; a shorter signal is one block.
    private static double[] BlockPowers(ReadOnlySpan<float> samples, int sampleRate)
    {
        double[] steps = StepEnergies(samples, sampleRate);
        if (steps.Length >= BlockSteps) return BlockPowers(steps, BlockSteps, sampleRate);
        KWeighting filter = new(sampleRate);
        double sum = 0;
        foreach (float sample in samples)
        {
            double y = filter.Next(sample);
            sum += y * y;
        }
        return [samples.Length > 0 ? sum / samples.Length : 0];
    }

    // The mean power of each block of `steps` steps.
    private static double[] BlockPowers(double[] energies, int steps, int sampleRate)
    {
        var blocks = new double[energies.Length - steps + 1];
        double length = steps * 0.1 * sampleRate;
        for (int block = 0; block < blocks.Length; block++)
        {
            double sum = 0;
            for (int step = 0; step < steps; step++) sum += energies[block + step];
            blocks[block] = sum / length;
        }
        return blocks;
    }

    // The energy of each complete step of 100 ms.
    private static double[] StepEnergies(ReadOnlySpan<float> samples, int sampleRate)
    {
        KWeighting filter = new(sampleRate);
        var energies = new double[(int)(samples.Length * 10L / sampleRate)];
        int at = 0;
        for (int step = 0; step < energies.Length; step++)
        {
            int end = (int)((step + 1L) * sampleRate / 10);
            double sum = 0;
            for (; at < end; at++)
            {
                double y = filter.Next(samples[at]);
                sum += y * y;
            }
            energies[step] = sum;
        }
        return energies;
    }
}

/// <summary>
/// The K-weighting filter of ITU-R BS.1770-4, annex 1: a high shelf that models the head, then a high pass (the "RLB curve"), both of second
/// order. The corner frequencies, the gain and the quality factors are those whose bilinear transform at 48 kHz gives the coefficients of the
/// recommendation.
/// </summary>
internal struct KWeighting
{
    private readonly double _b0, _b1, _b2, _a1, _a2; // the shelf
    private readonly double _c1, _c2; // the high pass; its numerator is 1, -2, 1
    private double _s1, _s2, _t1, _t2;

    public KWeighting(int sampleRate)
    {
        const double ShelfFrequency = 1681.974450955533, ShelfGain = 3.999843853973347, ShelfQuality = 0.7071752369554196;
        double k = Math.Tan(Math.PI * ShelfFrequency / sampleRate), high = Math.Pow(10, ShelfGain / 20);
        double middle = Math.Pow(high, 0.4996667741545416), scale = 1 + k / ShelfQuality + k * k;
        _b0 = (high + middle * k / ShelfQuality + k * k) / scale;
        _b1 = 2 * (k * k - high) / scale;
        _b2 = (high - middle * k / ShelfQuality + k * k) / scale;
        _a1 = 2 * (k * k - 1) / scale;
        _a2 = (1 - k / ShelfQuality + k * k) / scale;

        const double PassFrequency = 38.13547087602444, PassQuality = 0.5003270373238773;
        k = Math.Tan(Math.PI * PassFrequency / sampleRate);
        scale = 1 + k / PassQuality + k * k;
        _c1 = 2 * (k * k - 1) / scale;
        _c2 = (1 - k / PassQuality + k * k) / scale;
    }

    /// <summary>Filters the next sample.</summary>
    public double Next(double x)
    {
        // Both filters are in transposed direct form II.
        double y = _b0 * x + _s1;
        _s1 = _b1 * x - _a1 * y + _s2;
        _s2 = _b2 * x - _a2 * y;
        double z = y + _t1;
        _t1 = -2 * y - _c1 * z + _t2;
        _t2 = y - _c2 * z;
        return z;
    }
}
