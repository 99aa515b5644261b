namespace Pix2Pitch.Audio;

/// <summary>What a recording says of itself, as libsndfile gives it; empty where it says nothing.</summary>
internal sealed record SoundTags(string Title, string Artist, string Date, string Licence, string Genre)
{
    public static SoundTags None { get; } = new("", "", "", "", "");

    /// <summary>The tags of a file; none where it cannot be read, or there is no libsndfile.</summary>
    public static SoundTags Read(string path)
    {
        if (SoundFileLibrary.Default is not { } library) return None;
        if (new FileInfo(path) is not { Exists: true, Length: > 0 }) return None; // a pipe is of no length, and would be waited for
        if (MpegLibrary.Default is { } mpeg && ReadMpeg(path, mpeg) is { } tags) return tags;
        nint handle = library.Open(path, out _, out _);
        if (handle == 0) return None;
        try
        {
            return new SoundTags(
                library.Text(handle, SoundFileLibrary.Title), library.Text(handle, SoundFileLibrary.Artist),
                library.Text(handle, SoundFileLibrary.Date), library.Text(handle, SoundFileLibrary.Licence),
                library.Text(handle, SoundFileLibrary.Genre));
        }
        finally
        {
            library.Close(handle);
        }
    }

    // Null where it is no MP3.
    private static SoundTags? ReadMpeg(string path, MpegLibrary library)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (!MpegReader.IsMpeg(file)) return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return None;
        }
        nint handle = library.Open(path, out _, out _, out _);
        if (handle == 0) return None;
        (string title, string artist, string year, string genre) = library.Tags(handle);
        library.Close(handle);
        return new SoundTags(title, artist, year, "", genre);
    }
}
