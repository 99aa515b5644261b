namespace Pix2Pitch.Training.Evaluation;

/// <summary>Limits the number of clips where every clip is compared with every other one.</summary>
internal static class ChosenClips
{
    /// <summary>The indices of the clips to use, in ascending order: all, or as many as allowed, chosen at random.</summary>
    /// <param name="count">The number of clips.</param>
    /// <param name="max">The maximum number to use.</param>
    /// <param name="seed">The same seed chooses the same clips.</param>
    public static int[] Of(int count, int max, int seed)
    {
        int[] indices = [.. Enumerable.Range(0, count)];
        if (count <= max) return indices;
        new Random(seed).Shuffle(indices);
        return [.. indices.Take(max).Order()];
    }
}
