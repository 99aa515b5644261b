using Pix2Pitch.Features;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// How strongly paintings and their music are related: rank correlations from -1 to 1 (C. Spearman, "The proof and measurement of association
/// between two things", 1904). Equal values share their mean rank. 0 if there are fewer than two pairs or one side is constant.
/// </summary>
public sealed record PairCorrelation
{
    private const int Shuffles = 100;

    /// <summary>Correlation of the painting's lightness with the clip's brightness.</summary>
    public required double LightnessBrightness { get; init; }

    /// <summary>Correlation of the painting's saturation with the clip's loudness.</summary>
    public required double SaturationLoudness { get; init; }

    /// <summary>Correlation of the painting's warmth with the clip's onset rate.</summary>
    public required double WarmthOnsetRate { get; init; }

    /// <summary>The number of pairs.</summary>
    public required int Pairs { get; init; }

    /// <summary>The mean of the three correlations.</summary>
    public double Mean => (LightnessBrightness + SaturationLoudness + WarmthOnsetRate) / 3;

    /// <summary>Computes the correlations of pairs.</summary>
    /// <param name="paintings">The painting of each pair.</param>
    /// <param name="music">The clip of each pair.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PairCorrelation Of(IReadOnlyList<PaintingFeatures> paintings, IReadOnlyList<MusicFeatures> music)
    {
        (double[][] seen, double[][] heard) = Ranked(paintings, music);
        return From(paintings.Count, [.. seen.Zip(heard, Correlation)]);
    }

    /// <summary>The mean of the correlations over 100 shuffles of the same paintings and clips: the result of chance.</summary>
    /// <param name="paintings">The painting of each pair.</param>
    /// <param name="music">The clip of each pair.</param>
    /// <param name="styles">
    /// The style of each pair, to shuffle only within the styles: the result of chance if paintings have music of their own style. Null: clips go
    /// to paintings of any style.
    /// </param>
    /// <param name="seed">Seed of the shuffles.</param>
    /// <param name="cancellation">Stops between two shuffles.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PairCorrelation OfShuffled(
        IReadOnlyList<PaintingFeatures> paintings, IReadOnlyList<MusicFeatures> music, IReadOnlyList<Style>? styles = null, int seed = 0, CancellationToken cancellation = default)
    {
        IReadOnlyList<PairCorrelation> all = EachShuffled(paintings, music, Shuffles, styles, seed, cancellation);
        return From(paintings.Count, [all.Average(c => c.LightnessBrightness), all.Average(c => c.SaturationLoudness), all.Average(c => c.WarmthOnsetRate)]);
    }

    /// <summary>The correlations of each of several shuffles: the spread of chance.</summary>
    /// <param name="paintings">The painting of each pair.</param>
    /// <param name="music">The clip of each pair.</param>
    /// <param name="shuffles">The number of shuffles, at least 1.</param>
    /// <param name="styles">As in <see cref="OfShuffled"/>.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    /// <param name="cancellation">Stops between two shuffles.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of shuffles is less than 1.</exception>
    public static IReadOnlyList<PairCorrelation> EachShuffled(
        IReadOnlyList<PaintingFeatures> paintings, IReadOnlyList<MusicFeatures> music, int shuffles, IReadOnlyList<Style>? styles = null, int seed = 0, CancellationToken cancellation = default)
    {
        if (shuffles < 1)
            throw new ArgumentOutOfRangeException(nameof(shuffles), shuffles, $"The number of shuffles is {shuffles}; it must be at least 1.");
        (double[][] seen, double[][] heard) = Ranked(paintings, music);
        if (styles is not null && styles.Count != paintings.Count)
            throw new ArgumentException($"There are {styles.Count} styles for {paintings.Count} pairs.", nameof(styles));
        int[][] parts = [.. Enumerable.Range(0, paintings.Count).GroupBy(i => styles?[i] ?? 0).OrderBy(part => part.Key).Select(part => part.ToArray())];
        ulong random = unchecked((ulong)seed);
        double[] shuffled = new double[paintings.Count];
        int[] partners = new int[paintings.Count];
        var all = new PairCorrelation[shuffles];
        for (int shuffle = 0; shuffle < shuffles; shuffle++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (int[] part in parts)
            {
                int[] order = [.. part];
                for (int i = order.Length - 1; i > 0; i--)
                {
                    int other = (int)Math.BigMul(SplitMix64.Next(ref random), (ulong)i + 1, out _);
                    (order[i], order[other]) = (order[other], order[i]);
                }
                for (int i = 0; i < part.Length; i++) partners[part[i]] = order[i];
            }
            var correlations = new double[3];
            for (int measure = 0; measure < 3; measure++)
            {
                for (int i = 0; i < shuffled.Length; i++) shuffled[i] = heard[measure][partners[i]];
                correlations[measure] = Correlation(seen[measure], shuffled);
            }
            all[shuffle] = From(paintings.Count, correlations);
        }
        return all;
    }

    private static PairCorrelation From(int pairs, double[] correlations) => new()
    {
        LightnessBrightness = correlations[0],
        SaturationLoudness = correlations[1],
        WarmthOnsetRate = correlations[2],
        Pairs = pairs,
    };

    private static (double[][] Seen, double[][] Heard) Ranked(IReadOnlyList<PaintingFeatures> paintings, IReadOnlyList<MusicFeatures> music)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        ArgumentNullException.ThrowIfNull(music);
        if (paintings.Count != music.Count)
            throw new ArgumentException($"There are {music.Count} clips for {paintings.Count} paintings of pairs.", nameof(music));
        return (
            [Ranks(paintings.Select(p => p.Lightness)), Ranks(paintings.Select(p => p.Saturation)), Ranks(paintings.Select(p => p.Warmth))],
            [Ranks(music.Select(m => m.Brightness)), Ranks(music.Select(m => m.Loudness)), Ranks(music.Select(m => m.OnsetRate))]);
    }

    // Ranks minus their mean; equal values share the mean of their ranks.
    private static double[] Ranks(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) to++;
            for (int i = from; i < to; i++) ranks[order[i]] = (from + to - sorted.Length) / 2.0;
        }
        return ranks;
    }

    private static double Correlation(double[] x, double[] y)
    {
        double both = 0, one = 0, other = 0;
        for (int i = 0; i < x.Length; i++)
        {
            both += x[i] * y[i];
            one += x[i] * x[i];
            other += y[i] * y[i];
        }
        return one > 0 && other > 0 ? both / Math.Sqrt(one * other) : 0;
    }
}
