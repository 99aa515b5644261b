using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>Compares how far paintings and their music go together with what chance gives.</summary>
internal static class Correlations
{
    private static readonly (string Painting, string Music, Func<PairCorrelation, double> Value)[] s_measures =
    [
        ("Lightness", "Brightness", correlation => correlation.LightnessBrightness),
        ("Saturation", "Loudness", correlation => correlation.SaturationLoudness),
        ("Warmth", "Onset rate", correlation => correlation.WarmthOnsetRate),
        ("", "", correlation => correlation.Mean),
    ];

    /// <summary>One for each two measures that pairing compares, and last the mean of them; none where there are fewer than three pairs.</summary>
    public static IReadOnlyList<FeatureCorrelation> Of(ReportSource source, ReportOptions options)
    {
        var paintings = new List<PaintingFeatures>();
        var music = new List<MusicFeatures>();
        var styles = new List<Style>();
        foreach (ReportPair pair in source.Pairs)
        {
            if (pair.Painting.Painting is not { } seen || pair.Clip.Music is not { } heard) continue;
            paintings.Add(seen);
            music.Add(heard);
            styles.Add(pair.Style);
        }
        if (paintings.Count < 3) return [];
        PairCorrelation pairs = PairCorrelation.Of(paintings, music);
        IReadOnlyList<PairCorrelation> within = PairCorrelation.EachShuffled(paintings, music, options.Shuffles, styles, options.Seed);
        IReadOnlyList<PairCorrelation> across = PairCorrelation.EachShuffled(paintings, music, options.Shuffles, seed: options.Seed);
        return [.. s_measures.Select(measure => new FeatureCorrelation(
            measure.Painting, measure.Music, Round(measure.Value(pairs)), Spread(within, measure.Value), Spread(across, measure.Value)))];
    }

    private static ShuffledSpread Spread(IReadOnlyList<PairCorrelation> shuffled, Func<PairCorrelation, double> value)
    {
        double[] sorted = [.. shuffled.Select(value).Order()];
        return new ShuffledSpread(
            Round(sorted.Average()), Round(FeatureMeasure.Quantile(sorted, 0.025)), Round(FeatureMeasure.Quantile(sorted, 0.975)), sorted.Length);
    }

    private static double Round(double value) => Math.Round(value, 6); // what lies behind is the order of summing
}
