using System.Numerics.Tensors;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Runs;

/// <summary>Mean absolute differences of images, in units of [-1, 1].</summary>
internal static class MeanDifference
{
    private const int SampleSize = 32;

    /// <summary>Between two images.</summary>
    public static double Of(float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return TensorPrimitives.SumOfMagnitudes<float>(difference) / a.Length;
    }

    /// <summary>Mean over all pairs of images; 0 for fewer than two.</summary>
    public static double OfPairs(IReadOnlyList<float[]> images)
    {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < images.Count; i++)
        {
            for (int j = 0; j < i; j++, pairs++)
                sum += Of(images[i], images[j]);
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /// <summary>Mean over the pairs of some of the mel-spectrograms that are trained on.</summary>
    public static double OfSample(ITrainingData data, long seed)
    {
        int[] rows = [.. data.Training.Select(pair => pair.Mel).Distinct()];
        new SeededRandom(seed, RandomPurpose.Evaluation, 2).Shuffle<int>(rows);
        return OfPairs([.. rows.Take(SampleSize).Select(row =>
        {
            var mel = new float[data.Size * data.Size];
            data.ReadMel(row, mel);
            return mel;
        })]);
    }
}
