using System.Numerics.Tensors;

namespace Pix2Pitch.Training.Health;

/// <summary>
/// What a mel-spectrogram sounds like, without its timing: for each of 32 groups of neighbouring bands the mean over time, the standard deviation, and the mean change from
/// frame to frame. A copy that begins a little later has the same values, except for the change at its ends.
/// </summary>
internal static class BandStatistics
{
    private const int Groups = 32;

    /// <summary>Number of values.</summary>
    public const int Length = 3 * Groups;

    /// <summary>Measures a mel-spectrogram.</summary>
    /// <param name="mel">[S, S]: bands and frames.</param>
    /// <param name="size">S, a multiple of 32.</param>
    public static float[] Of(ReadOnlySpan<float> mel, int size)
    {
        int bands = size / Groups;
        var values = new float[Length];
        var level = new float[size];
        var change = new float[size - 1];
        for (int group = 0; group < Groups; group++)
        {
            Array.Clear(level);
            for (int band = group * bands; band < (group + 1) * bands; band++) TensorPrimitives.Add(level, mel.Slice(band * size, size), level);
            TensorPrimitives.Divide(level, (float)bands, level);
            float mean = TensorPrimitives.Sum<float>(level) / size;
            TensorPrimitives.Subtract(level.AsSpan(1), level.AsSpan(0, size - 1), change);
            TensorPrimitives.Subtract(level, mean, level);
            values[group] = mean;
            values[Groups + group] = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(level) / size);
            values[2 * Groups + group] = TensorPrimitives.SumOfMagnitudes<float>(change) / change.Length;
        }
        return values;
    }
}
