namespace Pix2Pitch.SoundFiles.Flac;

/// <summary>The checksums of frames (RFC 9639, sections 9.1.8 and 9.3).</summary>
internal static class FlacChecksums
{
    private static readonly byte[] s_crc8 = Table8();
    private static readonly ushort[][] s_crc16 = Tables16();

    /// <summary>The checksum of a frame header: polynomial x^8 + x^2 + x + 1.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte value in bytes) crc = s_crc8[crc ^ value];
        return crc;
    }

    /// <summary>
    /// The checksum of a frame: polynomial x^16 + x^15 + x^2 + 1. It is 0 if the bytes end with a correct checksum. Eight bytes per step.
    /// </summary>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort[] t0 = s_crc16[0], t1 = s_crc16[1], t2 = s_crc16[2], t3 = s_crc16[3], t4 = s_crc16[4], t5 = s_crc16[5], t6 = s_crc16[6], t7 = s_crc16[7];
        uint crc = 0;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = (uint)(t7[bytes[0] ^ crc >> 8] ^ t6[bytes[1] ^ (crc & 255)] ^ t5[bytes[2]] ^ t4[bytes[3]]
                ^ t3[bytes[4]] ^ t2[bytes[5]] ^ t1[bytes[6]] ^ t0[bytes[7]]);
        }
        foreach (byte value in bytes) crc = (crc << 8 ^ t0[value ^ crc >> 8]) & 0xFFFF;
        return (ushort)crc;
    }

    private static byte[] Table8()
    {
        var table = new byte[256];
        for (int value = 0; value < 256; value++)
        {
            int crc = value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x80) != 0 ? crc << 1 ^ 0x07 : crc << 1;
            table[value] = (byte)crc;
        }
        return table;
    }

    // Table n is for a byte that is followed by n bytes.
    private static ushort[][] Tables16()
    {
        var tables = new ushort[8][];
        for (int n = 0; n < tables.Length; n++)
        {
            tables[n] = new ushort[256];
            for (int value = 0; value < 256; value++)
            {
                int crc = n == 0 ? value << 8 : tables[n - 1][value];
                for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x8005 : crc << 1;
                tables[n][value] = (ushort)crc;
            }
        }
        return tables;
    }
}
