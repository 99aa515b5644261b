namespace Pix2Pitch.Manifests;

/// <summary>
/// Takes what people have as a manifest: CSV and JSON Lines files (<see cref="ManifestReader"/>), MusicNet's metadata, Kaggle's "Best
/// Artworks of All Time", WikiArt's class lists, and folders of pictures or recordings.
/// </summary>
public static class ManifestSources
{
    /// <summary>Finds out what a file or folder is. Looks at names only; nothing is read yet.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="kind">What it is to list: in a folder with both, pictures or recordings only.</param>
    /// <exception cref="Pix2PitchException">There is nothing of that name.</exception>
    public static IManifestSource Detect(string path, MediaKind kind = MediaKind.Any)
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
        return isFolder ? new FolderSource(path, kind) : new ManifestFile(path);
    }

    /// <summary>Reads whatever a file or folder is.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="options">Whether what cannot be read stops the reading. Null: the defaults.</param>
    /// <exception cref="Pix2PitchException">As in <see cref="IManifestSource.Read"/>.</exception>
    public static Manifest Read(string path, ManifestOptions? options = null) => Detect(path).Read(options);
}
