using Pix2Pitch.Styles;

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

    /// <summary>Whether a file is a picture of a kind that is read, by the ending of its name; <see cref="MediaKind.Pictures"/> lists them.</summary>
    public static bool IsPicture(string name)
        => Path.GetExtension(name).ToLowerInvariant()
            is ".jpg" or ".jpeg" or ".jpe" or ".jfif" or ".jif" or ".png" or ".webp" or ".bmp" or ".dib" or ".gif" or ".tif" or ".tiff";

    /// <summary>Whether a file is a recording of a kind that is read, by the ending of its name; <see cref="MediaKind.Recordings"/> lists them.</summary>
    public static bool IsSound(string name)
        => Path.GetExtension(name).ToLowerInvariant()
            is ".wav" or ".wave" or ".bwf" or ".rf64" or ".bw64" or ".w64" or ".flac" or ".ogg" or ".oga" or ".mp3" or ".mp2" or ".mpga"
            or ".aif" or ".aiff" or ".aifc";

    /// <summary>Reads the name of a file (<see cref="WorkName"/>) and those of the folders above it (<see cref="FolderNames"/>).</summary>
    /// <param name="file">The file.</param>
    /// <param name="folders">The folders between <paramref name="root"/> and the file, with slashes; may be empty.</param>
    /// <param name="root">The name of the folder that is listed; empty where it says nothing.</param>
    internal static Work FromName(string file, string? folders, string root = "")
    {
        PersonKind kind = IsSound(file) ? PersonKind.Composer : PersonKind.Artist;
        var above = FolderNames.Parse((folders ?? "").Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries), root, kind);
        string stem = Path.GetFileNameWithoutExtension(file);
        WorkName work = WorkName.Parse(stem, kind);
        // The file may name another than its folder; but only somebody who is known.
        if (above.Person is { } person && !(KnowledgeBase.Default.Find(work.Name) is { } own && own.Kind == kind)) work = WorkName.Parse(stem, kind, person);
        string name = work.Name.Length > 0 ? work.Name : above.Name;
        return new Work
        {
            Path = file,
            Name = name,
            Title = work.Title,
            Year = work.Year,
            Style = above.Style,
            PieceId = PieceOf(file, name, work.Title),
        };
    }

    /// <summary>What all files of a work share: who made it and its title, where both are known, else the path.</summary>
    internal static string PieceOf(string file, string name, string title) => name.Length > 0 && title.Length > 0 ? $"{name}: {title}" : file;
}
