namespace Pix2Pitch.Manifests;

/// <summary>What was read from a manifest.</summary>
/// <param name="Path">The manifest's full path.</param>
/// <param name="Works">The works that could be read, in the order of the manifest.</param>
/// <param name="Problems">What was left out, and notes (<see cref="ManifestProblem.WasLeftOut"/>), in the order in which they were found.</param>
/// <param name="OtherColumns">The names of the columns in <see cref="Work.Other"/>, in the order of the manifest.</param>
public sealed record Manifest(
    string Path, IReadOnlyList<Work> Works, IReadOnlyList<ManifestProblem> Problems, IReadOnlyList<string> OtherColumns)
{
    /// <summary>The title of the whole, where the manifest has one; otherwise empty.</summary>
    public string Title { get; init; } = "";
}
