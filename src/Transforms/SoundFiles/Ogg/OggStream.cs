namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>A stream of sound in an Ogg file: where its pages are, from its own beginning to its own end.</summary>
internal sealed class OggStream(uint serial, long start, OggCodec codec, long end = 0)
{
    private const int MaxPoints = 1 << 12;

    private readonly List<(long Granule, long Offset)> _points = [];
    private (long Granule, long Offset)? _pending; // of the page that was taken last
    private int _stride = 1;
    private int _passed;

    /// <summary>Which stream of those that lie mixed in a file.</summary>
    public uint Serial => serial;

    /// <summary>Where its first page begins.</summary>
    public long Start { get; } = start;

    /// <summary>Where its last page ends.</summary>
    public long End { get; private set; } = end;

    /// <summary>What it is encoded with.</summary>
    public OggCodec Codec => codec;

    /// <summary>Where its last page begins.</summary>
    public long LastPage { get; private set; } = start;

    /// <summary>Where its last packet ends, in samples; -1 where no page says so.</summary>
    public long LastGranule { get; private set; } = -1;

    /// <summary>Where the packets before those of the last page end; -1 where no page says so.</summary>
    public long GranuleBefore { get; private set; } = -1;

    /// <summary>Whether the file ends within its next page.</summary>
    public bool IsCut { get; set; }

    /// <summary>Takes a page that belongs to it.</summary>
    public void Add(OggPage page)
    {
        // The point for the page before: the last one's number of samples may be cut short.
        if (_pending is { } pending && _passed++ % _stride == 0)
        {
            _points.Add(pending);
            if (_points.Count == MaxPoints)
            {
                for (int i = 0; i < MaxPoints / 2; i++) _points[i] = _points[2 * i];
                _points.RemoveRange(MaxPoints / 2, MaxPoints / 2);
                _stride *= 2;
            }
        }
        _pending = null;
        End = page.End;
        if (page.Granule < 0 || page.PacketEnds == 0 || page.IsFirst) return;
        (GranuleBefore, LastGranule, LastPage) = (LastGranule, page.Granule, page.Offset);
        // A place to begin from is a page in which a packet begins and ends.
        if (page.Granule > 0 && (page.PacketEnds > 1 || !page.IsContinued)) _pending = (page.Granule, page.Offset);
    }

    /// <summary>The last known page whose packets end at a sample or before it; null where that is before all of them.</summary>
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

/// <summary>What a stream in an Ogg file is encoded with.</summary>
internal enum OggCodec
{
    /// <summary>Not sound: pictures, metadata.</summary>
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
