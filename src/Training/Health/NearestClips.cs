using System.Numerics.Tensors;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Health;

/// <summary>
/// The training clips as points (<see cref="BandStatistics"/>), to find outputs that are copies of them: such outputs are much nearer to a training clip than
/// held-out real clips are.
/// </summary>
internal sealed class NearestClips
{
    private const int MaxHeldOut = 200;
    private const float MinDeviation = 0.05f; // 2 dB with the usual range, so that bands that are silent in most clips do not decide

    private readonly int _size;
    private readonly float[][] _points;
    private readonly float[] _means = new float[BandStatistics.Length];
    private readonly float[] _deviations = new float[BandStatistics.Length];

    /// <summary>Reads all training clips, and up to 200 held-out ones.</summary>
    public NearestClips(ITrainingData data)
    {
        _size = data.Size;
        HashSet<int> training = [.. data.TrainingClips.Select(clip => clip.Row)];
        _points = [.. training.Order().Select(row => Read(data, row))];
        for (int i = 0; i < BandStatistics.Length; i++)
        {
            float mean = _means[i] = _points.Average(point => point[i]);
            _deviations[i] = Math.Max(MinDeviation, MathF.Sqrt(_points.Average(point => (point[i] - mean) * (point[i] - mean))));
        }
        foreach (float[] point in _points) Standardize(point);
        int[] heldOut = [.. Clips(data.Validation).Where(row => !training.Contains(row))];
        int count = Math.Min(MaxHeldOut, heldOut.Length);
        HeldOut = count == 0 ? null : Enumerable.Range(0, count).Average(i => Nearest(Standardize(Read(data, heldOut[(int)((long)i * heldOut.Length / count)]))));
    }

    /// <summary>The mean distance of held-out real clips from their nearest training clip; null if there are none.</summary>
    public double? HeldOut { get; }

    /// <summary>The distance of a mel-spectrogram from the nearest training clip: the root mean square difference of the values, in standard deviations of the training clips.</summary>
    /// <param name="mel">[S, S] in [-1, 1].</param>
    public double Distance(float[] mel) => Nearest(Standardize(BandStatistics.Of(mel, _size)));

    private double Nearest(float[] point) => _points.Min(other => TensorPrimitives.Distance<float>(point, other)) / Math.Sqrt(BandStatistics.Length);

    private float[] Standardize(float[] point)
    {
        TensorPrimitives.Subtract(point, _means, point);
        TensorPrimitives.Divide(point, _deviations, point);
        return point;
    }

    private static IEnumerable<int> Clips(IReadOnlyList<TrainingPair> pairs) => pairs.Select(pair => pair.Mel).Distinct();

    private static float[] Read(ITrainingData data, int row)
    {
        var mel = new float[data.Size * data.Size];
        data.ReadMel(row, mel);
        return BandStatistics.Of(mel, data.Size);
    }
}
