using Pix2Pitch.Features;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>A measure whose distribution is reported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Meaning">What it says, in words.</param>
/// <param name="Value">Reads it; not a number where a work has none.</param>
/// <param name="Notable">The least difference that means something; where the middle half of the works lies closer together, they are alike.</param>
internal sealed record FeatureMeasure(string Name, string Unit, string Meaning, Func<ReportWork, double> Value, double Notable)
{
    private const int MostBins = 24;

    public static IReadOnlyList<FeatureMeasure> OfPaintings { get; } =
    [
        Painting("Lightness", "L*", "0 is black, 100 is white", painting => painting.Lightness, 2),
        Painting("Saturation", "chroma C*", "0 is grey; strong colours have 50 and more", painting => painting.Saturation, 1),
        Painting("Warmth", "", "−1 is all cold, 1 is all warm", painting => painting.Warmth, 0.05),
        Painting("Contrast", "L*", "the standard deviation of lightness", painting => painting.Contrast, 1),
        Painting("Edge density", "share of pixels", "how much of a painting is edges", painting => painting.EdgeDensity, 0.01),
    ];

    public static IReadOnlyList<FeatureMeasure> OfMusic { get; } =
    [
        Music("Brightness", "Hz", "the frequency at which the sound is centred", music => music.Brightness, 50),
        Music("Loudness", "LUFS", "as loud as it is heard; higher is louder", music => music.Loudness, 1),
        Music("Loudness range", "LU", "from the soft parts to the loud ones (EBU Tech 3342)", music => music.LoudnessRange, 0.5),
        Music("Onset rate", "per second", "how many notes begin", music => music.OnsetRate, 0.2),
        Music("Tempo", "beats per minute", "the strongest beat; unknown where there is none", music => music.Tempo, 5),
        Music("Harmonicity", "share of energy", "tones against clicks and noise", music => music.Harmonicity, 0.01),
        Music("Mode", "", "−1 is minor, 1 is major", music => music.Mode, 0.05),
    ];

    /// <summary>How the measure is distributed over these works.</summary>
    public FeatureDistribution DistributionOf(IReadOnlyList<ReportWork> works)
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

    /// <summary>A quantile of sorted values, in a straight line between two of them; 0 of none.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0) return 0;
        double place = share * (sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 1), above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    // At most 24, as wide as 1, 2 or 5 times a power of ten, and beginning at multiples of that.
    private static FeatureBin[] Bins(double[] sorted)
    {
        if (sorted.Length == 0) return [];
        double least = sorted[0], range = sorted[^1] - least;
        if (range < 1e-9) return [new FeatureBin(least, sorted[^1], sorted.Length)];
        double power = Math.Pow(10, Math.Floor(Math.Log10(range / MostBins)));
        double width = ((double[])[1, 2, 5, 10]).Select(times => times * power)
            .First(width => Math.Floor(sorted[^1] / width) - Math.Floor(least / width) < MostBins);
        double first = Math.Floor(least / width);
        var counts = new int[(int)(Math.Floor(sorted[^1] / width) - first) + 1];
        foreach (double value in sorted) counts[(int)(Math.Floor(value / width) - first)]++;
        if (counts.Length > 1 && sorted[^1] == (first + counts.Length - 1) * width && counts[^1] == sorted.Count(value => value == sorted[^1]))
        {
            counts[^2] += counts[^1]; // a value on the last border makes no bin of its own
            counts = counts[..^1];
        }
        return [.. counts.Select((count, i) => new FeatureBin(Round((first + i) * width), Round((first + i + 1) * width), count))];

        static double Round(double value) => Math.Round(value, 9);
    }

    private static FeatureMeasure Painting(string name, string unit, string meaning, Func<PaintingFeatures, double> value, double notable)
        => new(name, unit, meaning, work => work.Painting is { } painting ? value(painting) : double.NaN, notable);

    private static FeatureMeasure Music(string name, string unit, string meaning, Func<MusicFeatures, double> value, double notable)
        => new(name, unit, meaning, work => work.Music is { } music ? value(music) : double.NaN, notable);
}
