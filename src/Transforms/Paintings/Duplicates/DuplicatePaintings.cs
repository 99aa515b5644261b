namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>Finds files that show the same painting in another size, quality or brightness. Mirrored pictures are not found.</summary>
public static class DuplicatePaintings
{
    /// <summary>The max distance (<see cref="PaintingFingerprint.DistanceTo"/>) between two files of the same painting.</summary>
    internal const int StructureTolerance = 14;

    /// <summary>The max difference of the mean Cb or Cr of a quarter, in percent of its lightness.</summary>
    internal const int ColorTolerance = 16;

    /// <summary>The min correlation of the 16 x 16 grey values, after a small crop is undone.</summary>
    internal const double MinToneCorrelation = 0.85;

    /// <summary>The min correlation of the same values after the mean of each 3 x 3 neighbourhood is subtracted.</summary>
    internal const double MinDetailCorrelation = 0.75;

    /// <summary>
    /// Groups the files that show the same painting. Every file of a group matches the one that is kept; similarity is not transitive: a file that
    /// matches only another duplicate is not in the group.
    /// </summary>
    /// <param name="paintings">The fingerprint, the number of pixels and the path of each file.</param>
    /// <param name="cancellation">Stops between two paintings.</param>
    /// <returns>The groups of two or more files, the group with the largest picture first. The order of the input has no effect.</returns>
    /// <remarks>
    /// Multi-index hashing (Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012): if two
    /// structures differ in at most r bits, at least one of their five parts differs in at most r / 5 bits.
    /// </remarks>
    public static IReadOnlyList<DuplicatePaintingsGroup> Find(IReadOnlyList<(PaintingFingerprint Fingerprint, long Pixels, string Path)> paintings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        int[] order = [.. Enumerable.Range(0, paintings.Count)
            .OrderByDescending(i => paintings[i].Pixels).ThenBy(i => paintings[i].Path, StringComparer.Ordinal).ThenBy(i => i)];
        // Equal fingerprints are one entry of the index; otherwise a thousand blank pages would all be compared with each other.
        var entries = new Dictionary<PaintingFingerprint, List<int>>();
        foreach (int painting in order)
        {
            PaintingFingerprint fingerprint = paintings[painting].Fingerprint;
            if (!entries.TryGetValue(fingerprint, out List<int>? equal)) entries[fingerprint] = equal = [];
            equal.Add(painting);
        }
        (PaintingFingerprint Fingerprint, List<int> Paintings)[] entry = [.. entries.Select(pair => (pair.Key, pair.Value))];
        var index = new FingerprintIndex([.. entry.Select(e => e.Fingerprint)]);
        int[] rank = new int[paintings.Count];
        for (int i = 0; i < order.Length; i++) rank[order[i]] = i;

        var taken = new bool[entry.Length];
        var near = new List<int>();
        var groups = new List<DuplicatePaintingsGroup>();
        for (int i = 0; i < entry.Length; i++) // entries are ordered by their largest painting, which is kept
        {
            cancellation.ThrowIfCancellationRequested();
            if (taken[i]) continue;
            near.Clear();
            index.Find(i, taken, near);
            taken[i] = true;
            foreach (int other in near) taken[other] = true;
            int[] others = [.. entry[i].Paintings.Skip(1).Concat(near.SelectMany(other => entry[other].Paintings)).OrderBy(painting => rank[painting])];
            if (others.Length == 0) continue;
            groups.Add(new DuplicatePaintingsGroup(
                entry[i].Paintings[0], others,
                [.. others.Select(other => paintings[other].Fingerprint.DistanceTo(entry[i].Fingerprint))]));
        }
        return groups;
    }
}
