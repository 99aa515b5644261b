using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class ReferenceClipsTests
{
    [Fact]
    public void The_kernel_distance_is_the_unbiased_squared_maximum_mean_discrepancy_with_the_median_distance_as_bandwidth()
    {
        double[] reference = [0, 1, 2, 4], clips = [0.5, 3];
        Estimate? found = Distance(Points(reference), Points(clips));

        // The distances between the reference clips are 1, 2, 4, 1, 3, 2.
        double Kernel(double x, double y) => Math.Exp(-(x - y) * (x - y) / (2 * 2.0 * 2.0));
        double within = (Kernel(0, 1) + Kernel(0, 2) + Kernel(0, 4) + Kernel(1, 2) + Kernel(1, 4) + Kernel(2, 4)) / 6;
        double between = clips.Average(x => reference.Average(y => Kernel(x, y)));
        Assert.Equal(1000 * (within + Kernel(0.5, 3) - 2 * between), found!.Value, 4);
    }

    [Fact]
    public void The_interval_of_the_kernel_distance_contains_0_for_another_sample_of_the_same_distribution()
    {
        Estimate found = Distance(Sample(80, 1), Sample(80, 2))!;
        Assert.InRange(0, found.Low, found.High);
        Assert.InRange(found.Value, -15, 15);
    }

    [Fact]
    public void The_kernel_distance_of_a_shifted_sample_is_well_above_0()
    {
        Estimate found = Distance(Sample(80, 1), Sample(80, 2, moved: 1))!;
        Assert.True(found.Low > 50, $"{found}");
    }

    [Fact]
    public void Clips_of_one_group_have_no_kernel_distance() => Assert.Null(Distance(Sample(20, 1), Sample(5, 2), _ => "the same"));

    [Fact]
    public void The_own_distance_of_one_distribution_is_near_0()
    {
        Estimate own = new ReferenceClips(Sample(60, 3), Names(60), seed: 1).OwnDistance(seed: 1);
        Assert.InRange(own.Value, -20, 20);
        Assert.InRange(0, own.Low, own.High);
    }

    [Fact]
    public void The_own_distance_of_pieces_that_differ_is_above_0()
    {
        // Eight pieces of ten clips, each piece far from the others: any two halves differ.
        float[][] points = [.. Enumerable.Range(0, 8).SelectMany(piece => Sample(10, piece, moved: 3 * piece))];
        Assert.True(new ReferenceClips(points, [.. points.Select((_, i) => $"{i / 10}")], seed: 1).OwnDistance(seed: 1).High > 50);
    }

    [Fact]
    public void The_nearest_clip_is_found()
        => Assert.Equal(0.75, new ReferenceClips(Points(0, 1, 2, 4), Names(4), seed: 1).Nearest([3.25f]), 6);

    [Fact]
    public void Of_many_clips_some_are_used_for_the_kernel_and_all_for_the_nearest_one()
    {
        float[][] points = [.. Enumerable.Range(0, ReferenceClips.MaxKernelClips + 50).Select(i => new[] { (float)i })];
        var reference = new ReferenceClips(points, Names(points.Length), seed: 1);
        Assert.Equal((ReferenceClips.MaxKernelClips + 50, ReferenceClips.MaxKernelClips), (reference.Clips, reference.KernelClips));
        Assert.All(points, point => Assert.Equal(0, reference.Nearest(point)));
    }

    [Fact]
    public void Chosen_clips_are_different_in_ascending_order_and_decided_by_the_seed()
    {
        int[] chosen = ChosenClips.Of(1000, 100, seed: 4);
        Assert.Equal(100, chosen.Length);
        Assert.Equal(chosen.Distinct().Order(), chosen);
        Assert.Equal(chosen, ChosenClips.Of(1000, 100, seed: 4));
        Assert.NotEqual(chosen, ChosenClips.Of(1000, 100, seed: 5));
        Assert.InRange(chosen.Average(), 400, 600);
    }

    private static Estimate? Distance(float[][] reference, float[][] clips, Func<int, string>? group = null)
    {
        string[] groups = group is null ? Names(clips.Length) : [.. Enumerable.Range(0, clips.Length).Select(group)];
        return new ReferenceClips(reference, Names(reference.Length), seed: 1).KernelDistance(clips, groups, new GroupBootstrap(groups, seed: 1));
    }

    private static float[][] Points(params double[] values) => [.. values.Select(value => new[] { (float)value })];

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];

    // Normally distributed in four dimensions.
    private static float[][] Sample(int count, int seed, double moved = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 4).Select(_ => (float)(moved + TestClips.Normal(random))).ToArray())];
    }
}
