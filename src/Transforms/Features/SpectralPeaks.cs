namespace Pix2Pitch.Features;

/// <summary>Finds the partials of a spectrum: its local maxima.</summary>
internal static class SpectralPeaks
{
    /// <summary>Finds the peaks of one frame, from the lowest up.</summary>
    /// <param name="magnitudes">The magnitudes of a spectrum with a Hann window.</param>
    /// <param name="binHertz">The width of a bin in Hz.</param>
    /// <param name="minHertz">The lowest frequency in Hz.</param>
    /// <param name="maxHertz">The highest frequency in Hz.</param>
    /// <param name="threshold">The magnitude that a peak must exceed.</param>
    /// <param name="peaks">Receives the frequencies and magnitudes; its content is replaced.</param>
    public static void Find(
        ReadOnlySpan<float> magnitudes, double binHertz, double minHertz, double maxHertz, float threshold, List<(double Hertz, float Magnitude)> peaks)
    {
        peaks.Clear();
        (int first, int last) = Bins(magnitudes.Length, binHertz, minHertz, maxHertz);
        for (int bin = first; bin <= last; bin++)
        {
            float here = magnitudes[bin], before = magnitudes[bin - 1], after = magnitudes[bin + 1];
            if (here <= threshold || here <= before || here < after || before <= 0 || after <= 0) continue;
            // The vertex of the parabola through the logarithms is close to the frequency of a windowed sine.
            double a = Math.Log(before), b = Math.Log(here), c = Math.Log(after), bend = a - 2 * b + c;
            peaks.Add(((bin + (bend < 0 ? (a - c) / (2 * bend) : 0)) * binHertz, here));
        }
    }

    /// <summary>The first and the last bin of a range of frequencies that have a bin on both sides.</summary>
    public static (int First, int Last) Bins(int count, double binHertz, double minHertz, double maxHertz)
        => (Math.Max(1, (int)Math.Ceiling(minHertz / binHertz)), Math.Min(count - 2, (int)(maxHertz / binHertz)));
}
