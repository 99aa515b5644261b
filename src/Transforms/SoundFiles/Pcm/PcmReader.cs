namespace Pix2Pitch.SoundFiles.Pcm;

/// <summary>Reads uncompressed sound in one contiguous part of a file, as WAV and AIFF have it.</summary>
internal sealed class PcmReader : SampleReader
{
    private readonly FileStream _file;
    private readonly long _start;
    private readonly PcmEncoding _encoding;
    private readonly byte[] _buffer = new byte[1 << 15];
    private long _position; // in values of all channels

    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file; the reader disposes it.</param>
    /// <param name="start">Position of the sound in bytes.</param>
    /// <param name="bytes">Length of the sound in bytes.</param>
    /// <param name="encoding">The encoding of the values.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Channels.</param>
    /// <exception cref="Pix2PitchException">The sample rate or the number of channels is invalid.</exception>
    public PcmReader(string path, FileStream file, long start, long bytes, PcmEncoding encoding, long sampleRate, int channels)
        : base(path)
    {
        CheckHeader(path, sampleRate, channels);
        (_file, _start, _encoding) = (file, start, encoding);
        (SampleRate, Channels, Length) = ((int)sampleRate, channels, bytes / (encoding.Bytes * channels));
    }

    /// <inheritdoc/>
    public override void Seek(long sample) => _position = sample * Channels;

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int perBuffer = _buffer.Length / (_encoding.Bytes * Channels) * Channels;
        int wanted = (int)Math.Min(interleaved.Length / Channels * Channels, Math.Max(0, Length * Channels - _position));
        _file.Position = _start + _position * _encoding.Bytes;
        int done = 0;
        while (done < wanted)
        {
            int count = Math.Min(perBuffer, wanted - done);
            Span<byte> bytes = _buffer.AsSpan(0, count * _encoding.Bytes);
            if (_file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw Truncated(Path); // the file became shorter while it was read
            _encoding.Decode(bytes, interleaved.Slice(done, count));
            done += count;
        }
        _position += done;
        return done;
    }

    /// <inheritdoc/>
    public override void Dispose() => _file.Dispose();
}
