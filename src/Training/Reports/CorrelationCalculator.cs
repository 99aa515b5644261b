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
    public static IReadOnlyList<FeatureCorrelation> Calculate(ReportSource source, DataReportOptions options, CancellationToken cancellation)
    {
        if (source.Pairs.Count < 3) return [];
        PaintingFeatures[] paintings = [.. source.Pairs.Select(pair => source.Paintings[pair.Painting].Features)];
        MusicFeatures[] music = [.. source.Pairs.Select(pair => source.Clips[pair.Mel].Features)];
        Style[] styles = [.. source.Pairs.Select(source.StyleOf)];
        PairCorrelation pairs = PairCorrelation.Of(paintings, music);
        IReadOnlyList<PairCorrelation> within = PairCorrelation.EachShuffled(paintings, music, options.Shuffles, styles, options.Seed, cancellation);
        IReadOnlyList<PairCorrelation> across = PairCorrelation.EachShuffled(paintings, music, options.Shuffles, seed: options.Seed, cancellation: cancellation);
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
