using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads the blocks of a GIF file (GIF89a, sections 18 to 27) to its end.</summary>
internal static class GifHeader
{
    private const int HeaderLength = 13, Extension = 0x21, ImageDescriptor = 0x2C, BytesPerPixel = 4;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        stream.Position = 0;
        var input = new SegmentStream(stream);
        Span<byte> data = stackalloc byte[HeaderLength];
        if (!input.Read(data)) throw PaintingFile.CutShort(path);
        long width = BinaryPrimitives.ReadUInt16LittleEndian(data[6..]), height = BinaryPrimitives.ReadUInt16LittleEndian(data[8..]);
        SkipPalette(input, data[10]);
        (int X, int Y, int Width, int Height)? first = null;
        int block;
        while ((block = input.ReadByte()) is Extension or ImageDescriptor)
        {
            if (block == ImageDescriptor)
            {
                if (!input.Read(data[..9])) throw PaintingFile.CutShort(path);
                first ??= (BinaryPrimitives.ReadUInt16LittleEndian(data), BinaryPrimitives.ReadUInt16LittleEndian(data[2..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(data[4..]), BinaryPrimitives.ReadUInt16LittleEndian(data[6..]));
                SkipPalette(input, data[8]);
            }
            input.ReadByte(); // the label of an extension, or the code size of an image
            int length;
            while ((length = input.ReadByte()) > 0) input.Position += length;
            if (length < 0) throw PaintingFile.CutShort(path);
        }
        // The file need not end with the trailer byte: many writers omit it, and others append data.
        if (first is not { } frame) throw PaintingFile.Unreadable(path);
        (width, height) = (Math.Max(width, frame.X + frame.Width), Math.Max(height, frame.Y + frame.Height));
        return new PaintingHeader
        {
            Format = PaintingFormat.Gif,
            Width = width,
            Height = height,
            Frame = frame,
            DecoderBytes = BytesPerPixel * width * height,
        };
    }

    private static void SkipPalette(SegmentStream input, int flags)
    {
        bool hasPalette = (flags & 0x80) != 0;
        if (hasPalette) input.Position += 3 << ((flags & 7) + 1);
    }
}
