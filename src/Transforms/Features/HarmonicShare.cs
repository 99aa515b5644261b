using System.Runtime.Intrinsics;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Features;

/// <summary>
/// How much of the energy lies in steady tones: of each magnitude the share H^2 / (H^2 + P^2), H being the median of its neighbours in time
/// and P that of its neighbours in frequency (Fitzgerald 2010).
/// </summary>
internal static class HarmonicShare
{
    private const int Lanes = 16;
    private const int TimeReach = 8, FrequencyReach = 15; // 17 frames of 46 ms, 31 bins of 11 Hz

    public static double Of(MagnitudeSpectrogram spectrogram)
    {
        int frames = spectrogram.Frames, bins = spectrogram.Bins;
        using AlignedFloats medians = AlignedFloats.Rent(2 * bins);
        Span<float> steady = medians.Span[..bins], sudden = medians.Span[bins..];
        double energy = 0, kept = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = spectrogram.Frame(frame);
            AlongTime(spectrogram, frame, steady);
            AlongFrequency(magnitudes, sudden);
            for (int bin = 0; bin < bins; bin++)
            {
                double power = (double)magnitudes[bin] * magnitudes[bin];
                double h = (double)steady[bin] * steady[bin], p = (double)sudden[bin] * sudden[bin];
                energy += power;
                if (h > 0) kept += power * h / (h + p);
            }
        }
        return energy > 0 ? kept / energy : 0;
    }

    // Beyond the ends there is nothing, and the window is shorter there.
    private static void AlongTime(MagnitudeSpectrogram spectrogram, int frame, Span<float> medians)
    {
        int from = Math.Max(0, frame - TimeReach), to = Math.Min(spectrogram.Frames - 1, frame + TimeReach);
        Span<Vector512<float>> window = stackalloc Vector512<float>[2 * TimeReach + 1];
        for (int block = 0; block < medians.Length; block += Lanes)
        {
            int bin = Math.Min(block, medians.Length - Lanes); // the last block begins earlier, to end where the bins do
            for (int near = from; near <= to; near++) window[near - from] = Vector512.Create(spectrogram.Frame(near).Slice(bin, Lanes));
            LaneMedian.Of(window[..(to - from + 1)]).CopyTo(medians.Slice(bin, Lanes));
        }
    }

    private static void AlongFrequency(ReadOnlySpan<float> magnitudes, Span<float> medians)
    {
        const int Reach = FrequencyReach;
        Span<Vector512<float>> window = stackalloc Vector512<float>[2 * Reach + 1];
        int bin = Reach;
        for (; bin + Lanes + Reach <= magnitudes.Length; bin += Lanes)
        {
            for (int near = 0; near < window.Length; near++) window[near] = Vector512.Create(magnitudes.Slice(bin - Reach + near, Lanes));
            LaneMedian.Of(window).CopyTo(medians.Slice(bin, Lanes));
        }
        RunningMedian(magnitudes[..(2 * Reach)], Reach, medians[..Reach]);
        Span<float> end = stackalloc float[magnitudes.Length - bin + Reach];
        RunningMedian(magnitudes[(bin - Reach)..], Reach, end);
        end[Reach..].CopyTo(medians[bin..]);
    }

    // The window is kept in order: one value leaves it and one enters at each step. It gives as many medians as there is room for.
    private static void RunningMedian(ReadOnlySpan<float> values, int reach, Span<float> medians)
    {
        Span<float> window = stackalloc float[2 * reach + 1];
        int count = 0;
        for (int i = -reach; i < medians.Length; i++)
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
            if (i >= 0) medians[i] = (window[(count - 1) / 2] + window[count / 2]) / 2;
        }
    }
}
