using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class RowBuilderTests
{
    private static readonly int[] s_wanted = [1, 1, 2, 3, 2], s_found = [1, 2, 2, 1, 3];

    [Fact]
    public void The_shuffled_accuracy_is_the_mean_over_all_assignments()
    {
        double[] accuracies = [.. Permutations(s_found).Select(found => s_wanted.Zip(found).Average(pair => pair.First == pair.Second ? 1.0 : 0))];
        Assert.Equal(120, accuracies.Length);
        Assert.Equal(accuracies.Average(), OfStyles(EvaluationRowKind.Model).ShuffledStyleAccuracy!.Value, 9);
    }

    [Fact]
    public void Real_clips_have_no_shuffled_accuracy() => Assert.Null(OfStyles(EvaluationRowKind.Real).ShuffledStyleAccuracy);

    [Fact]
    public void Accuracies_are_those_of_the_classifier()
    {
        EvaluationRow row = OfStyles(EvaluationRowKind.Model);
        Assert.Equal(2 / 5.0, row.StyleAccuracy!.Value, 9);
        Assert.Equal([(StyleNames.All[0], 0.5), (StyleNames.All[1], 0.5), (StyleNames.All[2], 0.0)], row.AccuracyByStyle.Select(each => (each.Key, each.Value.Value)));
    }

    [Fact]
    public void The_confusion_matrix_has_a_row_for_each_requested_style()
        => Assert.Equal([[1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]], OfStyles(EvaluationRowKind.Model).Confusion);

    [Fact]
    public void The_diversity_is_the_mean_distance_of_clips_of_different_groups()
    {
        double[] values = [0, 1, 4];
        EvaluatedClip[] clips = [.. values.Select((value, i) => new EvaluatedClip(i < 2 ? "a" : "b", null, TestClips.Analysis((10, value))))];
        Assert.Equal((4 + 3) / 2.0 / Math.Sqrt(ClipAnalysis.VectorLength), Builder([]).Build("clips", EvaluationRowKind.Real, null, clips).Diversity!.Value, 5);
    }

    [Fact]
    public void Clips_of_one_group_have_no_diversity_and_no_kernel_distance()
    {
        EvaluatedClip[] clips = [.. Enumerable.Range(0, 4).Select(i => new EvaluatedClip("a", Style.Baroque, TestClips.Analysis((10, i))))];
        EvaluationRow row = Builder([]).Build("clips", EvaluationRowKind.Real, null, clips);
        Assert.Equal((null, null, null), (row.Diversity, row.DiversityWithinStyles, row.KernelDistance));
    }

    [Fact]
    public void Music_that_follows_the_paintings_has_a_painting_correlation_of_1()
    {
        EvaluationRow row = OfPaintings(i => i);
        Assert.Equal(1, row.PaintingCorrelation!.Value, 4);
        Assert.InRange(row.ShuffledPaintingCorrelation!.Value, -0.1, 0.1);
        Assert.True(row.ShuffledPaintingCorrelation.High < 0.6);
    }

    [Fact]
    public void Music_of_other_paintings_has_a_painting_correlation_within_the_shuffled_range()
    {
        int[] order = [.. Enumerable.Range(0, 20)];
        new Random(5).Shuffle(order);
        EvaluationRow row = OfPaintings(i => order[i]);
        Assert.InRange(row.PaintingCorrelation!.Value, row.ShuffledPaintingCorrelation!.Low, row.ShuffledPaintingCorrelation.High);
    }

    [Fact]
    public void The_rank_correlations_of_paintings_and_their_music_are_those_of_lightness_saturation_and_warmth()
    {
        EvaluationPainting[] paintings = [.. Paintings().Select((painting, i) => painting with { Features = painting.Features with { Warmth = 7 * i % 20 } })];
        EvaluatedClip[] clips = [.. paintings.Select((_, i) => new EvaluatedClip($"{i}", Style.Baroque, TestClips.Analysis(TestClips.Features with { Brightness = 500 + i * i, OnsetRate = i }), i))];
        EvaluationRow row = Builder(paintings).Build("clips", EvaluationRowKind.Model, 0, clips);
        double warmth = 1 - 6 * Enumerable.Range(0, 20).Sum(i => Math.Pow(7 * i % 20 - i, 2)) / (20.0 * (20 * 20 - 1)); // Spearman's formula for ranks without ties
        Assert.Equal(1, row.LightnessBrightness!.Value, 9);
        Assert.Equal(0, row.SaturationLoudness!.Value, 9); // all clips are equally loud
        Assert.Equal(warmth, row.WarmthOnsetRate!.Value, 9);
        Assert.Equal((1 + warmth) / 3, row.Correspondence!.Value, 9);
        Assert.InRange(row.ShuffledCorrespondence!.Value, -0.05, 0.05);
        Assert.InRange(row.ShuffledCorrespondence.High, 0.05, 0.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Very_few_clips_have_only_finite_figures(int count)
    {
        EvaluatedClip[] clips = [.. Enumerable.Range(0, count).Select(i => new EvaluatedClip($"{i}", Style.Baroque, TestClips.Analysis((10, i)), i))];
        EvaluationRow row = Builder(Paintings()).Build("clips", EvaluationRowKind.Model, 0, clips);
        Assert.Null(row.PaintingCorrelation);
        Estimate?[] all = [row.StyleAccuracy, row.ShuffledStyleAccuracy, row.KernelDistance, row.Diversity, row.NearestTrainingClip, .. row.Figures.Values, .. row.AccuracyByStyle.Values];
        Assert.All(all.OfType<Estimate>(), estimate => Assert.True(double.IsFinite(estimate.Value) && double.IsFinite(estimate.Low) && double.IsFinite(estimate.High)));
    }

    [Fact]
    public void The_distance_across_seeds_is_that_of_clips_of_one_painting()
    {
        EvaluatedClip[] clips = [new("a", null, TestClips.Analysis())];
        ClipAnalysis[] Seeds(params double[] values) => [.. values.Select(value => TestClips.Analysis((10, value)))];
        EvaluationRow row = Builder([]).Build("clips", EvaluationRowKind.Model, 0, clips, [Seeds(0, 1, 2), Seeds(0, 2)]);
        // Means of (1, 2, 1) and of (2).
        Assert.Equal((4 / 3.0 + 2) / 2 / Math.Sqrt(ClipAnalysis.VectorLength), row.DiversityAcrossSeeds!.Value, 5);
    }

    private static EvaluationRow OfStyles(EvaluationRowKind kind) => Builder([]).Build("clips", kind, null,
        [.. s_wanted.Select((wanted, i) => new EvaluatedClip($"{i}", (Style)wanted, TestClips.Analysis((s_found[i], 3))))]);

    // Paintings become lighter; music differs in one value.
    private static EvaluationRow OfPaintings(Func<int, int> painting)
    {
        EvaluationPainting[] paintings = Paintings();
        return Builder(paintings).Build("clips", EvaluationRowKind.Model, 0, [.. paintings.Select((_, i) => new EvaluatedClip($"{i}", Style.Baroque, TestClips.Analysis((10, painting(i) / 10.0)), i))]);
    }

    private static EvaluationPainting[] Paintings() =>
    [
        .. Enumerable.Range(0, 20).Select(i => new EvaluationPainting(
            new Work { Path = $"{i}.png" }, $"{i}", Style.Baroque, new PaintingFeatures { Lightness = 3 * i, Saturation = 5, Warmth = 0, Contrast = 1, EdgeDensity = 0, Palette = [] })),
    ];

    private static RowBuilder Builder(EvaluationPainting[] paintings)
    {
        var random = new Random(1);
        float[][] points = [.. Enumerable.Range(0, 20).Select(_ => TestClips.Classifier.Embed(TestClips.Random(random).Vector))];
        return new RowBuilder(TestClips.Classifier, new ReferenceClips(points, [.. points.Select((_, i) => $"{i}")], seed: 1), paintings, seed: 1);
    }

    private static IEnumerable<int[]> Permutations(int[] values)
        => values.Length == 0 ? [[]] : values.SelectMany((first, i) => Permutations([.. values[..i], .. values[(i + 1)..]]).Select(rest => (int[])[first, .. rest]));
}
