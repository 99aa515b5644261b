using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Pix2Pitch.Training.Data;

/// <summary>
/// Reads rows of a NumPy <c>.npy</c> file of uint8, float16 or float32 in any order, from any number of threads. The file is mapped into
/// memory and takes no handle. Bytes stand for numbers in [-1, 1], see <see cref="NpyType.Byte"/>.
/// </summary>
public sealed partial class NpyFile : IDisposable
{
    private static readonly float[] s_ofByte = [.. Enumerable.Range(0, 256).Select(b => b / 127.5f - 1)];

    private readonly MemoryMappedViewAccessor _view;
    private readonly string _path;
    private readonly long _dataStart;

    /// <summary>Opens the file and checks its length against its header.</summary>
    /// <exception cref="Pix2PitchException">The file is missing, is not a .npy of uint8, float16 or float32 in C order, or is cut off.</exception>
    public NpyFile(string path)
    {
        _path = path;
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            (Type, Shape, _dataStart) = ReadHeader(file);
            RowLength = Shape.Skip(1).Aggregate(1, (a, b) => checked(a * b));
            long expected = _dataStart + (long)Shape[0] * RowLength * Type.Size, length = RandomAccess.GetLength(file);
            if (length < expected)
                throw NotWhole($"it has {length} bytes of {expected}");
            // The view stays when the file is closed.
            using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"'{path}' cannot be opened ({e.Message.TrimEnd('.')}); prepare the data again.", e);
        }
        catch (OverflowException e)
        {
            throw NotWhole("its rows are longer than any can be", e);
        }
    }

    /// <summary>How the numbers are stored.</summary>
    public NpyType Type { get; }

    /// <summary>All dimensions, the rows first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Shape[0];

    /// <summary>Numbers in a row.</summary>
    public int RowLength { get; }

    /// <summary>Reads a row.</summary>
    /// <param name="row">In [0, <see cref="Rows"/>).</param>
    /// <param name="values">Receives <see cref="RowLength"/> numbers.</param>
    /// <exception cref="ObjectDisposedException">The file has been closed.</exception>
    public void Read(int row, Span<float> values)
    {
        values = values[..RowLength];
        if (Type == NpyType.Full)
        {
            ReadBytes(row, MemoryMarshal.AsBytes(values));
            return;
        }
        byte[] stored = ArrayPool<byte>.Shared.Rent(RowLength * Type.Size);
        try
        {
            Span<byte> bytes = stored.AsSpan(0, RowLength * Type.Size);
            ReadBytes(row, bytes);
            if (Type == NpyType.Half)
            {
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                return;
            }
            float[] ofByte = s_ofByte;
            for (int i = 0; i < bytes.Length; i++)
                values[i] = ofByte[bytes[i]];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    /// <summary>Reads a row as it is stored.</summary>
    /// <param name="row">In [0, <see cref="Rows"/>).</param>
    /// <param name="bytes">Receives <see cref="RowLength"/> numbers of <see cref="Type"/>, little-endian.</param>
    /// <exception cref="ObjectDisposedException">The file has been closed.</exception>
    public void ReadBytes(int row, Span<byte> bytes)
    {
        if ((uint)row >= (uint)Rows)
            throw new ArgumentOutOfRangeException(nameof(row), $"The row is {row}; '{_path}' has rows [0, {Rows}).");
        int length = RowLength * Type.Size;
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_dataStart + (long)row * length), bytes[..length]);
    }

    /// <inheritdoc/>
    public void Dispose() => _view.Dispose();

    [GeneratedRegex(@"^\{\s*'descr':\s*'(?<type>[^']*)',\s*'fortran_order':\s*(?<order>True|False),\s*'shape':\s*\((?<shape>[0-9, ]*)\)")]
    private static partial Regex HeaderPattern();

    private (NpyType Type, int[] Shape, long DataStart) ReadHeader(SafeFileHandle file)
    {
        Span<byte> start = stackalloc byte[10];
        if (RandomAccess.Read(file, start, 0) < 10 || !IsMagic(start))
            throw NotWhole("it does not begin as one");
        if (start[6] != 1)
            throw NotWhole($"its format is {start[6]}.{start[7]}, not 1.0");
        int length = start[8] | start[9] << 8;
        byte[] header = new byte[length];
        ReadExactly(file, header, 10);
        Match match = HeaderPattern().Match(Encoding.Latin1.GetString(header));
        NpyType? type = NpyTypes.ParseOrNull(match.Groups["type"].Value);
        if (type is null || match.Groups["order"].Value != "False")
            throw NotWhole("its numbers are not uint8, float16 or float32 in C order");
        int[] shape = [.. match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseLength)];
        return shape.Length > 0 ? (type.Value, shape, 10 + length) : throw NotWhole("it holds a single number");
    }

    private static int ParseLength(string digits) => int.Parse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsMagic(ReadOnlySpan<byte> start) => start[0] == 0x93 && start[1..6].SequenceEqual("NUMPY"u8);

    private void ReadExactly(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
                throw NotWhole("it ends too early");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private Pix2PitchException NotWhole(string reason, Exception? inner = null)
        => new($"'{_path}' is not a whole .npy file ({reason}); prepare the data again.", inner);
}
