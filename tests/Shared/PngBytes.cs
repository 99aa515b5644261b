using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Pix2Pitch.Tests;

/// <summary>Writes PNG files byte by byte, so that what a decoder gives can be compared with what was meant.</summary>
internal sealed class PngBytes
{
    public const byte Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    private readonly List<byte> _file = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public PngBytes(int width, int height, int bitDepth, byte colorType, bool isInterlaced = false)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)bitDepth;
        header[9] = colorType;
        header[12] = isInterlaced ? (byte)1 : (byte)0;
        Chunk("IHDR", header);
    }

    /// <summary>A whole file: <paramref name="row"/> gives the bytes of a row, packed as the bit depth wants them.</summary>
    public static byte[] Write(int width, int height, int bitDepth, byte colorType, Func<int, byte[]> row)
        => new PngBytes(width, height, bitDepth, colorType).Rows(height, row).End();

    public PngBytes Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        _file.AddRange(number);
        _file.AddRange(named);
        uint crc = uint.MaxValue;
        foreach (byte b in named)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        _file.AddRange(number);
        return this;
    }

    public PngBytes Rows(int height, Func<int, byte[]> row)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(row(y));
            }
        }
        return Chunk("IDAT", packed.ToArray());
    }

    public byte[] End()
    {
        Chunk("IEND", []);
        return [.. _file];
    }
}
