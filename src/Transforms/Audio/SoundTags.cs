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
}
