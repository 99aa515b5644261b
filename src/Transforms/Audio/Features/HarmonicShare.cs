namespace Pix2Pitch.Audio.Features;

/// <summary>
/// How much of the energy lies in steady tones: of each magnitude the share H^2 / (H^2 + P^2), H being the median of its neighbours in time
/// and P that of its neighbours in frequency (Fitzgerald 2010).
/// </summary>
internal static class HarmonicShare
{
    private const int TimeReach = 8, FrequencyReach = 15; // 17 frames of 46 ms, 31 bins of 11 Hz

    public static double Of(MagnitudeSpectrogram spectrogram)
    {
        int frames = spectrogram.Frames, bins = spectrogram.Bins;
        var harmonic = new float[frames * bins];
        var line = new float[frames];
        for (int bin = 0; bin < bins; bin++)
        {
            for (int frame = 0; frame < frames; frame++) line[frame] = spectrogram.Frame(frame)[bin];
            RunningMedian(line, TimeReach, harmonic.AsSpan(bin), bins);
        }
        var percussive = new float[bins];
        double energy = 0, kept = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = spectrogram.Frame(frame), steady = harmonic.AsSpan(frame * bins, bins);
            RunningMedian(magnitudes, FrequencyReach, percussive, 1);
            for (int bin = 0; bin < bins; bin++)
            {
                double power = (double)magnitudes[bin] * magnitudes[bin];
                double h = (double)steady[bin] * steady[bin], p = (double)percussive[bin] * percussive[bin];
                energy += power;
                if (h > 0) kept += power * h / (h + p);
            }
        }
        return energy > 0 ? kept / energy : 0;
    }

    // The window is kept in order: one value leaves it and one enters at each step. Beyond the ends there is nothing, and the window is
    // shorter there.
    private static void RunningMedian(ReadOnlySpan<float> values, int reach, Span<float> medians, int stride)
    {
        Span<float> window = stackalloc float[2 * reach + 1];
        int count = 0;
        for (int i = -reach; i < values.Length; i++)
        {
            if (i - reach - 1 >= 0)
            {
                int old = window[..count].BinarySearch(values[i - reach - 1]);
                window[(old + 1)..count].CopyTo(window[old..]);
                count--;
            }
            if (i + reach < values.Length)
            {
                int place = window[..count].BinarySearch(values[i + reach]);
                if (place < 0) place = ~place;
                window[place..count].CopyTo(window[(place + 1)..]);
                window[place] = values[i + reach];
                count++;
            }
            if (i >= 0) medians[i * stride] = (window[(count - 1) / 2] + window[count / 2]) / 2;
        }
    }
}
