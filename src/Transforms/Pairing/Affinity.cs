using Pix2Pitch.Features;

namespace Pix2Pitch.Pairing;

/// <summary>
/// How well a clip suits a painting: light paintings and bright music, strong colours and loud music, warm colours and busy music. Each
/// measure is taken against those of its style, so that a style of dark paintings is spread over all of its clips too.
/// </summary>
internal static class Affinity
{
    /// <summary>Standard deviations from which on a clip suits a painting not at all.</summary>
    public const double FarApart = 3;

    /// <summary>How many measures are compared.</summary>
    public const int Measures = 3;

    /// <summary>What is compared of a painting.</summary>
    public static double[]? Of(PaintingFeatures? painting)
        => painting is null ? null : [painting.Lightness, painting.Saturation, painting.Warmth];

    /// <summary>What is compared of a clip; brightness in octaves, as it is heard.</summary>
    public static double[]? Of(MusicFeatures? music)
        => music is null ? null : [Math.Log2(Math.Max(1, music.Brightness)), music.Loudness, music.OnsetRate];

    /// <summary>The measures less their mean and over their standard deviation; what is not known stays so.</summary>
    public static double[]?[] Standardized(IReadOnlyList<double[]?> measures)
    {
        double[][] known = [.. measures.OfType<double[]>()];
        if (known.Length == 0) return [.. measures];
        var means = new double[known[0].Length];
        var deviations = new double[means.Length];
        for (int i = 0; i < means.Length; i++)
        {
            double mean = known.Average(values => values[i]);
            means[i] = mean;
            deviations[i] = Math.Sqrt(known.Average(values => (values[i] - mean) * (values[i] - mean)));
        }
        return [.. measures.Select(values => values?.Select((value, i)
            => deviations[i] > 1e-9 ? (value - means[i]) / deviations[i] : 0).ToArray())];
    }
}
