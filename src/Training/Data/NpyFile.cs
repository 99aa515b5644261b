using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Pix2Pitch.Training.Data;

/// <summary>Reads rows of a NumPy <c>.npy</c> file of float16 or float32 in any order, from any number of threads.</summary>
public sealed partial class NpyFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly NpyType _type;
    private readonly long _dataStart;

    /// <summary>Opens the file and checks its length against its header.</summary>
    /// <exception cref="Pix2PitchException">The file is missing, is not a .npy of float16 or float32 in C order, or is cut off.</exception>
    public NpyFile(string path)
    {
        _path = path;
        try
        {
            _file = File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be opened; prepare the data anew.", e);
        }
        try
        {
            (_type, Shape, _dataStart) = ReadHeader();
            RowLength = Shape.Skip(1).Aggregate(1, (a, b) => checked(a * b));
            long expected = _dataStart + (long)Shape[0] * RowLength * ItemSize;
            if (RandomAccess.GetLength(_file) < expected)
                throw NotWhole($"it has {RandomAccess.GetLength(_file)} bytes of {expected}");
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>All dimensions, the rows first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Shape[0];

    /// <summary>Numbers in a row.</summary>
    public int RowLength { get; }

    private int ItemSize => _type == NpyType.Half ? 2 : 4;

    /// <summary>Reads a row.</summary>
    /// <param name="row">In [0, <see cref="Rows"/>).</param>
    /// <param name="values">Receives <see cref="RowLength"/> numbers.</param>
    public void Read(int row, Span<float> values)
    {
        if ((uint)row >= (uint)Rows)
            throw new ArgumentOutOfRangeException(nameof(row), $"The row is {row}; '{_path}' has rows [0, {Rows}).");
        long offset = _dataStart + (long)row * RowLength * ItemSize;
        values = values[..RowLength];
        if (_type == NpyType.Full)
        {
            ReadExactly(MemoryMarshal.AsBytes(values), offset);
            return;
        }
        Half[] half = ArrayPool<Half>.Shared.Rent(RowLength);
        ReadExactly(MemoryMarshal.AsBytes(half.AsSpan(0, RowLength)), offset);
        TensorPrimitives.ConvertToSingle(half.AsSpan(0, RowLength), values);
        ArrayPool<Half>.Shared.Return(half);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    [GeneratedRegex(@"^\{\s*'descr':\s*'(?<type>[^']*)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[0-9, ]*)\)")]
    private static partial Regex HeaderPattern();

    private (NpyType Type, int[] Shape, long DataStart) ReadHeader()
    {
        Span<byte> start = stackalloc byte[10];
        if (RandomAccess.Read(_file, start, 0) < 10 || !IsMagic(start))
            throw NotWhole("it does not begin as one");
        if (start[6] != 1)
            throw NotWhole($"its format is {start[6]}.{start[7]}, not 1.0");
        int length = start[8] | start[9] << 8;
        byte[] header = new byte[length];
        ReadExactly(header, 10);
        Match match = HeaderPattern().Match(Encoding.Latin1.GetString(header));
        NpyType? type = match.Groups["type"].Value switch { "<f2" => NpyType.Half, "<f4" => NpyType.Full, _ => null };
        if (type is null || match.Groups["order"].Value != "False")
            throw NotWhole("its numbers are not float16 or float32 in C order");
        int[] shape = [.. match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        return shape.Length > 0 ? (type.Value, shape, 10 + length) : throw NotWhole("it holds a single number");
    }

    private static bool IsMagic(ReadOnlySpan<byte> start) => start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8);

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
                throw NotWhole("it ends too early");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private Pix2PitchException NotWhole(string reason) => new($"'{_path}' is not a whole .npy file ({reason}); prepare the data anew.");
}
