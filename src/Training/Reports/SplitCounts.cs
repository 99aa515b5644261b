using Pix2Pitch.Pairing;

namespace Pix2Pitch.Training.Reports;

/// <summary>How many there are of something, for each use.</summary>
/// <param name="Train">Of the training set.</param>
/// <param name="Validation">Of the validation set.</param>
/// <param name="Test">Of the test set.</param>
public sealed record SplitCounts(int Train, int Validation, int Test)
{
    /// <summary>All of them.</summary>
    public int Total => Train + Validation + Test;

    /// <summary>The one of a split.</summary>
    public int Of(Split split) => split switch
    {
        Split.Train => Train,
        Split.Validation => Validation,
        _ => Test,
    };

    internal static SplitCounts Count(IEnumerable<Split> splits)
    {
        var counts = new int[3];
        foreach (Split split in splits) counts[(int)split]++;
        return new SplitCounts(counts[0], counts[1], counts[2]);
    }
}
