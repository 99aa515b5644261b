namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>Reads the packets of a stream in an Ogg file. Missing pages and wrong checksums throw.</summary>
internal sealed class OggPackets(string path, FileStream file, OggStream stream)
{
    private const int MaxPacketLength = 1 << 24;

    private readonly byte[] _page = new byte[OggPage.MaxPageLength];
    private byte[] _packet = new byte[1 << 12];
    private OggPage _head;
    private int _segment; // the next one in the page
    private int _segments;
    private int _body; // start of the next segment
    private long _next = stream.Start;
    private long _sequence = -1; // of the previous page
    private bool _skipsRest; // of a packet that began before the seek position

    /// <summary>The last packet; valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlyMemory<byte> Packet { get; private set; }

    /// <summary>The end of the packet in samples if it is the last one that ends in its page; otherwise -1.</summary>
    public long Granule { get; private set; }

    /// <summary>The position of the page in which the packet begins.</summary>
    public long PageOffset { get; private set; }

    /// <summary>The position of the page in which the packet ends.</summary>
    public long LastPageOffset => _head.Offset;

    /// <summary>Whether the page in which the packet ends starts in the middle of a packet.</summary>
    public bool IsPageContinued => _head.IsContinued;

    /// <summary>Moves to the first packet that begins in a page.</summary>
    public void Seek(long pageOffset)
    {
        (_next, _sequence, _segment, _segments, _skipsRest) = (pageOffset, -1, 0, 0, true);
    }

    /// <summary>Reads the next packet; false at the end.</summary>
    /// <exception cref="Pix2PitchException">The file is damaged or truncated.</exception>
    public bool Read()
    {
        int length = 0;
        while (true)
        {
            if (_segment == _segments)
            {
                bool isOpen = length > 0;
                if (!ReadPage()) return isOpen ? throw SampleReader.Truncated(path) : false;
                if (_skipsRest && !_head.IsContinued) _skipsRest = false;
                if (isOpen != _head.IsContinued && !_skipsRest) throw Damaged("a packet is missing");
            }
            if (length == 0) PageOffset = _head.Offset;
            int lacing = _page[27 + _segment++];
            if (!_skipsRest)
            {
                if (length + lacing > MaxPacketLength) throw Damaged("a packet has no end");
                if (length + lacing > _packet.Length) Array.Resize(ref _packet, Math.Max(2 * _packet.Length, length + lacing));
                _page.AsSpan(_body, lacing).CopyTo(_packet.AsSpan(length));
                length += lacing;
            }
            _body += lacing;
            if (lacing == 255) continue;
            if (_skipsRest)
            {
                _skipsRest = false;
                continue;
            }
            Packet = _packet.AsMemory(0, length);
            Granule = _page.AsSpan(27 + _segment, _segments - _segment).IndexOfAnyExcept((byte)255) < 0 ? _head.Granule : -1;
            return true;
        }
    }

    private bool ReadPage()
    {
        while (true)
        {
            if (_next >= stream.End) return stream.IsTruncated ? throw SampleReader.Truncated(path) : false;
            file.Position = _next;
            Span<byte> head = _page.AsSpan(0, OggPage.MaxHeadLength);
            int count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (OggPage.Parse(head[..count], _next) is not { } page) throw Damaged("a page is missing");
            _next = page.End;
            if (page.Serial != stream.Serial) continue;
            int length = page.HeadLength + page.BodyLength;
            if (length > count && file.ReadAtLeast(_page.AsSpan(count, length - count), length - count, throwOnEndOfStream: false) < length - count) throw SampleReader.Truncated(path);
            if (!OggPage.IsWhole(_page.AsSpan(0, length))) throw Damaged("a checksum is wrong");
            if (_sequence >= 0 && page.Sequence != (uint)(_sequence + 1)) throw Damaged("pages are missing");
            (_head, _sequence, _segment, _segments, _body) = (page, page.Sequence, 0, _page[26], page.HeadLength);
            if (_segments > 0) return true;
        }
    }

    private Pix2PitchException Damaged(string reason) => SampleReader.Damaged(path, null, reason);
}
