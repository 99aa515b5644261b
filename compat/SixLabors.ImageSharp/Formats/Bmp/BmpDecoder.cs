using System.Buffers.Binary;
using System.Numerics;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Bmp;

/// <summary>Decodes BMP: 1 to 8 bits with a palette (also run-length coded), 16 and 32 bits with masks, 24 bits.</summary>
internal static class BmpDecoder
{
    internal static ImageInfo Identify(Stream stream)
    {
        var header = BmpHeader.Read(stream);
        return new ImageInfo(new PixelTypeInfo(header.BitsPerPixel), header.Width, header.Height, new ImageMetadata());
    }

    internal static Image<TPixel> Decode<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var header = BmpHeader.Read(stream);
        bool coded = header.Compression is BmpCompression.RunLength8 or BmpCompression.RunLength4;
        // A file that is shorter than its pixels is refused before memory is taken for them.
        if ((!coded && header.PixelOffset + (header.RowLength * header.Height) > stream.Length) || header.PixelOffset > stream.Length)
            throw BmpHeader.Broken("it ends too early");
        if ((long)header.Width * header.Height > Array.MaxLength) throw BmpHeader.Broken($"its size is {header.Width}x{header.Height}");
        stream.Position = header.PixelOffset;

        var image = new Image<TPixel>(header.Width, header.Height, new ImageMetadata());
        TPixel[] palette = Palette<TPixel>(header);
        if (coded)
        {
            byte[] indices = BmpRunLength.Decode(stream, header);
            for (int i = 0; i < indices.Length; i++) image.Pixels[i] = palette[indices[i]];
            return image;
        }
        byte[] row = new byte[header.RowLength];
        for (int y = 0; y < header.Height; y++)
        {
            BmpHeader.ReadAll(stream, row);
            int target = header.TopDown ? y : header.Height - 1 - y;
            ReadRow(row, header, palette, image.Pixels.AsSpan(target * header.Width, header.Width));
        }
        return image;
    }

    private static TPixel[] Palette<TPixel>(BmpHeader header)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        // Indices past the palette's end are black.
        var palette = new TPixel[256];
        int entry = header.PaletteEntryLength;
        for (int i = 0; i < palette.Length; i++)
        {
            bool there = (i + 1) * entry <= header.Palette.Length;
            ReadOnlySpan<byte> colour = there ? header.Palette.AsSpan(i * entry, 3) : [0, 0, 0];
            palette[i].FromRgba32(new Rgba32(colour[2], colour[1], colour[0]));
        }
        return palette;
    }

    private static void ReadRow<TPixel>(ReadOnlySpan<byte> row, BmpHeader header, TPixel[] palette, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int bits = header.BitsPerPixel;
        for (int x = 0; x < pixels.Length; x++)
        {
            if (bits <= 8)
            {
                int bit = x * bits;
                pixels[x] = palette[(row[bit >> 3] >> (8 - bits - (bit & 7))) & ((1 << bits) - 1)];
            }
            else if (bits == 24)
            {
                pixels[x].FromRgba32(new Rgba32(row[(x * 3) + 2], row[(x * 3) + 1], row[x * 3]));
            }
            else
            {
                uint value = bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..]) : BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..]);
                uint[] masks = header.Masks;
                byte alpha = masks[3] == 0 ? (byte)255 : Channel(value, masks[3]);
                pixels[x].FromRgba32(new Rgba32(Channel(value, masks[0]), Channel(value, masks[1]), Channel(value, masks[2]), alpha));
            }
        }
    }

    private static byte Channel(uint value, uint mask)
    {
        if (mask == 0) return 0;
        int shift = BitOperations.TrailingZeroCount(mask);
        uint largest = mask >> shift;
        return (byte)((((ulong)((value & mask) >> shift) * 255) + (largest / 2)) / largest);
    }
}
