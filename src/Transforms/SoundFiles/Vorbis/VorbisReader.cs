using Pix2Pitch.SoundFiles.Ogg;

namespace Pix2Pitch.SoundFiles.Vorbis;

/// <summary>Reads a Vorbis stream in an Ogg file.</summary>
internal sealed class VorbisReader : SampleReader
{
    private readonly FileStream? _file;
    private readonly OggStream _stream;
    private readonly OggPackets _packets;
    private readonly VorbisSetup _setup;
    private readonly VorbisDecoder _decoder;
    private readonly long _firstSound; // position of the page in which the first packet of sound begins
    private readonly long _base; // granule position of the first sample
    private readonly long _trimmed; // samples before it that are decoded and discarded
    private long _readyStart; // the first decoded sample
    private int _ready; // number of decoded samples
    private long _position;

    /// <summary>Opens a stream.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file.</param>
    /// <param name="stream">The stream in it.</param>
    /// <param name="ownsFile">Whether the reader disposes the file.</param>
    public static VorbisReader Open(string path, FileStream file, OggStream stream, bool ownsFile)
    {
        var packets = new OggPackets(path, file, stream);
        byte[] identification = Header(), _ = Header(), setup = Header();
        try
        {
            var headers = new VorbisSetup(identification, setup);
            return new VorbisReader(path, ownsFile ? file : null, stream, packets, headers);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, null, "its headers are invalid", e);
        }

        byte[] Header() => packets.Read() ? packets.Packet.ToArray() : throw Truncated(path);
    }

    private VorbisReader(string path, FileStream? file, OggStream stream, OggPackets packets, VorbisSetup setup)
        : base(path)
    {
        CheckHeader(path, setup.SampleRate, setup.Channels);
        (_file, _stream, _packets, _setup) = (file, stream, packets, setup);
        (SampleRate, Channels) = ((int)setup.SampleRate, setup.Channels);
        _decoder = new VorbisDecoder(setup);

        // The granule position of the first page of sound is the end of its last packet. It gives the start of the sound: after 0 in an excerpt of
        // a longer stream, before 0 if the first samples must be discarded.
        int before = NextBlock();
        if (before == 0) return;
        _firstSound = packets.PageOffset;
        long samples = 0;
        while (packets.Granule < 0 && NextBlock() is > 0 and int size)
        {
            samples += before / 4 + size / 4;
            before = size;
        }
        bool isOnlyPage = packets.Granule >= 0 && packets.LastPageOffset == stream.LastPage;
        bool isShort = isOnlyPage && packets.Granule < samples; // samples are discarded at the end, not at the start
        long origin = packets.Granule < 0 || isShort ? 0 : packets.Granule - samples;
        (_base, _trimmed) = (Math.Max(0, origin), Math.Max(0, -origin));
        Length = Math.Max(0, Math.Min(stream.LastGranule, FurthestEnd(isOnlyPage ? origin : Math.Max(0, stream.GranuleBefore))) - _base);
        Restart(null);
    }

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        _position = sample;
        if (sample >= _readyStart && sample < _readyStart + _ready) return;
        (long Granule, long Offset)? point = _stream.Find(sample + _base);
        // Decoding continues from the current position if that is closer.
        if (sample < _readyStart || (point is { } found && found.Granule - _base > _readyStart + _ready)) Restart(point);
    }

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int wanted = (int)Math.Min(interleaved.Length / Channels, Math.Max(0, Length - _position)), done = 0;
        while (done < wanted)
        {
            if (_position >= _readyStart + _ready)
            {
                if (!DecodeNext()) break; // the last page says more samples than the stream has
                continue;
            }
            int first = (int)(_position - _readyStart), count = Math.Min(wanted - done, _ready - first);
            _decoder.CopyTo(interleaved.Slice(done * Channels, count * Channels), first);
            done += count;
            _position += count;
        }
        return done * Channels;
    }

    /// <inheritdoc/>
    public override void Dispose() => _file?.Dispose();

    // Reads the next packet of sound and returns the size of its block; 0 at the end.
    private int NextBlock()
    {
        while (_packets.Read())
        {
            if (_setup.BlockSize(_packets.Packet.Span) is > 0 and int size) return size;
        }
        return 0;
    }

    private bool DecodeNext()
    {
        if (NextBlock() == 0) return false;
        _readyStart += _ready;
        _ready = _decoder.Decode(_packets.Packet.Span);
        return true;
    }

    private void Restart((long Granule, long Offset)? point)
    {
        _packets.Seek(point?.Offset ?? _firstSound);
        _decoder.Reset();
        (_readyStart, _ready) = (point is { } found ? found.Granule - _base : -_trimmed, 0);
        // The next packet overlaps with the last packet that ends in the page.
        bool hasBlock = NextBlock() > 0;
        while (hasBlock && point is not null && _packets.Granule < 0) hasBlock = NextBlock() > 0;
        if (hasBlock) _decoder.Decode(_packets.Packet.Span);
    }

    // An upper bound of the end of the sound: the granule position of the last page may be wrong.
    private long FurthestEnd(long pageStart)
    {
        long end = pageStart;
        _packets.Seek(_stream.LastPage);
        int longest = _setup.BlockSizes[1], before = _stream.LastPage == _firstSound ? NextBlock() : longest; // the first packet of a stream has no samples of its own
        for (int size = NextBlock(); size > 0; size = NextBlock())
        {
            end += before / 4 + size / 4;
            before = size;
        }
        return end + (_packets.IsPageContinued ? longest : 0);
    }
}
