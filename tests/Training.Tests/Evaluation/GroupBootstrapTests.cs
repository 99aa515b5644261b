using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

public sealed class GroupBootstrapTests
{
    private static readonly double[] s_values = [.. Enumerable.Range(0, 200).Select(i => (double)i)];

    [Fact]
    public void The_interval_of_a_mean_of_independent_values_agrees_with_the_normal_approximation()
    {
        Estimate estimate = new GroupBootstrap([.. s_values.Select(value => $"{value}")], seed: 1).Mean(s_values);
        // The values 0 to n - 1 have the mean (n - 1) / 2 and the variance (n * n - 1) / 12.
        double half = 1.96 * Math.Sqrt((200.0 * 200 - 1) / 12 / 200);
        Assert.Equal(99.5, estimate.Value, 9);
        Assert.InRange(estimate.Low, 99.5 - 1.15 * half, 99.5 - 0.85 * half);
        Assert.InRange(estimate.High, 99.5 + 0.85 * half, 99.5 + 1.15 * half);
    }

    [Fact]
    public void Groups_of_ten_similar_values_make_the_interval_wider_by_the_root_of_ten()
    {
        Estimate independent = new GroupBootstrap([.. s_values.Select(value => $"{value}")], seed: 1).Mean(s_values);
        Estimate grouped = new GroupBootstrap([.. s_values.Select(value => $"{(int)value / 10}")], seed: 1).Mean(s_values);
        Assert.InRange((grouped.High - grouped.Low) / (independent.High - independent.Low), 0.8 * Math.Sqrt(10), 1.2 * Math.Sqrt(10));
    }

    [Fact]
    public void The_seed_decides_the_interval()
    {
        string[] groups = [.. s_values.Select(value => $"{value}")];
        Estimate first = new GroupBootstrap(groups, seed: 1).Mean(s_values);
        Assert.Equal(first, new GroupBootstrap(groups, seed: 1).Mean(s_values));
        Assert.NotEqual(first, new GroupBootstrap(groups, seed: 2).Mean(s_values));
    }

    [Fact]
    public void Samples_for_which_a_statistic_is_not_a_number_are_left_out()
    {
        Estimate estimate = new GroupBootstrap(["a", "b"], seed: 1).Estimate(indices => indices.Contains(1) ? 5 : double.NaN);
        Assert.Equal(new Estimate(5, 5, 5), estimate);
    }
}
