namespace Pix2Pitch.Manifests;

/// <summary>
/// A list of paintings or music: a manifest, a data set in its own layout, or a folder. <see cref="ManifestSources.Detect"/> finds which.
/// </summary>
internal interface IManifestSource
{
    /// <summary>The layout, in a few words for a report, such as "MusicNet's metadata".</summary>
    string Layout { get; }

    /// <summary>Reads the works.</summary>
    /// <param name="options">How it is read. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two works.</param>
    /// <exception cref="Pix2PitchException">It cannot be read; or, with <see cref="ManifestOptions.Strict"/>, a
    /// part of it cannot.</exception>
    Manifest Read(ManifestOptions? options = null, CancellationToken cancellation = default);
}
