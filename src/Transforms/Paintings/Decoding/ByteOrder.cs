using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

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
