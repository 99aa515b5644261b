using System.Buffers.Binary;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

/// <summary>Splits and joins Ogg files (RFC 3533).</summary>
internal static class OggBytes
{
    /// <summary>The pages of a file.</summary>
    public static List<byte[]> Pages(byte[] file)
    {
        var pages = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int segments = file[at + 26], length = 27 + segments + file.AsSpan(at + 27, segments).ToArray().Sum(lacing => lacing);
            pages.Add(file[at..(at + length)]);
            at += length;
        }
        return pages;
    }

    /// <summary>The page with another number, serial number or granule position, and a correct checksum.</summary>
    public static byte[] With(byte[] page, uint? sequence = null, uint? serial = null, long? granule = null)
    {
        byte[] changed = [.. page];
        if (granule is { } position) BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(6), position);
        if (serial is { } stream) BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(14), stream);
        if (sequence is { } number) BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(18), number);
        return Sign(changed);
    }

    /// <summary>The packets of a page that begin and end in it.</summary>
    public static List<byte[]> Packets(byte[] page)
    {
        var packets = new List<byte[]>();
        for (int n = 0, start = 27 + page[26], end = start; n < page[26]; n++)
        {
            end += page[27 + n];
            if (page[27 + n] == 255) continue;
            packets.Add(page[start..end]);
            start = end;
        }
        return packets;
    }

    /// <summary>A page with a packet.</summary>
    public static byte[] Page(byte[] packet, byte flags, long granule, uint serial, uint sequence) => Page([packet], flags, granule, serial, sequence);

    /// <summary>A page with packets.</summary>
    public static byte[] Page(IReadOnlyList<byte[]> packets, byte flags, long granule, uint serial, uint sequence)
    {
        byte[] lacing = [.. packets.SelectMany(packet => Enumerable.Repeat((byte)255, packet.Length / 255).Append((byte)(packet.Length % 255)))];
        byte[] page = [.. "OggS"u8, 0, flags, .. new byte[20], (byte)lacing.Length, .. lacing, .. packets.SelectMany(packet => packet)];
        return With(page, sequence, serial, granule);
    }

    /// <summary>Corrects the checksums of all pages.</summary>
    public static byte[] SignAll(byte[] file)
    {
        for (int at = 0; (at = Array.IndexOf(file, (byte)'O', at)) >= 0 && at + 27 < file.Length; at++)
        {
            if (!file.AsSpan(at).StartsWith("OggS"u8) || at + 27 + file[at + 26] > file.Length) continue;
            int length = 27 + file[at + 26] + file.AsSpan(at + 27, file[at + 26]).ToArray().Sum(lacing => lacing);
            if (at + length <= file.Length) Sign(file.AsSpan(at, length));
        }
        return file;
    }

    /// <summary>Corrects the checksum of a page: the polynomial 04C11DB7, not reflected, with the checksum field taken as 0.</summary>
    public static byte[] Sign(byte[] page)
    {
        Sign(page.AsSpan());
        return page;
    }

    private static void Sign(Span<byte> page)
    {
        page.Slice(22, 4).Clear();
        uint crc = 0;
        foreach (byte value in page)
        {
            crc ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(page[22..], crc);
    }
}
