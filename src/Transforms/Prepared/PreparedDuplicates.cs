namespace Pix2Pitch.Prepared;

/// <summary>Files that show one painting, of which a prepared folder holds one.</summary>
/// <param name="Kept">Row of the painting that was kept.</param>
/// <param name="Others">The files that were left out for it.</param>
/// <param name="Distances">In how many of 64 signs of their fingerprints they differ from it, in their order.</param>
public sealed record PreparedDuplicates(int Kept, IReadOnlyList<string> Others, IReadOnlyList<int> Distances);
