namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>A stream of sound in an Ogg file, with an index of its pages.</summary>
internal sealed class OggStream(uint serial, long start, OggCodec codec, long end = 0)
{
    private readonly ThinnedList<(long Granule, long Offset)> _points = new();
    private (long Granule, long Offset)? _pending; // of the last added page

    /// <summary>The serial number, which distinguishes multiplexed streams.</summary>
    public uint Serial => serial;

    /// <summary>The position of its first page.</summary>
    public long Start { get; } = start;

    /// <summary>The end of its last page.</summary>
    public long End { get; private set; } = end;

    /// <summary>The codec.</summary>
    public OggCodec Codec => codec;

    /// <summary>The position of its last page.</summary>
    public long LastPage { get; private set; } = start;

    /// <summary>The end of its last packet in samples; -1 if unknown.</summary>
    public long LastGranule { get; private set; } = -1;

    /// <summary>The end of the packets before the last page in samples; -1 if unknown.</summary>
    public long GranuleBefore { get; private set; } = -1;

    /// <summary>Whether the file is truncated within its next page.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Adds a page of this stream.</summary>
    public void Add(OggPage page)
    {
        // Adds the page before: the last page is not indexed, because its number of samples may be reduced.
        if (_pending is { } pending) _points.Add(pending);
        _pending = null;
        End = page.End;
        if (page.Granule < 0 || page.PacketEnds == 0 || page.IsFirst) return;
        (GranuleBefore, LastGranule, LastPage) = (LastGranule, page.Granule, page.Offset);
        // Decoding can start at a page in which a packet begins and ends.
        if (page.Granule > 0 && (page.PacketEnds > 1 || !page.IsContinued)) _pending = (page.Granule, page.Offset);
    }

    /// <summary>The last indexed page whose packets end at or before a sample; null if there is none.</summary>
    public (long Granule, long Offset)? Find(long granule)
    {
        int low = 0, high = _points.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_points[middle].Granule <= granule) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? null : _points[low - 1];
    }
}

/// <summary>The codec of a stream in an Ogg file.</summary>
internal enum OggCodec
{
    /// <summary>Unknown, or not sound.</summary>
    Other,

    /// <summary>Vorbis.</summary>
    Vorbis,

    /// <summary>FLAC.</summary>
    Flac,

    /// <summary>Opus.</summary>
    Opus,

    /// <summary>Speex.</summary>
    Speex,

    /// <summary>PCM.</summary>
    Pcm,
}
