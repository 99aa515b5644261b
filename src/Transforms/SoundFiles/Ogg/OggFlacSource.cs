using Pix2Pitch.SoundFiles.Flac;

namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>The frames of a FLAC stream in an Ogg file (RFC 9639, section 10.1): one per packet.</summary>
internal sealed class OggFlacSource : FlacSource
{
    private const int HeadLength = 13, BlockHead = 4; // before STREAMINFO: 7F "FLAC", version, number of headers, "fLaC"; block header

    private readonly OggStream _stream;
    private readonly OggPackets _packets;
    private readonly long _first;
    private ReadOnlyMemory<byte> _rest;

    private OggFlacSource(OggStream stream, OggPackets packets)
    {
        (_stream, _packets, _first, _rest) = (stream, packets, packets.PageOffset, packets.Packet);
    }

    /// <summary>Opens a stream.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="file">The file.</param>
    /// <param name="stream">The stream in it.</param>
    /// <param name="ownsFile">Whether the reader disposes the file.</param>
    public static FlacReader Open(string path, FileStream file, OggStream stream, bool ownsFile)
    {
        var packets = new OggPackets(path, file, stream);
        if (!packets.Read() || packets.Packet.Length < HeadLength + BlockHead + FlacStreamInfo.ByteLength || packets.Packet.Span[0] != 0x7F)
            throw SampleReader.Damaged(path, null, "its headers are wrong");
        FlacStreamInfo info = FlacStreamInfo.Parse(packets.Packet.Span[(HeadLength + BlockHead)..]);
        FlacReader.CheckInfo(path, info);
        do
        {
            if (!packets.Read()) throw SampleReader.Truncated(path);
        }
        while (packets.Packet.Length < 2 || packets.Packet.Span[0] != 0xFF); // other metadata
        long origin = FlacFrameHeader.TryParse(packets.Packet.Span, out FlacFrameHeader header) == FlacHeaderResult.Found ? header.FirstSample(info) : 0;
        long length = info.Samples > 0 ? info.Samples : Math.Max(0, stream.LastGranule - origin);
        return new FlacReader(path, info, new OggFlacSource(stream, packets), length, origin, isTruncated: false, ownsFile ? file : null);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> bytes)
    {
        while (_rest.Length == 0)
        {
            if (!_packets.Read()) return 0;
            _rest = _packets.Packet;
        }
        int count = Math.Min(bytes.Length, _rest.Length);
        _rest.Span[..count].CopyTo(bytes);
        _rest = _rest[count..];
        return count;
    }

    /// <inheritdoc/>
    public override void Rewind() => GoTo(_first);

    /// <inheritdoc/>
    public override void Seek(long sample) => GoTo(_stream.Find(sample)?.Offset ?? _first);

    private void GoTo(long page)
    {
        _packets.Seek(page);
        _rest = default;
    }
}
