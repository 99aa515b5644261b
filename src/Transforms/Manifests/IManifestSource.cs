namespace Pix2Pitch.Manifests;

/// <summary>
/// Something that lists paintings or music: a manifest, a data set in its own layout, a folder. <see cref="ManifestSources.Detect"/> finds which.
/// </summary>
public interface IManifestSource
{
    /// <summary>What it is, in a few words for a report, such as "MusicNet's metadata".</summary>
    string Layout { get; }

    /// <summary>Lists what it holds.</summary>
    /// <param name="options">Whether what cannot be read stops the reading. Null: the defaults.</param>
    /// <exception cref="Pix2PitchException">It cannot be read at all; or, with
    /// <see cref="ManifestOptions.Strict"/>, a part of it cannot.</exception>
    Manifest Read(ManifestOptions? options = null);
}
