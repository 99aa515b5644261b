using System.Numerics.Tensors;

namespace Pix2Pitch.Audio;

/// <summary>
/// Loudness as ITU-R BS.1770-4 defines it, of one channel: K-weighting, the mean power of blocks of 400 ms every 100 ms, of which
/// those count that are louder than -70 LUFS and than 10 LU under the mean of the others. The recommendation gives the weighting filters'
/// coefficients for 48 kHz alone; here their analogue prototypes are taken through the bilinear transform for any rate.
/// </summary>
public static class Loudness
{
    private const double Offset = -0.691; // dB: makes a full-scale 997 Hz tone read -3.01
    private const double AbsoluteGate = -70; // LUFS
    private const double RelativeGate = -10; // LU

    /// <summary>The integrated loudness of a mono signal, in LUFS.</summary>
    /// <param name="samples">Samples, full scale at 1.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <returns>Negative infinity where no 400 ms of it are louder than -70 LUFS. Sounds shorter than that count as one block.</returns>
    public static double Integrated(ReadOnlySpan<float> samples, int sampleRate) => Integrated(samples, [], sampleRate);

    /// <summary>The integrated loudness of a stereo signal, in LUFS.</summary>
    /// <param name="left">The left channel's samples, full scale at 1.</param>
    /// <param name="right">The right channel's; as many, or none for mono.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <returns>Negative infinity where no 400 ms of it are louder than -70 LUFS.</returns>
    public static double Integrated(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int sampleRate)
    {
        if (sampleRate is < 4000 or > 768000) throw new ArgumentOutOfRangeException(nameof(sampleRate), sampleRate, "The sample rate must be 4000 to 768000 Hz.");
        if (right.Length > 0 && right.Length != left.Length)
            throw new ArgumentException($"The left channel has {left.Length} samples and the right one {right.Length}; they must have as many.", nameof(right));
        double[] powers = BlockPowers(left, sampleRate);
        if (right.Length > 0) TensorPrimitives.Add<double>(powers, BlockPowers(right, sampleRate), powers);
        double gate = MeanOver(powers, Power(AbsoluteGate));
        if (double.IsNaN(gate)) return double.NegativeInfinity;
        return Lufs(MeanOver(powers, Math.Max(Power(AbsoluteGate), gate * Math.Pow(10, RelativeGate / 10))));
    }

    /// <summary>
    /// The highest value that the signal reaches between its samples too, found with four times as many (BS.1770-4, annex 2); full
    /// scale is 1.
    /// </summary>
    public static double TruePeak(ReadOnlySpan<float> samples) => TruePeakMeter.Measure(samples);

    /// <summary>Scales a mono signal to a loudness, or less where its true peak would pass a ceiling. Silence stays as it is.</summary>
    /// <param name="samples">The samples, full scale at 1; scaled in place.</param>
    /// <param name="sampleRate">Samples per second; 4,000 to 768,000 Hz.</param>
    /// <param name="lufs">The loudness wanted; null means as loud as the ceiling allows.</param>
    /// <param name="peakDecibels">The ceiling of the true peak, in dB over full scale.</param>
    public static void Normalise(Span<float> samples, int sampleRate, double? lufs, double peakDecibels)
    {
        double peak = TruePeak(samples);
        if (!(peak > 0)) return;
        double gain = Math.Pow(10, peakDecibels / 20) / peak;
        if (lufs is { } wanted) gain = Math.Min(gain, Math.Pow(10, (wanted - Integrated(samples, sampleRate)) / 20)); // an infinite gain leaves the ceiling's
        TensorPrimitives.Multiply(samples, (float)gain, samples);
    }

    private static double Lufs(double power) => Offset + 10 * Math.Log10(power);

    private static double Power(double lufs) => Math.Pow(10, (lufs - Offset) / 10);

    // The mean of the values above the gate; NaN where there are none.
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

    // The mean power of every block of 400 ms, which are made of four steps of 100 ms.
    private static double[] BlockPowers(ReadOnlySpan<float> samples, int sampleRate)
    {
        int steps = (int)(samples.Length * 10L / sampleRate);
        KWeighting filter = new(sampleRate);
        if (steps < 4)
        {
            double sum = 0;
            foreach (float sample in samples)
            {
                double y = filter.Next(sample);
                sum += y * y;
            }
            return [samples.Length > 0 ? sum / samples.Length : 0];
        }
        var energies = new double[steps];
        int at = 0;
        for (int step = 0; step < steps; step++)
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
        var blocks = new double[steps - 3];
        double length = 0.4 * sampleRate;
        for (int block = 0; block < blocks.Length; block++)
            blocks[block] = (energies[block] + energies[block + 1] + energies[block + 2] + energies[block + 3]) / length;
        return blocks;
    }
}
