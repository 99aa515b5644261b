using System.Buffers.Binary;

namespace Pix2Pitch.SoundFiles.Ogg;

/// <summary>The header of a page in an Ogg file (RFC 3533, section 6).</summary>
/// <param name="Offset">Position in the file.</param>
/// <param name="Flags">1: starts in the middle of a packet; 2: first page of a stream; 4: last page.</param>
/// <param name="Granule">The end, in samples, of the last packet that ends in the page; -1 if none does.</param>
/// <param name="Serial">The serial number of its stream.</param>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="HeadLength">Length of the header in bytes.</param>
/// <param name="BodyLength">Length of the content in bytes.</param>
/// <param name="PacketEnds">Number of packets that end in it.</param>
internal readonly record struct OggPage(long Offset, byte Flags, long Granule, uint Serial, uint Sequence, int HeadLength, int BodyLength, int PacketEnds)
{
    /// <summary>Maximum length of a header and of a page in bytes.</summary>
    public const int MaxHeadLength = 27 + 255, MaxPageLength = MaxHeadLength + 255 * 255;

    private const int MinHeadLength = 27;

    private static readonly uint[] s_crc = Table();

    /// <summary>Whether it starts in the middle of a packet.</summary>
    public bool IsContinued => (Flags & 1) != 0;

    /// <summary>Whether it is the first page of a stream.</summary>
    public bool IsFirst => (Flags & 2) != 0;

    /// <summary>Whether it ends a stream.</summary>
    public bool IsLast => (Flags & 4) != 0;

    /// <summary>The position after the page.</summary>
    public long End => Offset + HeadLength + BodyLength;

    /// <summary>Parses a header; null if there is none, or if it is incomplete.</summary>
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

    /// <summary>Whether the checksum of a page is correct.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> page)
    {
        uint crc = 0;
        for (int i = 0; i < page.Length; i++) crc = crc << 8 ^ s_crc[(i is >= 22 and < 26 ? 0u : page[i]) ^ crc >> 24];
        return crc == BinaryPrimitives.ReadUInt32LittleEndian(page[22..]);
    }

    // CRC-32 with the polynomial 04C11DB7, not reflected.
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
