namespace Pix2Pitch.Paintings.Decoding;

/// <summary>A buffered reader that searches for a byte value faster than reading byte by byte.</summary>
internal sealed class SegmentStream(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _start = stream.Position;
    private int _at, _length;

    internal long Position
    {
        get => _start + _at;
        set
        {
            if (value >= _start && value <= _start + _length)
            {
                _at = (int)(value - _start);
                return;
            }
            stream.Position = _start = value;
            (_at, _length) = (0, 0);
        }
    }

    /// <summary>The next byte; -1 at the end.</summary>
    internal int ReadByte() => _at < _length || Fill() ? _buffer[_at++] : -1;

    /// <summary>Fills a span; false if the file ends first.</summary>
    internal bool Read(Span<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            if (ReadByte() is not (>= 0 and var value)) return false;
            data[i] = (byte)value;
        }
        return true;
    }

    /// <summary>Moves past the next byte of a value; false if there is none.</summary>
    internal bool SkipTo(byte value)
    {
        while (_at < _length || Fill())
        {
            int found = _buffer.AsSpan(_at, _length - _at).IndexOf(value);
            _at = found < 0 ? _length : _at + found + 1;
            if (found >= 0) return true;
        }
        return false;
    }

    /// <summary>The next byte of another value; -1 at the end.</summary>
    internal int SkipRun(byte value)
    {
        int next;
        while ((next = ReadByte()) == value)
        {
        }
        return next;
    }

    private bool Fill()
    {
        _start += _length;
        _at = 0;
        return (_length = stream.Read(_buffer)) > 0;
    }
}
