using Pix2Pitch.Pairing;

namespace Pix2Pitch.Pages.DataReports;

/// <summary>How many paintings, clips and pairs a style, a period or a place has.</summary>
/// <param name="Name">The style, the years or the country; empty if it is unknown.</param>
/// <param name="Paintings">Its paintings.</param>
/// <param name="Clips">Its clips.</param>
/// <param name="Pairs">The pairs whose painting belongs to it.</param>
public sealed record GroupCounts(string Name, SplitCounts Paintings, SplitCounts Clips, SplitCounts Pairs);

/// <summary>How many there are in each split.</summary>
/// <param name="Train">In the training set.</param>
/// <param name="Validation">In the validation set.</param>
/// <param name="Test">In the test set.</param>
public sealed record SplitCounts(int Train, int Validation, int Test)
{
    /// <summary>In all splits.</summary>
    public int Total => Train + Validation + Test;

    internal static SplitCounts Count(IEnumerable<Split> splits)
    {
        var counts = new int[3];
        foreach (Split split in splits) counts[(int)split]++;
        return new SplitCounts(counts[0], counts[1], counts[2]);
    }
}
