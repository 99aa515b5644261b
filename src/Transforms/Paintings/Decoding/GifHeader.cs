using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads a GIF file up to its first frame (GIF89a, sections 18 to 20).</summary>
internal static class GifHeader
{
    private const int HeaderLength = 13, Extension = 0x21, ImageDescriptor = 0x2C;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        stream.Position = 0;
        using var input = new BufferedStream(stream, 4096);
        Span<byte> data = stackalloc byte[HeaderLength];
        if (!Fill(input, data)) throw PaintingFile.CutShort(path);
        long width = BinaryPrimitives.ReadUInt16LittleEndian(data[6..]), height = BinaryPrimitives.ReadUInt16LittleEndian(data[8..]);
        bool hasGlobalPalette = (data[10] & 0x80) != 0;
        if (hasGlobalPalette) input.Position += 3 << ((data[10] & 7) + 1);
        int block;
        while ((block = input.ReadByte()) >= 0)
        {
            if (block == Extension)
            {
                input.ReadByte();
                for (int length; (length = input.ReadByte()) > 0;) input.Position += length;
            }
            else if (block == ImageDescriptor)
            {
                if (!Fill(input, data[..8])) break;
                (int x, int y) = (BinaryPrimitives.ReadUInt16LittleEndian(data), BinaryPrimitives.ReadUInt16LittleEndian(data[2..]));
                (int w, int h) = (BinaryPrimitives.ReadUInt16LittleEndian(data[4..]), BinaryPrimitives.ReadUInt16LittleEndian(data[6..]));
                const int BytesPerPixel = 4;
                (width, height) = (Math.Max(width, x + w), Math.Max(height, y + h));
                return new PaintingHeader
                {
                    Format = PaintingFormat.Gif,
                    Width = width,
                    Height = height,
                    Frame = (x, y, w, h),
                    DecoderBytes = BytesPerPixel * width * height,
                };
            }
            else
            {
                throw PaintingFile.Unreadable(path);
            }
        }
        throw PaintingFile.CutShort(path);
    }

    private static bool Fill(BufferedStream input, Span<byte> data)
        => input.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) == data.Length;
}
