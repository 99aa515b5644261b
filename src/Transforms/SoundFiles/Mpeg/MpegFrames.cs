namespace Pix2Pitch.SoundFiles.Mpeg;

/// <summary>
/// The positions of the frames in an MPEG audio file. The constructor scans the file once. Only the position of every n-th frame is stored, so that
/// memory does not grow with the file.
/// </summary>
internal sealed class MpegFrames
{
    private const int MaxFreeLength = 1 << 13; // bytes of a free format frame
    private const int MinOtherFrames = 4; // consecutive frames of another format that are sound, not false headers
    private const int WindowLength = 1 << 16;

    private readonly FileStream _file;
    private readonly byte[] _window = new byte[WindowLength];
    private readonly ThinnedList<long> _points = new();
    private readonly int _freeLength; // bytes of a free format frame without padding
    private long _windowStart;
    private int _windowCount;

    /// <param name="file">The file; it is not disposed.</param>
    /// <param name="start">Where to start, after ID3 tags.</param>
    public MpegFrames(FileStream file, long start)
    {
        _file = file;
        long? first = null;
        for (long at = start; Peek(at, MpegHeader.ByteLength).Length == MpegHeader.ByteLength; at++)
        {
            at = SkipToSync(at);
            if (MpegHeader.Parse(Peek(at, MpegHeader.ByteLength)) is not { } header) continue;
            int free = header.BitRateIndex == 0 ? Measure(at, header) : 0;
            int length = header.FrameLength(free);
            if ((header.BitRateIndex == 0 && free == 0) || length < MpegHeader.ByteLength + header.SideLength) continue;
            // A second header must follow: one in a few thousand random positions looks like a header.
            bool isFollowed = MpegHeader.Parse(Peek(at + length, MpegHeader.ByteLength)) is { } next ? next.Fits(header) : at + length == file.Length;
            if (!isFollowed) continue;
            (First, _freeLength, first) = (header, free, at);
            break;
        }
        if (first is not { } place) return;
        Info = MpegInfo.Parse(First, Peek(place, First.FrameLength(_freeLength)));
        if (Info is not null) place += First.FrameLength(_freeLength);
        for (long? at = Find(place); at is { } found; at = Find(found + LengthAt(found)))
        {
            _points.Add(found);
            Count++;
        }
    }

    /// <summary>The header of the first frame; default if there is no frame.</summary>
    public MpegHeader First { get; }

    /// <summary>The Xing or Info frame before the sound; null if there is none.</summary>
    public MpegInfo? Info { get; }

    /// <summary>The header of the first frame of another format after the sound; null if there is none.</summary>
    public MpegHeader? NextFormat { get; private set; }

    /// <summary>The number of frames with sound.</summary>
    public long Count { get; private set; }

    /// <summary>The position of a frame in the file.</summary>
    public long PositionOf(long frame)
    {
        long point = frame / _points.Stride;
        long at = _points[(int)point];
        for (long n = point * _points.Stride; n < frame; n++) at = Next(at) ?? throw new EndOfStreamException();
        return at;
    }

    /// <summary>The position of the frame after the one at <paramref name="at"/>; null after the last.</summary>
    public long? Next(long at) => Find(at + LengthAt(at));

    /// <summary>The bytes of a frame; valid until the next call of any method.</summary>
    public ReadOnlySpan<byte> Bytes(long at) => Peek(at, LengthAt(at));

    private int LengthAt(long at) => MpegHeader.Parse(Peek(at, MpegHeader.ByteLength)) is { } header ? header.FrameLength(_freeLength) : MpegHeader.ByteLength;

    // The first complete frame of this stream at or after a position; null if there is none, or if a frame of another format comes first: another sound.
    private long? Find(long at)
    {
        for (bool isExpected = true; ; isExpected = false, at++)
        {
            if (!isExpected) at = SkipToSync(at);
            ReadOnlySpan<byte> bytes = Peek(at, MpegHeader.ByteLength);
            if (bytes.Length < MpegHeader.ByteLength) return null;
            if (MpegHeader.Parse(bytes) is not { } header) continue;
            bool fits = header.Fits(First);
            int length = header.FrameLength(_freeLength);
            if (isExpected && fits) return at + length <= _file.Length ? at : null;
            MpegHeader? next = MpegHeader.Parse(Peek(at + length, MpegHeader.ByteLength));
            bool isFollowed = at + length == _file.Length || (next is { } following && following.Fits(header));
            if (isFollowed && fits) return at;
            if (isFollowed && header.BitRateIndex != 0 && IsSound(at, header))
            {
                NextFormat = header;
                return null;
            }
        }
    }

    // Whether enough frames follow each other at a position. One or two headers may also be part of tags or damaged frames.
    private bool IsSound(long at, MpegHeader header)
    {
        long place = at;
        for (int n = 0; n < MinOtherFrames; n++)
        {
            if (MpegHeader.Parse(Peek(place, MpegHeader.ByteLength)) is not { } next || !next.Fits(header)) return false;
            place += next.FrameLength(0);
        }
        return place <= _file.Length;
    }

    // In free format the length of a frame is known only from the next header. All frames have the same length except for the padding.
    private int Measure(long at, MpegHeader header)
    {
        ReadOnlySpan<byte> bytes = Peek(at, MaxFreeLength);
        for (int i = MpegHeader.ByteLength + header.SideLength; i + MpegHeader.ByteLength <= bytes.Length; i++)
        {
            if (bytes[i] != 0xFF || MpegHeader.Parse(bytes[i..]) is not { } next || !next.Fits(header)) continue;
            int length = header.WithoutPadding(i);
            long third = at + i + next.FrameLength(length);
            bool isThird = MpegHeader.Parse(Peek(third, MpegHeader.ByteLength)) is { } last ? last.Fits(header) : third >= _file.Length;
            if (isThird) return length;
            bytes = Peek(at, MaxFreeLength);
        }
        return 0;
    }

    private long SkipToSync(long at)
    {
        while (true)
        {
            ReadOnlySpan<byte> bytes = Peek(at, WindowLength / 2);
            int sync = bytes.IndexOf((byte)0xFF);
            if (sync >= 0) return at + sync;
            if (bytes.Length < WindowLength / 2) return at + bytes.Length;
            at += bytes.Length;
        }
    }

    // Bytes of the file; fewer than requested at its end.
    private ReadOnlySpan<byte> Peek(long at, int count)
    {
        if (at < _windowStart || at + count > _windowStart + _windowCount)
        {
            _file.Position = _windowStart = Math.Min(at, _file.Length);
            _windowCount = _file.ReadAtLeast(_window, _window.Length, throwOnEndOfStream: false);
        }
        int from = (int)Math.Min(at - _windowStart, _windowCount);
        return _window.AsSpan(from, Math.Min(count, _windowCount - from));
    }
}
