using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads the directories of a TIFF or BigTIFF file (TIFF 6.0, section 2), not its pixels.</summary>
internal sealed class TiffReader
{
    private const int MaxDirectories = 1000, MaxEntries = 4096, MaxValues = 1 << 22, MaxValuesOfOtherTags = 64;

    private readonly string _path;
    private readonly Stream _stream;
    private readonly ByteOrder _order;
    private readonly bool _isBig;
    private long _valuesLeft;

    private TiffReader(string path, Stream stream, ByteOrder order, bool isBig)
    {
        (_path, _stream, _order, _isBig) = (path, stream, order, isBig);
        // A value takes at least one byte, so only directories that share values can have more values than the file has bytes.
        _valuesLeft = Math.Min(MaxValues, stream.Length);
    }

    /// <summary>All directories of a file, including SubIFDs. A directory beyond the end of the file ends the list.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="stream">The file, or a part of another file that has the format of TIFF (EXIF).</param>
    /// <exception cref="Pix2PitchException">The directories have more values than an undamaged file can have.</exception>
    internal static IReadOnlyList<TiffDirectory> Read(string path, Stream stream)
    {
        Span<byte> start = stackalloc byte[16];
        stream.Position = 0;
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length < 8) return [];
        var order = new ByteOrder(start[0] == (byte)'M');
        bool isBig = order.UInt16(start[2..]) == 43;
        if (isBig && length < 16) return [];
        var reader = new TiffReader(path, stream, order, isBig);
        return reader.Chain(isBig ? order.UInt64(start[8..]) : order.UInt32(start[4..]));
    }

    private List<TiffDirectory> Chain(ulong at)
    {
        var found = new List<TiffDirectory>();
        var seen = new HashSet<ulong>();
        for (int page = 0; at != 0 && found.Count < MaxDirectories && seen.Add(at); page++)
        {
            if (Directory(at, page, null) is not ({ } directory, var next)) break;
            found.Add(directory);
            double[] below = directory.Values(TiffTag.SubIfds);
            for (int i = 0; i < below.Length && found.Count < MaxDirectories; i++)
            {
                if (seen.Add((ulong)below[i]) && Directory((ulong)below[i], page, i) is ({ } sub, _)) found.Add(sub);
            }
            at = next;
        }
        return found;
    }

    private (TiffDirectory Directory, ulong Next)? Directory(ulong at, int page, int? subIfd)
    {
        int countLength = _isBig ? 8 : 2, entryLength = _isBig ? 20 : 12, nextLength = _isBig ? 8 : 4;
        if (ReadAt(at, countLength) is not { } head) return null;
        ulong count = _isBig ? _order.UInt64(head) : _order.UInt16(head);
        if (count is 0 or > MaxEntries || ReadAt(at + (ulong)countLength, (int)count * entryLength) is not { } entries) return null;
        var values = new Dictionary<TiffTag, double[]>();
        long photometricAt = 0;
        for (int i = 0; i < (int)count; i++)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(i * entryLength, entryLength);
            var tag = (TiffTag)_order.UInt16(entry);
            if (!Enum.IsDefined(tag)) continue;
            int valueAt = _isBig ? 12 : 8;
            if (tag == TiffTag.PhotometricInterpretation) photometricAt = (long)at + countLength + (i * entryLength) + valueAt;
            if (EntryValues(entry, valueAt, MaxValuesOf(tag)) is { } read) values[tag] = read;
        }
        byte[]? next = ReadAt(at + (ulong)(countLength + ((int)count * entryLength)), nextLength);
        return (new TiffDirectory(values, page, subIfd, photometricAt), next is null ? 0 : _isBig ? _order.UInt64(next) : _order.UInt32(next));
    }

    private static int MaxValuesOf(TiffTag tag) => tag switch
    {
        TiffTag.StripOffsets or TiffTag.StripByteCounts or TiffTag.TileOffsets or TiffTag.TileByteCounts => int.MaxValue,
        TiffTag.SubIfds => MaxDirectories,
        _ => MaxValuesOfOtherTags,
    };

    /// <summary>The first <paramref name="maxValues"/> values of an entry; null if the file does not contain them.</summary>
    private double[]? EntryValues(ReadOnlySpan<byte> entry, int valueAt, int maxValues)
    {
        int type = _order.UInt16(entry[2..]), size = type switch
        {
            1 or 2 or 6 or 7 => 1,
            3 or 8 => 2,
            4 or 9 or 11 or 13 => 4,
            5 or 10 or 12 or 16 or 17 or 18 => 8,
            _ => 0,
        };
        ulong count = _isBig ? _order.UInt64(entry[4..]) : _order.UInt32(entry[4..]);
        if (size == 0 || count > (ulong)(_stream.Length / size)) return null;
        ReadOnlySpan<byte> data = entry[valueAt..];
        bool isElsewhere = count * (ulong)size > (ulong)data.Length;
        ulong at = !isElsewhere ? 0 : _isBig ? _order.UInt64(data) : _order.UInt32(data);
        if (isElsewhere && !IsInFile(at, count * (ulong)size)) return null;
        count = Math.Min(count, (ulong)maxValues);
        // Many entries may share the same bytes, so the total is limited.
        if (count > (ulong)_valuesLeft) throw PaintingFile.Unreadable(_path);
        _valuesLeft -= (long)count;
        if (isElsewhere) data = ReadAt(at, (int)count * size);
        var values = new double[count];
        for (int i = 0; i < values.Length; i++) values[i] = Value(type, data.Slice(i * size, size));
        return values;
    }

    private double Value(int type, ReadOnlySpan<byte> data) => type switch
    {
        3 => _order.UInt16(data),
        8 => (short)_order.UInt16(data),
        4 or 13 => _order.UInt32(data),
        9 => (int)_order.UInt32(data),
        5 => _order.UInt32(data) / (double)_order.UInt32(data[4..]),
        10 => (int)_order.UInt32(data) / (double)(int)_order.UInt32(data[4..]),
        11 => BitConverter.UInt32BitsToSingle(_order.UInt32(data)),
        12 => BitConverter.UInt64BitsToDouble(_order.UInt64(data)),
        16 or 17 or 18 => _order.UInt64(data),
        6 => (sbyte)data[0],
        _ => data[0],
    };

    private bool IsInFile(ulong at, ulong length) => at <= (ulong)_stream.Length && length <= (ulong)_stream.Length - at;

    private byte[]? ReadAt(ulong at, int length)
    {
        if (!IsInFile(at, (ulong)length)) return null;
        _stream.Position = (long)at;
        var data = new byte[length];
        _stream.ReadExactly(data);
        return data;
    }
}

/// <summary>Reads numbers in the byte order that a file declares.</summary>
internal readonly record struct ByteOrder(bool IsBigEndian)
{
    internal ushort UInt16(ReadOnlySpan<byte> data)
        => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(data) : BinaryPrimitives.ReadUInt16LittleEndian(data);

    internal uint UInt32(ReadOnlySpan<byte> data)
        => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(data) : BinaryPrimitives.ReadUInt32LittleEndian(data);

    internal ulong UInt64(ReadOnlySpan<byte> data)
        => IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(data) : BinaryPrimitives.ReadUInt64LittleEndian(data);
}
