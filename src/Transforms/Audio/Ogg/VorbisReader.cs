using System.Buffers.Binary;
using NVorbis;

namespace Pix2Pitch.Audio.Ogg;

/// <summary>Reads a Vorbis stream in an Ogg file; NVorbis decodes its packets.</summary>
internal sealed class VorbisReader : SampleReader
{
    private const int ShortestIdentification = 30;
    private const int LongestBlock = 8192;

    private readonly FileStream? _file;
    private readonly OggStream _stream;
    private readonly OggPackets _packets;
    private readonly VorbisPackets _provider;
    private readonly StreamDecoder _decoder;
    private readonly long _firstSound; // the page in which the first packet of sound ends
    private readonly long _base; // the granule of the first sample that is heard
    private readonly long _trimmed; // samples before it that are decoded in vain
    private readonly float[] _skipped = new float[1 << 12];
    private long _position;

    /// <summary>Opens a stream.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file.</param>
    /// <param name="stream">Where the stream lies in it.</param>
    /// <param name="ownsFile">Whether the file becomes the reader's.</param>
    public static VorbisReader Open(string path, FileStream file, OggStream stream, bool ownsFile)
    {
        var packets = new OggPackets(path, file, stream);
        var provider = new VorbisPackets(path, packets);
        if (provider.Identification.Length < ShortestIdentification) throw Damaged(path, null, "its headers are wrong");
        ReadOnlySpan<byte> identification = provider.Identification.Span;
        CheckHeader(path, BinaryPrimitives.ReadUInt32LittleEndian(identification[12..]), identification[11]);
        return Guard(path, () => new VorbisReader(path, ownsFile ? file : null, stream, packets, provider));
    }

    private VorbisReader(string path, FileStream? file, OggStream stream, OggPackets packets, VorbisPackets provider)
        : base(path)
    {
        (_file, _stream, _packets, _provider) = (file, stream, packets, provider);
        _decoder = new StreamDecoder(provider) { ClipSamples = false };
        (SampleRate, Channels) = (_decoder.SampleRate, _decoder.Channels);

        // The first page of sound says where its last packet ends, and so where the sound begins: later than at 0 in what was cut out of a
        // longer stream; before it, where the first samples are not to be heard.
        if (!ReadSound()) return;
        _firstSound = packets.PageOffset;
        Begin(); // after which the packets can be counted
        packets.Seek(_firstSound);
        long samples = 0;
        ReadSound();
        while (packets.Granule < 0 && ReadSound()) samples += provider.Count();
        bool isOnlyPage = packets.PageOffset == stream.LastPage && packets.Granule < samples; // its end is cut short, not its beginning
        long origin = packets.Granule < 0 || isOnlyPage ? 0 : packets.Granule - samples;
        (_base, _trimmed) = (Math.Max(0, origin), Math.Max(0, -origin));
        Length = Math.Max(0, Math.Min(stream.LastGranule, FurthestEnd()) - _base);
        Restart(null);
    }

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        if (sample == _position) return;
        Guard(Path, () =>
        {
            (long Granule, long Offset)? point = _stream.Find(sample + _base);
            // What has been decoded already is not decoded again, if that is the shorter way.
            if (sample < _position || point is { } found && found.Granule - _base > _position) Restart(point);
            SkipTo(sample);
            return 0;
        });
    }

    /// <inheritdoc/>
    public override int Read(Span<float> interleaved)
    {
        int wanted = (int)Math.Min(interleaved.Length / Channels, Math.Max(0, Length - _position)) * Channels;
        int read = Decode(interleaved[..wanted]);
        _position += read / Channels;
        return read;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _decoder.Dispose();
        _file?.Dispose();
    }

    private bool ReadSound()
    {
        while (_packets.Read())
        {
            if (VorbisPackets.IsSound(_packets.Packet.Span)) return true;
        }
        return false;
    }

    // Lets the decoder begin with the packet that is there: it gives no samples itself, but is what those of the next one are added to.
    private void Begin()
    {
        _provider.Keep();
        try
        {
            _decoder.SeekTo(1);
        }
        catch (InvalidOperationException)
        {
            // There is no second packet. The decoder gives nothing then.
        }
    }

    private void Restart((long Granule, long Offset)? point)
    {
        _packets.Seek(point?.Offset ?? _firstSound);
        bool isThere = ReadSound();
        while (isThere && point is not null && _packets.Granule < 0) isThere = ReadSound();
        if (isThere) Begin();
        _position = point is { } found ? found.Granule - _base : -_trimmed;
        if (point is null) SkipTo(0);
    }

    private void SkipTo(long sample)
    {
        while (_position < sample)
        {
            int count = (int)Math.Min(sample - _position, _skipped.Length / Channels);
            int read = Decode(_skipped.AsSpan(0, count * Channels)) / Channels;
            if (read == 0) return;
            _position += read;
        }
    }

    private int Decode(Span<float> interleaved)
    {
        try
        {
            return _decoder.Read(interleaved, 0, interleaved.Length);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(Path, (double)Math.Max(0, _position) / SampleRate, "a packet cannot be decoded", e);
        }
    }

    // Where the sound can end at the latest: the last page may say anything.
    private long FurthestEnd()
    {
        long end = Math.Max(0, _stream.GranuleBefore);
        _packets.Seek(_stream.LastPage);
        if (_stream.LastPage == _firstSound) ReadSound(); // gives no samples
        while (ReadSound()) end += _provider.Count();
        return end + (_packets.IsPageContinued ? LongestBlock : 0);
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(path, null, "its headers or packets cannot be decoded", e);
        }
    }

    // NVorbis throws whatever comes of numbers that make no sense.
    private static bool IsDamage(Exception e)
        => e is InvalidDataException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException
            or OverflowException or DivideByZeroException or KeyNotFoundException or OutOfMemoryException or EndOfStreamException;
}
