namespace Pix2Pitch.Manifests;

/// <summary>
/// Reads works from what people have: CSV and JSON Lines files, IIIF manifests, MusicNet's metadata, Kaggle's "Best Artworks of All Time", WikiArt's class lists, and
/// folders of pictures or recordings. <c>docs/manifests.md</c> describes each of them.
/// </summary>
public static class ManifestSources
{
    /// <summary>Detects the layout of a file or folder, from names, and from the first bytes of a JSON file.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="kind">What to list: in a folder with both, pictures or recordings only.</param>
    /// <exception cref="Pix2PitchException">The file or folder does not exist.</exception>
    internal static IManifestSource Detect(string path, MediaKind kind = MediaKind.Any)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        string folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full) ?? full;
        bool isFolder = folder == full;
        if (!isFolder && !File.Exists(full)) throw new Pix2PitchException($"The manifest '{path}' was not found; check the path.");

        string name = Path.GetFileName(full).ToLowerInvariant();
        if (kind != MediaKind.Pictures && (isFolder || name == MusicNetSource.FileName) && File.Exists(Path.Combine(folder, MusicNetSource.FileName)))
            return new MusicNetSource(folder);
        if (kind != MediaKind.Recordings)
        {
            if ((isFolder || name == BestArtworksSource.FileName) && BestArtworksSource.IsAt(folder)) return new BestArtworksSource(folder);
            if ((isFolder || WikiArtSource.IsList(name)) && WikiArtSource.IsAt(folder)) return new WikiArtSource(folder);
        }
        if (isFolder) return new FolderSource(path, kind);
        return kind != MediaKind.Recordings && IiifManifest.IsAt(full) ? new IiifManifest(path) : new ManifestFile(path);
    }

    /// <summary>Detects the layout of a file or folder, and reads it.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="options">How it is read. Null: the defaults.</param>
    /// <param name="cancellation">Stops between two works.</param>
    /// <exception cref="Pix2PitchException">It does not exist or cannot be read, is empty, or has no column of paths; or, with <see cref="ManifestOptions.Strict"/>, a part of it cannot be
    /// read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static Manifest Read(string path, ManifestOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Detect(path).Read(options, cancellation);
    }
}
