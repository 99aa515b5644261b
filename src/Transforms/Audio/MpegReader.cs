namespace Pix2Pitch.Audio;

/// <summary>Reads MP3 (and MPEG audio of the other layers) through libmpg123.</summary>
internal sealed class MpegReader : SampleReader
{
    private readonly MpegLibrary _library;
    private nint _handle;

    /// <summary>Opens a file that is MPEG audio by its first bytes.</summary>
    /// <exception cref="Pix2PitchException">Nothing in it can be decoded.</exception>
    public static MpegReader Open(string path, MpegLibrary library)
    {
        nint handle = library.Open(path, out int sampleRate, out int channels, out long length);
        if (handle == 0) throw NoSound(path, "it begins like an MP3, but nothing in it can be decoded");
        try
        {
            CheckHeader(path, sampleRate, channels);
            return new MpegReader(path, library, handle, sampleRate, channels, length);
        }
        catch
        {
            library.Close(handle);
            throw;
        }
    }

    private MpegReader(string path, MpegLibrary library, nint handle, int sampleRate, int channels, long length)
        : base(path)
    {
        (_library, _handle) = (library, handle);
        (SampleRate, Channels, Length) = (sampleRate, channels, Math.Max(0, length));
    }

    /// <summary>Whether a file is MPEG audio by what it begins with, after the tags that may come first.</summary>
    public static bool IsMpeg(FileStream file)
    {
        if (!file.CanSeek) return false;
        file.Position = 0;
        Span<byte> head = stackalloc byte[10];
        // A tag says how long it is in four times seven bits; more than a few of them are nobody's.
        for (int tags = 0; tags < 4; tags++)
        {
            int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (length < head.Length || !head.StartsWith("ID3"u8)) return length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0;
            file.Position += (head[6] & 127) << 21 | (head[7] & 127) << 14 | (head[8] & 127) << 7 | (head[9] & 127);
        }
        return false;
    }

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        if (_library.Seek(_handle, sample) < 0) throw CutOff(Path);
    }

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int done = 0, wanted = interleaved.Length / Channels * Channels;
        while (done < wanted)
        {
            int result = _library.Read(_handle, interleaved[done..wanted], out int count);
            done += count;
            if (result != MpegLibrary.Ok || count == 0) break; // the end, or what is damaged beyond repair: nothing comes after it
        }
        return done / Channels * Channels;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_handle != 0) _library.Close(_handle);
        _handle = 0;
    }
}
