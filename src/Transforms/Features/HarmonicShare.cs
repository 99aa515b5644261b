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

/// <summary>
/// Medians in every lane of vectors at once, without a branch: of as many values as the median is among, the least and the greatest cannot be
/// it; they are dropped and the next value comes in ("forgetful selection": D. Knuth, "The Art of Computer Programming" 3, section 5.3.3; A.
/// Paeth, "Median finding on a 3 x 3 grid", Graphics Gems, 1990).
/// </summary>
internal static class LaneMedian
{
    /// <summary>The median of each lane, of an even number the mean of the two in the middle.</summary>
    /// <param name="values">The values, one or more; they change places.</param>
    public static Vector512<float> Of(Span<Vector512<float>> values)
    {
        int next = Math.Min(values.Length, values.Length / 2 + 2);
        Span<Vector512<float>> left = values[..next];
        while (left.Length > 2)
        {
            DropExtremes(left);
            // What is dropped lies at both ends: the place of the last is that of the next.
            if (next < values.Length) left[^1] = values[next++];
            else left = left[..^1];
            left = left[1..];
        }
        return left.Length == 1 ? left[0] : (left[0] + left[1]) / 2;
    }

    // The least comes to the front and the greatest to the end.
    private static void DropExtremes(Span<Vector512<float>> values)
    {
        int last = values.Length - 1;
        for (int i = 0, j = last; i < j; i++, j--) Order(ref values[i], ref values[j]);
        int middle = last / 2;
        Vector512<float> least = values[0], greatest = values[last];
        for (int i = 1; i <= middle; i++) Order(ref least, ref values[i]);
        for (int i = last - 1; i >= last - middle; i--) Order(ref values[i], ref greatest);
        (values[0], values[last]) = (least, greatest);
    }

    private static void Order(ref Vector512<float> less, ref Vector512<float> more)
    {
        Vector512<float> least = Vector512.MinNative(less, more);
        more = Vector512.MaxNative(less, more);
        less = least;
    }
}
