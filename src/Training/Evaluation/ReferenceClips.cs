using System.Numerics.Tensors;
using Pix2Pitch.Pages.EvaluationReports;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// The training clips as points in the space of the classifier, with a Gaussian kernel as wide as their median distance (A. Gretton et al., "A kernel
/// two-sample test", JMLR 13, 2012).
/// </summary>
internal sealed class ReferenceClips
{
    /// <summary>Kernel distances are small numbers, so they are multiplied by this.</summary>
    public const double Scale = 1000;

    private const int Halves = 20;

    private readonly float[][] _points;
    private readonly string[] _groups;
    private readonly double _bandwidth;
    private readonly double _meanKernel;

    public ReferenceClips(IReadOnlyList<EvaluationClip> clips, MusicStyleClassifier classifier)
    {
        _points = [.. clips.Select(clip => classifier.Embed(clip.Analysis.Vector))];
        _groups = [.. clips.Select(clip => clip.Piece)];
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
        _meanKernel = MeanWithin([.. Enumerable.Range(0, _points.Length)]);
    }

    /// <summary>The squared maximum mean discrepancy between a set of clips and these, times <see cref="Scale"/>; unbiased, without pairs of clips of one group.</summary>
    /// <param name="points">The clips as points.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="bootstrap">The groups for the confidence interval.</param>
    public Estimate KernelDistance(float[][] points, IReadOnlyList<string> groups, GroupBootstrap bootstrap)
    {
        double[] toReference = [.. points.Select(point => _points.Average(other => Kernel(point, other)))];
        double[][] within = [.. points.Select(point => points.Select(other => Kernel(point, other)).ToArray())];
        return bootstrap.Estimate(
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
    }

    /// <summary>The distance of a clip from the nearest of these clips.</summary>
    public double Nearest(float[] point) => _points.Min(other => (double)TensorPrimitives.Distance<float>(point, other));

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
            found[half] = Scale * (MeanWithin(one) + MeanWithin(other) - 2 * one.Average(i => other.Average(j => Kernel(_points[i], _points[j]))));
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
                sum += Kernel(_points[i], _points[j]);
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
