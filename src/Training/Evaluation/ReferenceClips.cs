using System.Numerics.Tensors;
using Pix2Pitch.Pages.EvaluationReports;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// The training clips as points in the space of the classifier, with a Gaussian kernel as wide as their median distance (A. Gretton et al., "A kernel
/// two-sample test", JMLR 13, 2012). The kernel compares every clip with every other one, so it uses at most <see cref="MaxKernelClips"/> of them.
/// </summary>
internal sealed class ReferenceClips
{
    /// <summary>Kernel distances are small numbers, so they are multiplied by this.</summary>
    public const double Scale = 1000;

    /// <summary>The maximum number of clips for the kernel distance.</summary>
    public const int MaxKernelClips = 2000;

    /// <summary>The minimum number of pieces: <see cref="OwnDistance"/> needs two in each half.</summary>
    public const int MinPieces = 4;

    private const int Halves = 20;

    private readonly float[][] _all;
    private readonly float[][] _points; // those of the kernel
    private readonly string[] _groups;
    private readonly double[][] _kernel; // between points
    private readonly double _bandwidth;
    private readonly double _meanKernel;

    /// <param name="points">The clips as points.</param>
    /// <param name="groups">Their pieces, at least <see cref="MinPieces"/> different ones.</param>
    /// <param name="seed">Chooses the clips for the kernel if there are more than <see cref="MaxKernelClips"/>.</param>
    public ReferenceClips(float[][] points, IReadOnlyList<string> groups, int seed)
    {
        int[] chosen = ChosenClips.Of(points.Length, MaxKernelClips, seed);
        _all = points;
        _points = [.. chosen.Select(i => points[i])];
        _groups = [.. chosen.Select(i => groups[i])];
        _kernel = [.. _points.Select(_ => new double[_points.Length])];
        var distances = new List<double>();
        for (int i = 0; i < _points.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (_groups[i] != _groups[j]) distances.Add(TensorPrimitives.Distance<float>(_points[i], _points[j]));
            }
        }
        distances.Sort();
        _bandwidth = distances.Count > 0 ? Math.Max(distances[distances.Count / 2], 1e-6) : 1;
        for (int i = 0; i < _points.Length; i++)
        {
            for (int j = 0; j <= i; j++) _kernel[i][j] = _kernel[j][i] = Kernel(_points[i], _points[j]);
        }
        _meanKernel = MeanWithin([.. Enumerable.Range(0, _points.Length)]);
    }

    /// <summary>The number of clips.</summary>
    public int Clips => _all.Length;

    /// <summary>The number of clips that the kernel distance uses.</summary>
    public int KernelClips => _points.Length;

    /// <summary>The squared maximum mean discrepancy between a set of clips and these, times <see cref="Scale"/>; unbiased, without pairs of clips of one group.</summary>
    /// <param name="points">The clips as points.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="bootstrap">The groups for the confidence interval.</param>
    /// <returns>Null if all clips are of one group.</returns>
    public Estimate? KernelDistance(float[][] points, IReadOnlyList<string> groups, GroupBootstrap bootstrap)
    {
        double[] toReference = [.. points.Select(point => _points.Average(other => Kernel(point, other)))];
        double[][] within = [.. points.Select(point => points.Select(other => Kernel(point, other)).ToArray())];
        Estimate estimate = bootstrap.Estimate(
            indices =>
            {
                (double sum, long count) = (0, 0);
                foreach (int i in indices)
                {
                    foreach (int j in indices)
                    {
                        if (groups[i] == groups[j]) continue;
                        sum += within[i][j];
                        count++;
                    }
                }
                return count == 0 ? double.NaN : Scale * (sum / count + _meanKernel - 2 * indices.Average(i => toReference[i]));
            },
            samples: 200);
        return double.IsNaN(estimate.Value) ? null : estimate;
    }

    /// <summary>The distance of a clip from the nearest of these clips.</summary>
    public double Nearest(float[] point) => _all.Min(other => (double)TensorPrimitives.Distance<float>(point, other));

    /// <summary>The kernel distance between two random halves of these clips without common pieces: the mean of several, and their range.</summary>
    public Estimate OwnDistance(int seed)
    {
        string[] pieces = [.. _groups.Distinct()];
        var random = new Random(seed);
        double[] found = new double[Halves];
        for (int half = 0; half < Halves; half++)
        {
            random.Shuffle(pieces);
            HashSet<string> first = [.. pieces.Take(pieces.Length / 2)];
            int[] one = [.. Enumerable.Range(0, _points.Length).Where(i => first.Contains(_groups[i]))], other = [.. Enumerable.Range(0, _points.Length).Where(i => !first.Contains(_groups[i]))];
            found[half] = Scale * (MeanWithin(one) + MeanWithin(other) - 2 * one.Average(i => other.Average(j => _kernel[i][j])));
        }
        Array.Sort(found);
        return new Estimate(found.Average(), found[0], found[^1]);
    }

    private double MeanWithin(int[] indices)
    {
        (double sum, long count) = (0, 0);
        foreach (int i in indices)
        {
            foreach (int j in indices)
            {
                if (_groups[i] == _groups[j]) continue;
                sum += _kernel[i][j];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private double Kernel(float[] a, float[] b)
    {
        double distance = TensorPrimitives.Distance<float>(a, b) / _bandwidth;
        return Math.Exp(-0.5 * distance * distance);
    }
}
