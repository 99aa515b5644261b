namespace Pix2Pitch.Mel;

/// <summary>
/// Filters on a semitone scale, with height 1: triangles that reach to the centres of the neighbouring bands, so that the weights of a bin in its two bands add up to 1. At low
/// frequencies the bands are closer together than the bins; there a filter is a raised cosine that reaches two bins to each side, as far as the main lobe of a Hann window, and
/// interpolates between the bins: the loudest band of a tone is the band of its frequency. A triangle would have its maximum at a bin for tones between two bins.
/// </summary>
internal static class SemitoneFilters
{
    /// <summary>Bands in a semitone.</summary>
    public const int BandsPerSemitone = 3;

    /// <summary>Bands in an octave.</summary>
    public const int BandsPerOctave = 12 * BandsPerSemitone;

    private const double MinReach = 2; // bins

    /// <summary>The first bin of each band, and its weights from there on.</summary>
    public static (int First, float[] Weights)[] For(MelOptions mel) => [.. Enumerable.Range(0, mel.MelBands).Select(band => Filter(mel, band))];

    private static (int First, float[] Weights) Filter(MelOptions mel, int band)
    {
        double binHertz = (double)mel.SampleRate / mel.FftSize, center = Bin(band);
        double below = Math.Max(center - Bin(band - 1), MinReach), above = Math.Max(Bin(band + 1) - center, MinReach);
        int first = Math.Max(0, (int)Math.Floor(center - below) + 1), last = Math.Min(mel.FftSize / 2, (int)Math.Ceiling(center + above) - 1);
        return (first, [.. Enumerable.Range(first, last - first + 1).Select(bin => (float)(bin < center ? Weight(center - bin, below) : Weight(bin - center, above)))]);

        double Bin(int of) => mel.CenterOf(of) / binHertz;
    }

    private static double Weight(double distance, double reach)
        => reach > MinReach ? 1 - distance / reach : 0.5 + 0.5 * Math.Cos(Math.PI * distance / reach);
}
