namespace Pix2Pitch.Paintings.Duplicates;

/// <summary>Files that show the same painting.</summary>
/// <param name="Kept">The index of the file to keep: the one with the most pixels; of equal ones the first by path.</param>
/// <param name="Others">The indices of the other files, ordered by number of pixels and path.</param>
/// <param name="Distances">The distance (<see cref="PaintingFingerprint.DistanceTo"/>) of each of the others from the file to keep.</param>
public sealed record DuplicatePaintingsGroup(int Kept, IReadOnlyList<int> Others, IReadOnlyList<int> Distances);
