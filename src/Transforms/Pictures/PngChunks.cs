using System.Buffers;
using System.Buffers.Binary;

namespace Pix2Pitch.Pictures;

/// <summary>
/// The chunks of a PNG file (PNG specification, third edition, section 5), each of which ends with a checksum. Decoders skip texts with a wrong
/// checksum or do not check it, but here the texts contain the options that are needed to interpret the pixels.
/// </summary>
internal static class PngChunks
{
    private const int HeaderLength = 8, ChecksumLength = 4;
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] s_table = MakeTable();
    private static readonly SearchValues<byte> s_letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>The signature that every PNG file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// Describes the damage of a file: a critical chunk or a text does not match its checksum, or the file is truncated. Null if there is none.
    /// </summary>
    /// <param name="file">The file, after its signature.</param>
    public static string? FindDamage(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength], checksum = stackalloc byte[ChecksumLength];
        var buffer = new byte[1 << 16];
        while (true)
        {
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) return "it ends too early";
            uint length = BinaryPrimitives.ReadUInt32BigEndian(header);
            ReadOnlySpan<byte> type = header[4..];
            if (type.ContainsAnyExcept(s_letters)) return "it contains data that is not part of a PNG";
            uint crc = Update(uint.MaxValue, type);
            for (uint left = length; left > 0;)
            {
                int read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
                if (read == 0) return "it ends too early";
                crc = Update(crc, buffer.AsSpan(0, read));
                left -= (uint)read;
            }
            if (file.ReadAtLeast(checksum, checksum.Length, throwOnEndOfStream: false) < checksum.Length) return "it ends too early";
            bool isRight = BinaryPrimitives.ReadUInt32BigEndian(checksum) == ~crc;
            if (!isRight && IsText(type)) return "a text with its options does not match its checksum";
            if (!isRight && IsCritical(type)) return "a part of it does not match its checksum";
            if (type.SequenceEqual("IEND"u8)) return null;
        }
    }

    /// <summary>Writes a chunk.</summary>
    public static void Write(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Update(Update(uint.MaxValue, type), data));
        file.Write(number);
    }

    // The first letter of a critical chunk is upper case.
    private static bool IsCritical(ReadOnlySpan<byte> type) => (type[0] & 0x20) == 0;

    private static bool IsText(ReadOnlySpan<byte> type) => type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8);

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes) crc = s_table[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < table.Length; n++)
        {
            uint value = n;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
            table[n] = value;
        }
        return table;
    }
}
