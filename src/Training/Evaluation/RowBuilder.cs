using System.Numerics.Tensors;
using Pix2Pitch.Features;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>Computes the figures of a set of clips.</summary>
internal sealed class RowBuilder(MusicStyleClassifier classifier, ReferenceClips reference, IReadOnlyList<EvaluationPainting> paintings, int seed)
{
    private const int Shuffles = 200, StyleShuffles = 1000;

    /// <param name="name">What the clips are.</param>
    /// <param name="kind">The kind of clips.</param>
    /// <param name="model">The index of the model; null for real music.</param>
    /// <param name="clips">The clips, at least one. Memory grows with the square of their number.</param>
    /// <param name="seedClips">For paintings with several seeds, the clips of each; null for none.</param>
    public EvaluationRow Build(string name, EvaluationRowKind kind, int? model, IReadOnlyList<EvaluatedClip> clips, IReadOnlyList<IReadOnlyList<ClipAnalysis>>? seedClips = null)
    {
        string[] groups = [.. clips.Select(clip => clip.Group)];
        var bootstrap = new GroupBootstrap(groups, seed);
        float[][] points = [.. clips.Select(clip => classifier.Embed(clip.Analysis.Vector))];
        double[] nearest = [.. points.Select(reference.Nearest)];
        var row = new EvaluationRow
        {
            Name = name,
            Kind = kind,
            Model = model,
            Clips = clips.Count,
            Groups = bootstrap.Groups,
            Figures = MusicalFigure.All.ToDictionary(figure => figure.Key, figure => bootstrap.Mean([.. clips.Select(clip => figure.Value(clip.Analysis.Figures))])),
            KernelDistance = reference.KernelDistance(points, groups, bootstrap),
            NearestTrainingClip = kind is EvaluationRowKind.Baseline ? null : bootstrap.Mean(nearest),
            DiversityAcrossSeeds = seedClips is { Count: > 0 } ? AcrossSeeds(seedClips) : null,
        };
        double[][] distances = [.. points.Select(point => points.Select(other => (double)TensorPrimitives.Distance<float>(point, other)).ToArray())];
        row = row with { Diversity = Diversity(bootstrap, distances, (i, j) => groups[i] != groups[j]) };
        if (clips.All(clip => clip.Style is not null)) row = WithStyles(row, clips, bootstrap, distances);
        return clips.Count >= 3 && clips.All(clip => clip.Painting >= 0) ? WithPaintings(row, clips, bootstrap, distances) : row;
    }

    private EvaluationRow WithStyles(EvaluationRow row, IReadOnlyList<EvaluatedClip> clips, GroupBootstrap bootstrap, double[][] distances)
    {
        Style[] wanted = [.. clips.Select(clip => clip.Style!.Value)], found = [.. clips.Select(clip => clip.Found ?? classifier.Predict(clip.Analysis.Vector))];
        int styles = StyleNames.All.Count;
        var confusion = new int[styles][];
        for (int style = 0; style < styles; style++)
            confusion[style] = [.. Enumerable.Range(0, styles).Select(other => wanted.Zip(found).Count(pair => ((int)pair.First, (int)pair.Second) == (style + 1, other + 1)))];
        return row with
        {
            StyleAccuracy = bootstrap.Estimate(indices => indices.Average(i => wanted[i] == found[i] ? 1.0 : 0)),
            ShuffledStyleAccuracy = row.Kind is EvaluationRowKind.Real or EvaluationRowKind.RoundTrip ? null : Shuffled(wanted, found),
            AccuracyByStyle = wanted.Distinct().Order().ToDictionary(StyleNames.Of, style => bootstrap.Estimate(indices =>
                indices.Where(i => wanted[i] == style).ToArray() is { Length: > 0 } own ? own.Average(i => found[i] == style ? 1.0 : 0) : double.NaN)),
            Confusion = confusion,
            DiversityWithinStyles = Diversity(bootstrap, distances, (i, j) => clips[i].Group != clips[j].Group && wanted[i] == wanted[j]),
        };
    }

    // The mean over all assignments of the clips to the paintings, and the range of 95 of 100.
    private Estimate Shuffled(Style[] wanted, Style[] found)
    {
        double mean = wanted.CountBy(style => style).Sum(style => (double)style.Value * found.Count(other => other == style.Key)) / ((double)wanted.Length * wanted.Length);
        var random = new Random(seed);
        Style[] order = [.. found];
        double[] chance = new double[StyleShuffles];
        for (int shuffle = 0; shuffle < StyleShuffles; shuffle++)
        {
            random.Shuffle(order);
            chance[shuffle] = wanted.Zip(order).Average(pair => pair.First == pair.Second ? 1.0 : 0);
        }
        Array.Sort(chance);
        return new Estimate(mean, chance[(int)(0.025 * StyleShuffles)], chance[(int)(0.975 * StyleShuffles)]);
    }

