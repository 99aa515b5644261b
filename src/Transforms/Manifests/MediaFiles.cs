namespace Pix2Pitch.Manifests;

/// <summary>What the names of pictures and recordings say.</summary>
public static class MediaFiles
{
    internal static bool Is(MediaKind kind, string name) => kind switch
    {
        MediaKind.Pictures => IsPicture(name),
        MediaKind.Recordings => IsSound(name),
        _ => IsPicture(name) || IsSound(name),
    };

    /// <summary>Whether a file is a picture, by the ending of its name.</summary>
    public static bool IsPicture(string name)
        => Path.GetExtension(name).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" or ".webp" or ".bmp" or ".gif" or ".tif" or ".tiff";

    /// <summary>Whether a file is a recording, by the ending of its name.</summary>
    public static bool IsSound(string name)
        => Path.GetExtension(name).ToLowerInvariant() is ".wav" or ".flac" or ".ogg" or ".opus" or ".mp3" or ".aif" or ".aiff";

    /// <summary>
    /// Reads "claude-monet_impression-sunrise-1872.jpg" and "Claude Debussy - La mer.flac" as name and title (and year), and the first
    /// folder as the style. A name of another form is a title.
    /// </summary>
    internal static ManifestRow FromName(string file, string? folders)
    {
        string stem = Path.GetFileNameWithoutExtension(file), name = "", title = stem;
        int at = stem.IndexOf(" - ", StringComparison.Ordinal), underscore = stem.IndexOf('_', StringComparison.Ordinal);
        if (at > 0)
        {
            (name, title) = (stem[..at].Trim(), stem[(at + 3)..].Trim());
        }
        else if (underscore > 0)
        {
            (name, title) = (stem[..underscore].Replace('-', ' ').Trim(), stem[(underscore + 1)..].Replace('-', ' ').Replace('_', ' ').Trim());
        }
        string style = (folders ?? "").Split('/', Path.DirectorySeparatorChar)[0];
        return new ManifestRow
        {
            Path = file,
            Name = name,
            Title = title,
            Year = ManifestReader.ParseYear(title),
            Style = style.Replace('_', ' '),
            PieceId = name.Length > 0 ? $"{name}: {title}" : file,
        };
    }
}
