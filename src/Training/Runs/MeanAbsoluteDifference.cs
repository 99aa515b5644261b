using System.Numerics.Tensors;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Runs;

/// <summary>Mean absolute differences of mel-spectrograms, in units of their range [-1, 1].</summary>
internal static class MeanAbsoluteDifference
{
    private const int SampleSize = 32;

    /// <summary>Between two mel-spectrograms.</summary>
    public static double Between(float[] a, float[] b)
    {
        var difference = new float[a.Length];
        TensorPrimitives.Subtract(a, b, difference);
        return TensorPrimitives.SumOfMagnitudes<float>(difference) / a.Length;
    }

    /// <summary>The mean over all pairs of mel-spectrograms; 0 if there are fewer than two.</summary>
    public static double OfPairs(IReadOnlyList<float[]> mels)
    {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < mels.Count; i++)
        {
            for (int j = 0; j < i; j++, pairs++)
                sum += Between(mels[i], mels[j]);
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /// <summary>The mean over all pairs of a random sample of the mel-spectrograms that are used in training.</summary>
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
