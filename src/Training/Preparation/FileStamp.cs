namespace Pix2Pitch.Training.Preparation;

/// <summary>By what a file is known to be unchanged without reading it.</summary>
/// <param name="Bytes">Its length; -1 where there is no file.</param>
/// <param name="Modified">When it was written to last.</param>
internal readonly record struct FileStamp(long Bytes, DateTime Modified)
{
    /// <summary>Looks at a file, or at what a link leads to.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new FileStamp(-1, default);
            // Length and time of a link are its own.
            if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            return new FileStamp(file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(-1, default);
        }
    }
}
