namespace Pix2Pitch.Training.Preparation;

/// <summary>Length and time of a file, by which it is recognised as unchanged without reading it.</summary>
/// <param name="Bytes">Its length; -1 if it does not exist.</param>
/// <param name="Modified">When it was last written.</param>
internal readonly record struct FileStamp(long Bytes, DateTime Modified)
{
    /// <summary>The stamp of a file, or of the target of a link.</summary>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new FileStamp(-1, default);
            // The length and time of the link itself do not say anything about its target.
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
