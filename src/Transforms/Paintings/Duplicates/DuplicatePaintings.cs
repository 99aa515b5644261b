namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>Finds files that show the same painting in another size, quality or brightness. Mirrored pictures are not found.</summary>
public static class DuplicatePaintings
{
    /// <summary>The largest distance (<see cref="PaintingFingerprint.DistanceTo"/>) of two files of one painting.</summary>
    public const int StructureTolerance = 14;

    /// <summary>The largest difference of the mean Cb or Cr of a quarter, in percent of its lightness.</summary>
    public const int ColourTolerance = 16;

    /// <summary>The lowest correlation of their 16 x 16 grey values, once a small crop is undone.</summary>
    public const double LeastToneCorrelation = 0.85;

    /// <summary>The lowest correlation of the same values, each without the mean of the nine around it.</summary>
    public const double LeastDetailCorrelation = 0.75;

    /// <summary>
    /// Groups the files that show the same painting. Every file of a group matches the one that is kept; nothing is left out because it
    /// resembles something that resembles it.
    /// </summary>
    /// <param name="paintings">The fingerprint, the number of pixels and the path of each.</param>
    /// <returns>The groups of two and more, the one with the largest picture first; the same whatever the order of the paintings.</returns>
    /// <remarks>
    /// Multi-index hashing (Norouzi, Punjani and Fleet, Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012): of two
    /// structures that differ in at most r bits, one of five parts differs in at most r / 5.
    /// </remarks>
    public static IReadOnlyList<DuplicatePaintingsGroup> Find(IReadOnlyList<(PaintingFingerprint Fingerprint, long Pixels, string Path)> paintings)
    {
        ArgumentNullException.ThrowIfNull(paintings);
        int[] order = [.. Enumerable.Range(0, paintings.Count)
            .OrderByDescending(i => paintings[i].Pixels).ThenBy(i => paintings[i].Path, StringComparer.Ordinal).ThenBy(i => i)];
        // Copies that are alike to the bit are one entry of the index, or a thousand blank pages would be compared each with each.
        var entries = new Dictionary<PaintingFingerprint, List<int>>();
        foreach (int painting in order)
        {
            PaintingFingerprint fingerprint = paintings[painting].Fingerprint;
            if (!entries.TryGetValue(fingerprint, out List<int>? alike)) entries[fingerprint] = alike = [];
            alike.Add(painting);
        }
        (PaintingFingerprint Fingerprint, List<int> Paintings)[] entry = [.. entries.Select(pair => (pair.Key, pair.Value))];
        var index = new FingerprintIndex([.. entry.Select(e => e.Fingerprint)]);
        int[] rank = new int[paintings.Count];
        for (int i = 0; i < order.Length; i++) rank[order[i]] = i;

        var taken = new bool[entry.Length];
        var near = new List<int>();
        var groups = new List<DuplicatePaintingsGroup>();
        for (int i = 0; i < entry.Length; i++) // in the order of each entry's first painting: the largest that is left is kept
        {
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
