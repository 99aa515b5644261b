using Pix2Pitch.Features;

namespace Pix2Pitch.Pairing;

/// <summary>
/// How well a clip suits a painting: light paintings and bright music, strong colours and loud music, warm colours and busy music. Each
/// measure is standardized within its style, so that even a style of dark paintings uses all of its clips.
/// </summary>
internal static class Affinity
{
    /// <summary>The distance, in standard deviations, from which a clip does not suit a painting at all.</summary>
    public const double FarApart = 3;

    private const float MinProbability = 1e-6f;

    /// <summary>The measures of a painting; null if it has no features.</summary>
    public static double[]? Of(PaintingFeatures? painting)
        => painting is null ? null : [painting.Lightness, painting.Saturation, painting.Warmth];

    /// <summary>The measures of a clip; null if it has no features. Brightness is in octaves, as pitch is perceived.</summary>
    public static double[]? Of(MusicFeatures? music)
        => music is null ? null : [Math.Log2(Math.Max(1, music.Brightness)), music.Loudness, music.OnsetRate];

    /// <summary>
    /// The measures of how probable the styles are: the centred log ratio (J. Aitchison, "The statistical analysis of compositional data", 1982), so that a
    /// classifier that is always certain can be compared with one that never is. Null if the probabilities are not known or all 0.
    /// </summary>
    public static double[]? OfStyles(IReadOnlyList<float>? probabilities)
    {
        if (probabilities is null || probabilities.All(probability => probability <= 0)) return null;
        double[] logarithms = [.. probabilities.Select(probability => Math.Log(Math.Max(probability, MinProbability)))];
        double mean = logarithms.Average();
        return [.. logarithms.Select(value => value - mean)];
    }

    /// <summary>The measures minus their mean, divided by their standard deviation. Null stays null.</summary>
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
