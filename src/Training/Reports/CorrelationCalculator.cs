using Pix2Pitch.Features;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>Compares the correlations of paintings and their music with what chance gives.</summary>
internal static class CorrelationCalculator
{
    private static readonly (string Painting, string Music, Func<PairCorrelation, double> Value)[] s_measures =
    [
        ("Lightness", "Brightness", correlation => correlation.LightnessBrightness),
        ("Saturation", "Loudness", correlation => correlation.SaturationLoudness),
        ("Warmth", "Onset rate", correlation => correlation.WarmthOnsetRate),
        ("", "", correlation => correlation.Mean),
    ];

    /// <summary>One for each two features that pairing compares, and their mean as the last; none where there are fewer than three pairs.</summary>
    public static IReadOnlyList<FeatureCorrelation> Calculate(ReportSource source, DataReportOptions options)
    {
        var paintings = new List<PaintingFeatures>();
        var music = new List<MusicFeatures>();
        var styles = new List<Style>();
        foreach (ReportPair pair in source.Pairs)
        {
            if (pair.Painting.Painting is not { } painting || pair.Clip.Music is not { } clip) continue;
            paintings.Add(painting);
            music.Add(clip);
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

    private static double Round(double value) => Math.Round(value, 6); // further digits depend on the order of summation
}
