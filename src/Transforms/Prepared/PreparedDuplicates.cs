namespace Pix2Pitch.Prepared;

/// <summary>Files of the same painting, one of which is in the prepared folder.</summary>
/// <param name="Kept">Row of the painting that was kept.</param>
/// <param name="Others">The files that were left out.</param>
/// <param name="Distances">For each of them, how many of the 64 signs of the fingerprint differ from those of the painting that was kept.</param>
public sealed record PreparedDuplicates(int Kept, IReadOnlyList<string> Others, IReadOnlyList<int> Distances);
