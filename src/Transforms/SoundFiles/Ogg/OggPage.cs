using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>The head of a page of an Ogg file (RFC 3533, section 6).</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Flags">1: goes on with a packet of the page before; 2: begins a stream; 4: ends it.</param>
/// <param name="Granule">Where the last packet that ends in the page ends, in samples; -1 where none does.</param>
/// <param name="Serial">Which stream it belongs to.</param>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="HeadLength">Bytes of the head.</param>
/// <param name="BodyLength">Bytes after it.</param>
/// <param name="PacketEnds">How many packets end in it.</param>
internal readonly record struct OggPage(long Offset, byte Flags, long Granule, uint Serial, uint Sequence, int HeadLength, int BodyLength, int PacketEnds)
{
    /// <summary>The most bytes of a page's head and of a page.</summary>
    public const int MaxHeadLength = 27 + 255, MaxPageLength = MaxHeadLength + 255 * 255;

    private const int MinHeadLength = 27;

    private static readonly uint[] s_crc = Table();

    /// <summary>Whether it goes on with a packet of the page before.</summary>
    public bool IsContinued => (Flags & 1) != 0;

    /// <summary>Whether it begins a stream.</summary>
    public bool IsFirst => (Flags & 2) != 0;

    /// <summary>Whether it ends a stream.</summary>
    public bool IsLast => (Flags & 4) != 0;

    /// <summary>Where the next page begins.</summary>
    public long End => Offset + HeadLength + BodyLength;

    /// <summary>Reads a head; null where there is none, or not all of it.</summary>
    public static OggPage? Parse(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.Length < MinHeadLength || !bytes.StartsWith("OggS"u8) || bytes[4] != 0 || bytes.Length < MinHeadLength + bytes[26]) return null;
        int body = 0, ends = 0;
        foreach (byte lacing in bytes.Slice(MinHeadLength, bytes[26]))
        {
            body += lacing;
            if (lacing < 255) ends++;
        }
        return new OggPage(
            offset, bytes[5], BinaryPrimitives.ReadInt64LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[18..]), MinHeadLength + bytes[26], body, ends);
    }

    /// <summary>Whether the checksum of a whole page is right.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> page)
    {
        uint crc = 0;
        for (int i = 0; i < page.Length; i++) crc = crc << 8 ^ s_crc[(i is >= 22 and < 26 ? 0u : page[i]) ^ crc >> 24];
        return crc == BinaryPrimitives.ReadUInt32LittleEndian(page[22..]);
    }

    // The polynomial 04C11DB7, nothing reflected.
    private static uint[] Table()
    {
        var table = new uint[256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value << 24;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) != 0 ? crc << 1 ^ 0x04C11DB7 : crc << 1;
            table[value] = crc;
        }
        return table;
    }
}
