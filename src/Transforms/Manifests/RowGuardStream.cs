namespace Pix2Pitch.Manifests;

/// <summary>
/// Cuts off every row of a CSV file that is longer than allowed, so that the reader never holds more than that: for example, of a file with a single
/// line, or with a quotation mark that is never closed. Line breaks are never removed, so that line numbers stay correct.
/// </summary>
internal sealed class RowGuardStream(Stream inner, int maximumRowBytes) : ForwardStream
{
    private readonly byte[] _input = new byte[1 << 16];
    private readonly HashSet<int> _cutLines = [];
    private int _at, _length, _line = 1, _rowLine = 1, _rowBytes;
    private bool _cellStarts = true, _quoted, _quoteMayClose, _cut;

    /// <summary>Whether the row that begins at this line was cut off.</summary>
    public bool WasCut(int line) => _cutLines.Contains(line);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0) return 0;
        int written = 0;
        while (written == 0)
        {
            if (_at == _length)
            {
                (_at, _length) = (0, inner.Read(_input));
                if (_length == 0) return 0;
            }
            while (_at < _length && written < buffer.Length)
            {
                byte value = _input[_at++];
                if (Pass(ref value)) buffer[written++] = value;
            }
        }
        return written;
    }

    /// <summary>Tracks quotation marks. False for bytes to remove.</summary>
    private bool Pass(ref byte value)
    {
        if (_quoteMayClose && value != '"') (_quoted, _quoteMayClose) = (false, false);
        if (_quoted)
        {
            if (value == '"') _quoteMayClose = !_quoteMayClose;
        }
        else if (value == '"' && _cellStarts)
        {
            _quoted = true;
        }
        _cellStarts = !_quoted && (value is (byte)',' or (byte)';' or (byte)'|' or (byte)'\t' or (byte)'\n' or (byte)'\r' or 0xEF or 0xBB or 0xBF);

        if (value == '\n')
        {
            _line++;
            if (!_quoted) (_rowLine, _rowBytes, _cut) = (_line, 0, false);
            return true;
        }
        if (_cut) return false;
        if (++_rowBytes <= maximumRowBytes) return true;
        _cut = true;
        _cutLines.Add(_rowLine);
        value = (byte)'"'; // closes the cell, if one is open
        return _quoted;
    }
}
