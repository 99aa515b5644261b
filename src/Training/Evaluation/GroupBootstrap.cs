using Pix2Pitch.Pages.EvaluationReports;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// Confidence intervals by the bootstrap over groups: whole artists or pieces are drawn with replacement, because the clips of one are alike (A. C. Davison
/// and D. V. Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8). The same seed gives the same intervals.
/// </summary>
internal sealed class GroupBootstrap
{
    private readonly int[][] _members; // of each group
    private readonly int[] _all;
    private readonly int _seed;

    /// <param name="groups">The group of each clip.</param>
    /// <param name="seed">The seed.</param>
    public GroupBootstrap(IReadOnlyList<string> groups, int seed)
    {
        _members = [.. Enumerable.Range(0, groups.Count).GroupBy(i => groups[i]).Select(group => group.ToArray())];
        _all = [.. Enumerable.Range(0, groups.Count)];
        _seed = seed;
    }

    /// <summary>The number of groups.</summary>
    public int Groups => _members.Length;

    /// <summary>A statistic with its 95 % interval (percentiles).</summary>
    /// <param name="statistic">Computes it from the indices of clips, of which some occur several times; NaN if it cannot.</param>
    /// <param name="samples">The number of bootstrap samples.</param>
    public Estimate Estimate(Func<int[], double> statistic, int samples = 500)
    {
        double value = statistic(_all);
        var random = new Random(_seed);
        var drawn = new List<double>(samples);
        for (int sample = 0; sample < samples; sample++)
        {
            int[] indices = [.. Enumerable.Range(0, _members.Length).SelectMany(_ => _members[random.Next(_members.Length)])];
            if (statistic(indices) is var other && !double.IsNaN(other)) drawn.Add(other);
        }
        drawn.Sort();
        return drawn.Count == 0 ? new Estimate(value, value, value) : new Estimate(value, drawn[(int)(0.025 * (drawn.Count - 1))], drawn[(int)Math.Ceiling(0.975 * (drawn.Count - 1))]);
    }

    /// <summary>The mean of a value over the clips.</summary>
    public Estimate Mean(IReadOnlyList<double> values) => Estimate(indices => indices.Length == 0 ? double.NaN : indices.Average(i => values[i]));
}