    private EvaluationRow WithPaintings(EvaluationRow row, IReadOnlyList<EvaluatedClip> clips, GroupBootstrap bootstrap, double[][] heard)
    {
        double[][] seen = Seen([.. clips.Select(clip => paintings[clip.Painting].Features)]);
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, clips.Count)];
        double[] chance = new double[Shuffles];
        for (int shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            random.Shuffle(order);
            chance[shuffle] = Correlation(order.Length, (i, j) => (seen[i][j], heard[order[i]][order[j]]));
        }
        Array.Sort(chance);
        PaintingFeatures[] paintingFeatures = [.. clips.Select(clip => paintings[clip.Painting].Features)];
        MusicFeatures[] musicFeatures = [.. clips.Select(clip => clip.Analysis.Features)];
        double[] shuffled = [.. PairCorrelation.EachShuffled(paintingFeatures, musicFeatures, Shuffles, seed: seed).Select(each => each.Mean).Order()];
        return row with
        {
            LightnessBrightness = Correspondence(each => each.LightnessBrightness),
            SaturationLoudness = Correspondence(each => each.SaturationLoudness),
            WarmthOnsetRate = Correspondence(each => each.WarmthOnsetRate),
            Correspondence = Correspondence(each => each.Mean),
            ShuffledCorrespondence = new Estimate(shuffled.Average(), shuffled[(int)(0.025 * Shuffles)], shuffled[(int)(0.975 * Shuffles)]),
            PaintingCorrelation = bootstrap.Estimate(indices => Correlation(indices.Length, (i, j) => indices[i] == indices[j] ? null : (seen[indices[i]][indices[j]], heard[indices[i]][indices[j]])), samples: 100),
            ShuffledPaintingCorrelation = new Estimate(chance.Average(), chance[(int)(0.025 * Shuffles)], chance[(int)(0.975 * Shuffles)]),
        };

        Estimate Correspondence(Func<PairCorrelation, double> value) => bootstrap.Estimate(
            indices => value(PairCorrelation.Of([.. indices.Select(i => paintingFeatures[i])], [.. indices.Select(i => musicFeatures[i])])), samples: 100);
    }

    // Euclidean distances between standardised features.
    private static double[][] Seen(PaintingFeatures[] features)
    {
        double[][] columns = [.. ((Func<PaintingFeatures, double>[])[f => f.Lightness, f => f.Saturation, f => f.Warmth, f => f.Contrast, f => f.EdgeDensity]).Select(read => features.Select(read).ToArray())];
        foreach (double[] column in columns)
        {
            double mean = column.Average(), deviation = Math.Max(1e-9, Math.Sqrt(column.Average(value => (value - mean) * (value - mean))));
            for (int i = 0; i < column.Length; i++) column[i] = (column[i] - mean) / deviation;
        }
        return [.. Enumerable.Range(0, features.Length).Select(i => Enumerable.Range(0, features.Length).Select(j => Math.Sqrt(columns.Sum(column => (column[i] - column[j]) * (column[i] - column[j])))).ToArray())];
    }

    private static double Correlation(int count, Func<int, int, (double X, double Y)?> pair)
    {
        double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (pair(i, j) is not { } values) continue;
                n++;
                x += values.X;
                y += values.Y;
                xx += values.X * values.X;
                yy += values.Y * values.Y;
                xy += values.X * values.Y;
            }
        }
        double spread = (xx - x * x / n) * (yy - y * y / n);
        return n < 3 ? double.NaN : spread > 0 ? (xy - x * y / n) / Math.Sqrt(spread) : 0;
    }

    private static Estimate? Diversity(GroupBootstrap bootstrap, double[][] distances, Func<int, int, bool> counts)
    {
        Estimate estimate = bootstrap.Estimate(
            indices =>
            {
                (double sum, long count) = (0, 0);
                foreach (int i in indices)
                {
                    foreach (int j in indices)
                    {
                        if (!counts(i, j)) continue;
                        sum += distances[i][j];
                        count++;
                    }
                }
                return count == 0 ? double.NaN : sum / count;
            },
            samples: 100);
        return double.IsNaN(estimate.Value) ? null : estimate;
    }

    private Estimate AcrossSeeds(IReadOnlyList<IReadOnlyList<ClipAnalysis>> seedClips)
    {
        double[] means = [.. seedClips.Select(clips =>
        {
            float[][] points = [.. clips.Select(clip => classifier.Embed(clip.Vector))];
            return Enumerable.Range(1, points.Length - 1).SelectMany(i => Enumerable.Range(0, i).Select(j => (double)TensorPrimitives.Distance<float>(points[i], points[j]))).Average();
        })];
        return new GroupBootstrap([.. means.Select((_, i) => $"{i}")], seed).Mean(means);
    }
}
