using Pix2Pitch.Features;
using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pages.Plots;
using Pix2Pitch.Prepared;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>A feature whose distribution is reported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Meaning">What its values mean, in words.</param>
/// <param name="Value">Reads the value; NaN where a work has none.</param>
/// <param name="Notable">The smallest difference that matters. Works count as alike where their quartiles are closer together.</param>
internal sealed record FeatureMeasure(string Name, string Unit, string Meaning, Func<PreparedWork, double> Value, double Notable)
{
    private const int MaxBins = 24;

    public static IReadOnlyList<FeatureMeasure> OfPaintings { get; } =
    [
        Painting("Lightness", "L*", "0 is black, 100 is white", painting => painting.Lightness, 2),
        Painting("Saturation", "chroma C*", "0 is grey; strong colours have 50 and more", painting => painting.Saturation, 1),
        Painting("Warmth", "", "−1 is entirely cold, 1 is entirely warm", painting => painting.Warmth, 0.05),
        Painting("Contrast", "L*", "the standard deviation of lightness", painting => painting.Contrast, 1),
        Painting("Edge density", "share of pixels", "the share of pixels that belong to edges", painting => painting.EdgeDensity, 0.01),
    ];

    public static IReadOnlyList<FeatureMeasure> OfMusic { get; } =
    [
        Music("Brightness", "Hz", "the frequency at the centre of the spectrum", music => music.Brightness, 50),
        Music("Loudness", "LUFS", "perceived loudness; a higher value is louder", music => music.Loudness, 1),
        Music("Loudness range", "LU", "the difference between soft and loud parts (EBU Tech 3342)", music => music.LoudnessRange, 0.5),
        Music("Onset rate", "per second", "how many notes begin", music => music.OnsetRate, 0.2),
        Music("Tempo", "beats per minute", "the strongest beat; no value where there is none", music => music.Tempo, 5),
        Music("Harmonicity", "share of energy", "the share of tones, as opposed to clicks and noise", music => music.Harmonicity, 0.01),
        Music("Mode", "", "−1 is minor, 1 is major", music => music.Mode, 0.05),
    ];

    /// <summary>The distribution of the feature over these works.</summary>
    public FeatureDistribution DistributionOf(IReadOnlyList<PreparedWork> works)
    {
        var known = works.Select(work => (work.Style, Value: Value(work))).Where(work => double.IsFinite(work.Value)).ToList();
        double[] sorted = [.. known.Select(work => work.Value).Order()];
        return new FeatureDistribution
        {
            Feature = Name,
            Unit = Unit,
            Meaning = Meaning,
            Count = sorted.Length,
            Unknown = works.Count - sorted.Length,
            Minimum = Quantile(sorted, 0),
            LowerQuartile = Quantile(sorted, 0.25),
            Median = Quantile(sorted, 0.5),
            UpperQuartile = Quantile(sorted, 0.75),
            Maximum = Quantile(sorted, 1),
            Bins = Bins(sorted),
            MedianByStyle = known.GroupBy(work => work.Style).OrderBy(group => group.Key)
                .ToDictionary(group => StyleNames.Of(group.Key), group => Quantile([.. group.Select(work => work.Value).Order()], 0.5)),
        };
    }

    /// <summary>A quantile of sorted values, interpolated linearly; 0 where there are none.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0) return 0;
        double place = share * (sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 1), above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    // At most 24 bins. Their width is 1, 2 or 5 times a power of ten, and their bounds are multiples of it.
    private static HistogramBin[] Bins(double[] sorted)
    {
        if (sorted.Length == 0) return [];
        double min = sorted[0], range = sorted[^1] - min;
        if (range < 1e-9) return [new HistogramBin(min, sorted[^1], sorted.Length)];
        double power = Math.Pow(10, Math.Floor(Math.Log10(range / MaxBins)));
        double width = ((double[])[1, 2, 5, 10, 20]).Select(times => times * power)
            .First(width => Math.Floor(sorted[^1] / width) - Math.Floor(min / width) < MaxBins);
        double first = Math.Floor(min / width);
        var counts = new int[(int)(Math.Floor(sorted[^1] / width) - first) + 1];
        foreach (double value in sorted) counts[(int)(Math.Floor(value / width) - first)]++;
        if (counts.Length > 1 && sorted[^1] == (first + counts.Length - 1) * width && counts[^1] == sorted.Count(value => value == sorted[^1]))
        {
            counts[^2] += counts[^1]; // a value on the last bound gets no bin of its own
            counts = counts[..^1];
        }
        return [.. counts.Select((count, i) => new HistogramBin(Round((first + i) * width), Round((first + i + 1) * width), count))];

        static double Round(double value) => Math.Round(value, 9);
    }

    private static FeatureMeasure Painting(string name, string unit, string meaning, Func<PaintingFeatures, double> value, double notable)
        => new(name, unit, meaning, work => value(((PreparedPainting)work).Features), notable);

    private static FeatureMeasure Music(string name, string unit, string meaning, Func<MusicFeatures, double> value, double notable)
        => new(name, unit, meaning, work => value(((PreparedClip)work).Features), notable);
}
