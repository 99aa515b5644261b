namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The frames of a FLAC file. The frame of a sample is found by binary search.</summary>
internal sealed class FlacFileSource : FlacSource
{
    private const int MinRange = 1 << 8; // bytes; the search stops at this size
    private const int SearchLength = 1 << 14; // bytes that are read at once to find a header
    private const int MaxTailLength = 1 << 22; // bytes at the end of the file that are searched for the last frame
    private const int MaxWrongFrames = 100; // candidates for the last frame; a random position very rarely looks like a frame

    private readonly FileStream _file;
    private readonly FlacStreamInfo _info;
    private readonly long _start;
    private readonly byte[] _buffer = new byte[SearchLength + FlacFrameHeader.MaxByteLength];
    private long _at;

    /// <param name="file">The file; it is not disposed.</param>
    /// <param name="info">The stream's header.</param>
    /// <param name="start">Position of the first frame.</param>
    public FlacFileSource(FileStream file, FlacStreamInfo info, long start) => (_file, _info, _start, _at) = (file, info, start, start);

    /// <inheritdoc/>
    public override int Read(Span<byte> bytes)
    {
        _file.Position = _at;
        int read = _file.Read(bytes);
        _at += read;
        return read;
    }

    /// <inheritdoc/>
    public override void Rewind() => _at = _start;

    /// <inheritdoc/>
    public override void Seek(long sample)
    {
        long low = _start, high = _file.Length, lowSample = 0, highSample = long.MaxValue;
        while (high - low > MinRange)
        {
            long middle = low + (high - low) / 2;
            if (Find(middle, high) is { } found && found.Sample > lowSample && found.Sample < highSample)
            {
                if (found.Sample <= sample) (low, lowSample) = (found.At, found.Sample);
                else (high, highSample) = (middle, found.Sample);
            }
            else
            {
                high = middle;
            }
        }
        _at = low;
    }

    /// <summary>The end of the last frame in samples, for streams of unknown length; null if no valid frame is found.</summary>
    /// <param name="isTruncated">Whether the last frame is followed by data other than tags: an incomplete frame.</param>
    public long? FindEnd(out bool isTruncated)
    {
        isTruncated = false;
        var decoder = new FlacFrameDecoder(_info);
        int wrong = 0;
        for (int length = 1 << 16; ; length *= 4)
        {
            long start = Math.Max(_start, _file.Length - length);
            int count = (int)(_file.Length - start);
            var tail = new byte[count + BitReader.Padding];
            _file.Position = start;
            count = _file.ReadAtLeast(tail.AsSpan(0, count), count, throwOnEndOfStream: false);
            for (int at = count - 1; at >= 0; at--)
            {
                at = tail.AsSpan(0, at + 1).LastIndexOf((byte)0xFF);
                if (at < 0) break;
                if (FlacFrameHeader.TryParse(tail.AsSpan(at, count - at), out FlacFrameHeader header) != FlacHeaderResult.Found || !header.Fits(_info)) continue;
                if (decoder.Decode(tail.AsSpan(at), count - at) != FlacFrameResult.Decoded)
                {
                    if (++wrong == MaxWrongFrames) return null;
                    continue;
                }
                ReadOnlySpan<byte> rest = tail.AsSpan(at + decoder.ByteLength, count - at - decoder.ByteLength);
                isTruncated = !(rest.StartsWith("TAG"u8) || rest.StartsWith("APETAGEX"u8) || rest.StartsWith("LYRICSBEGIN"u8) || rest.IndexOfAnyExcept((byte)0) < 0);
                return decoder.Header.FirstSample(_info) + decoder.Header.BlockSize;
            }
            if (start == _start || length >= MaxTailLength) return null;
        }
    }

    /// <summary>The number of the first sample of the first frame; null if there is no frame.</summary>
    public long? FindStart() => Find(_start, _start + FlacFrameHeader.MaxByteLength) is { } found && found.At == _start ? found.Sample : null;

    // The first header at or after a position that matches this stream.
    private (long At, long Sample)? Find(long from, long to)
    {
        while (from < to)
        {
            _file.Position = from;
            int count = _file.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false), last = (int)Math.Min(Math.Min(SearchLength, to - from), count);
            for (int i = 0; i < last; i++)
            {
                int next = _buffer.AsSpan(i, last - i).IndexOf((byte)0xFF);
                if (next < 0) break;
                i += next;
                if (FlacFrameHeader.TryParse(_buffer.AsSpan(i, count - i), out FlacFrameHeader header) == FlacHeaderResult.Found && header.Fits(_info))
                    return (from + i, header.FirstSample(_info));
            }
            if (count < _buffer.Length) break;
            from += SearchLength;
        }
        return null;
    }
}
