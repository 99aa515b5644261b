namespace Pix2Pitch.Audio;

/// <summary>Reads FLAC, OGG, AIFF and whatever else libsndfile knows (MP3 too, where <see cref="MpegReader"/> cannot be had).</summary>
internal sealed class SoundFileReader : SampleReader
{
    private const int TypeMask = 0x0FFF0000, TypeMpeg = 0x230000;

    private readonly SoundFileLibrary _library;
    private readonly bool _isLengthExact;
    private nint _handle;
    private long _position;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file, which exists.</param>
    public static new SoundFileReader Open(string path) => Open(path, SoundFileLibrary.Default);

    internal static SoundFileReader Open(string path, SoundFileLibrary? library)
    {
        if (library is null)
            throw new Pix2PitchException($"'{path}' is not a WAV file, and other sound files need libsndfile: install it (Debian and Ubuntu: 'apt-get install libsndfile1') or convert the file to WAV.");
        nint handle = library.Open(path, out SoundFileLibrary.Info info, out string? reason);
        if (handle == 0) throw NoSound(path, reason);
        try
        {
            CheckHeader(path, info.SampleRate, info.Channels);
            if (info.Seekable == 0) throw new Pix2PitchException($"'{path}' cannot be read from the middle; convert it to WAV or FLAC.");
            return new SoundFileReader(path, library, handle, info);
        }
        catch
        {
            library.Close(handle);
            throw;
        }
    }

    private SoundFileReader(string path, SoundFileLibrary library, nint handle, SoundFileLibrary.Info info)
        : base(path)
    {
        (_library, _handle) = (library, handle);
        (SampleRate, Channels, Length) = (info.SampleRate, info.Channels, Math.Max(0, info.Frames));
        _isLengthExact = (info.Format & TypeMask) != TypeMpeg; // an MP3's is an estimate where it has no index
    }

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        if (_library.Seek(_handle, sample) < 0) throw CutOff(Path);
        _position = sample;
    }

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        long wanted = Math.Min(interleaved.Length / Channels, Length - _position);
        if (wanted <= 0) return 0;
        long read = _library.Read(_handle, interleaved[..(int)(wanted * Channels)], Channels);
        if (read < wanted && _isLengthExact) throw CutOff(Path);
        _position += Math.Max(0, read);
        return (int)Math.Max(0, read) * Channels;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_handle != 0) _library.Close(_handle);
        _handle = 0;
    }
}
