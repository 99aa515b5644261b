namespace Pix2Pitch.Training.Data;

/// <summary>Finds the files that <c>tools/Scores render</c> writes for each clip.</summary>
internal static class ClipFiles
{
    /// <summary>The file of a clip in a folder beside the folder <c>music</c> of the clip; null if there is none.</summary>
    /// <param name="clip">The sound file.</param>
    /// <param name="folder">The name of the folder.</param>
    /// <param name="extension">The extension of the file, with a dot.</param>
    public static string? Beside(string clip, string folder, string extension)
    {
        string name = $"{Path.DirectorySeparatorChar}music{Path.DirectorySeparatorChar}";
        int at = clip.LastIndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        string file = Path.ChangeExtension(
            string.Concat(clip.AsSpan(0, at), $"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", clip.AsSpan(at + name.Length)), extension);
        return File.Exists(file) ? file : null;
    }
}
