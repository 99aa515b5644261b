using System.Text;

namespace Pix2Pitch.Prepared;

/// <summary>
/// Writes an array row by row in NumPy's <c>.npy</c> format (1.0, C order, little-endian). The number of rows is written at the end.
/// </summary>
internal sealed class NpyWriter : IDisposable
{
    internal const int HeaderLength = 128;

    private readonly FileStream _file;
    private readonly NpyType _type;
    private readonly int[] _rowShape;
    private readonly byte[] _stored;
    private bool _complete;

    /// <summary>Starts the file.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="type">How numbers are stored.</param>
    /// <param name="rowShape">Shape of a row: all dimensions but the first.</param>
    public NpyWriter(string path, NpyType type, params int[] rowShape)
    {
        ArgumentNullException.ThrowIfNull(rowShape);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        (_type, _rowShape) = (type, rowShape);
        RowLength = rowShape.Aggregate(1, (a, b) => a * b);
        _stored = new byte[RowLength * type.Size];
        WriteHeader();
    }

    /// <summary>Numbers in a row.</summary>
    public int RowLength { get; }

    /// <summary>Rows written.</summary>
    public int Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">It has not <see cref="RowLength"/> numbers.</exception>
    public void Write(ReadOnlySpan<float> row)
    {
        if (row.Length != RowLength)
            throw new ArgumentException($"The row has {row.Length} numbers; it must have {RowLength}.", nameof(row));
        NpyTypes.Store(_type, row, _stored);
        WriteStored(_stored);
    }

    /// <summary>Adds rows that are already converted to bytes.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of a row's.</exception>
    public void WriteStored(ReadOnlySpan<byte> rows)
    {
        if (rows.Length % _stored.Length != 0)
            throw new ArgumentException($"There are {rows.Length} bytes; it must be a multiple of {_stored.Length}.", nameof(rows));
        _file.Write(rows);
        Rows += rows.Length / _stored.Length;
    }

    /// <summary>Writes the number of rows and flushes the file to the disk. Without this call, the file has 0 rows.</summary>
    public void Complete()
    {
        if (_complete)
            return;
        _file.Position = 0;
        WriteHeader();
        _file.Flush(flushToDisk: true);
        _complete = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void WriteHeader()
    {
        string shape = string.Join(", ", (IEnumerable<int>)[Rows, .. _rowShape]);
        string header = $"{{'descr': '{_type.Descr}', 'fortran_order': False, 'shape': ({shape}), }}";
        Span<byte> bytes = stackalloc byte[HeaderLength];
        bytes.Fill((byte)' ');
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, HeaderLength - 10, 0];
        magic.CopyTo(bytes);
        Encoding.ASCII.GetBytes(header, bytes[10..]);
        bytes[^1] = (byte)'\n';
        _file.Write(bytes);
    }
}
