namespace Pix2Pitch.Audio;

/// <summary>What a recording says of itself.</summary>
internal static class SoundTags
{
    /// <summary>Title, artist and date as libsndfile gives them; empty where there is none, or no such library, or no such sound.</summary>
    public static (string Title, string Artist, string Date) Read(string path)
    {
        if (SoundFileLibrary.Default is not { } library) return ("", "", "");
        if (new FileInfo(path) is not { Exists: true, Length: > 0 }) return ("", "", ""); // of no length are pipes too, which would be waited for
        nint handle = library.Open(path, out _, out _);
        if (handle == 0) return ("", "", "");
        try
        {
            return (library.Text(handle, SoundFileLibrary.Title), library.Text(handle, SoundFileLibrary.Artist), library.Text(handle, SoundFileLibrary.Date));
        }
        finally
        {
            library.Close(handle);
        }
    }
}
