namespace Pix2Pitch.Manifests;

/// <summary>A manifest in CSV or JSON Lines, as <see cref="ManifestReader"/> reads it.</summary>
/// <param name="path">The file.</param>
internal sealed class ManifestFile(string path) : IManifestSource
{
    /// <inheritdoc/>
    public string Layout => JsonManifest.IsName(path) ? "a manifest in JSON" : "a manifest in CSV";

    /// <inheritdoc/>
    public Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default) => ManifestReader.Read(path, options, cancellation);
}
