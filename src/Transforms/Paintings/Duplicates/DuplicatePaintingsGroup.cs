namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>Files that show the same painting.</summary>
/// <param name="Kept">The one to keep, as the index that it was given with: the one with the most pixels, of equals the first by path.</param>
/// <param name="Others">The others, by their indices, in the order of their pixels and paths.</param>
/// <param name="Distances">
/// How far the fingerprint of each of the others is from that of the kept one (<see cref="PaintingFingerprint.DistanceTo"/>), in their order.
/// </param>
public sealed record DuplicatePaintingsGroup(int Kept, IReadOnlyList<int> Others, IReadOnlyList<int> Distances);
