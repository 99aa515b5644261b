namespace Pix2Pitch.Manifests;

/// <summary>What was read from a manifest.</summary>
/// <param name="Path">The manifest's full path.</param>
/// <param name="Rows">The rows that could be read, in the order of the file.</param>
/// <param name="Problems">What was left out, and what else the reader should know (<see cref="ManifestProblem.WasLeftOut"/>), in the order in which it was found.</param>
/// <param name="OtherColumns">The names of the columns that <see cref="Work.Other"/> holds, in the order of the file.</param>
public sealed record Manifest(
    string Path, IReadOnlyList<Work> Rows, IReadOnlyList<ManifestProblem> Problems, IReadOnlyList<string> OtherColumns);
