using System.Runtime.Intrinsics;
using Pix2Pitch.Fourier;

namespace Pix2Pitch.Features;

/// <summary>
/// The share of the energy in steady tones: the mask H^2 / (H^2 + P^2) for each magnitude, where H is the median of its neighbours in time and P the
/// median of its neighbours in frequency (Fitzgerald 2010).
/// </summary>
internal static class HarmonicShare
{
    private const int Lanes = 16;
    private const int TimeReach = 8, FrequencyReach = 15; // 17 frames of 46 ms, 31 bins of 11 Hz

    public static double Of(MagnitudeSpectrogram spectrogram)
    {
        int frames = spectrogram.Frames, bins = spectrogram.Bins;
        using AlignedFloats medians = AlignedFloats.Rent(2 * bins);
        Span<float> harmonic = medians.Span[..bins], percussive = medians.Span[bins..];
        double energy = 0, kept = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<float> magnitudes = spectrogram.Frame(frame);
            AlongTime(spectrogram, frame, harmonic);
            AlongFrequency(magnitudes, percussive);
            for (int bin = 0; bin < bins; bin++)
            {
                double power = (double)magnitudes[bin] * magnitudes[bin];
                double h = (double)harmonic[bin] * harmonic[bin], p = (double)percussive[bin] * percussive[bin];
                energy += power;
                if (h > 0) kept += power * h / (h + p);
            }
        }
        return energy > 0 ? kept / energy : 0;
    }

    // The window is shorter at both ends.
    private static void AlongTime(MagnitudeSpectrogram spectrogram, int frame, Span<float> medians)
    {
        int from = Math.Max(0, frame - TimeReach), to = Math.Min(spectrogram.Frames - 1, frame + TimeReach);
        Span<Vector512<float>> window = stackalloc Vector512<float>[2 * TimeReach + 1];
        for (int block = 0; block < medians.Length; block += Lanes)
        {
            int bin = Math.Min(block, medians.Length - Lanes); // the last block starts earlier, to end at the last bin
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

    // The window is kept sorted; in each step one value leaves it and one enters. Fills all of `medians`.
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

/// <summary>
/// Branch-free medians in each lane of vectors: in a set that is large enough to contain the median, neither the minimum nor the maximum can be the
/// median; both are removed and the next value is added ("forgetful selection": D. Knuth, "The Art of Computer Programming" 3, section 5.3.3; A.
/// Paeth, "Median finding on a 3 x 3 grid", Graphics Gems, 1990).
/// </summary>
internal static class LaneMedian
{
    /// <summary>The median of each lane; for an even number of values, the mean of the two in the middle.</summary>
    /// <param name="values">One or more values; they are reordered.</param>
    public static Vector512<float> Of(Span<Vector512<float>> values)
    {
        int next = Math.Min(values.Length, values.Length / 2 + 2);
        Span<Vector512<float>> left = values[..next];
        while (left.Length > 2)
        {
            DropExtremes(left);
            // The extremes are at both ends; the next value replaces the last one.
            if (next < values.Length) left[^1] = values[next++];
            else left = left[..^1];
            left = left[1..];
        }
        return left.Length == 1 ? left[0] : (left[0] + left[1]) / 2;
    }

    // Moves the minimum to the front and the maximum to the end.
    private static void DropExtremes(Span<Vector512<float>> values)
    {
        int last = values.Length - 1;
        for (int i = 0, j = last; i < j; i++, j--) Order(ref values[i], ref values[j]);
        int middle = last / 2;
        Vector512<float> min = values[0], max = values[last];
        for (int i = 1; i <= middle; i++) Order(ref min, ref values[i]);
        for (int i = last - 1; i >= last - middle; i--) Order(ref values[i], ref max);
        (values[0], values[last]) = (min, max);
    }

    private static void Order(ref Vector512<float> lower, ref Vector512<float> upper)
    {
        Vector512<float> min = Vector512.MinNative(lower, upper);
        upper = Vector512.MaxNative(lower, upper);
        lower = min;
    }
}
