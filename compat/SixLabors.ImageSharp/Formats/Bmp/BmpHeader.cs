using System.Buffers.Binary;
using System.Numerics;

namespace SixLabors.ImageSharp.Formats.Bmp;

/// <summary>The headers of a BMP file (BITMAPCOREHEADER to BITMAPV5HEADER), checked.</summary>
internal sealed record BmpHeader
{
    private const int FileHeaderLength = 14, CoreLength = 12, InfoLength = 40;

    internal required int Width { get; init; }

    internal required int Height { get; init; }

    internal required bool TopDown { get; init; }

    internal required int BitsPerPixel { get; init; }

    internal required BmpCompression Compression { get; init; }

    /// <summary>Masks of red, green, blue and alpha, for 16 and 32 bits.</summary>
    internal required uint[] Masks { get; init; }

    /// <summary>Blue, green, red and maybe one byte more for each colour.</summary>
    internal required byte[] Palette { get; init; }

    internal required int PaletteEntryLength { get; init; }

    internal required long PixelOffset { get; init; }

    /// <summary>Bytes of an uncompressed row, which ends at a multiple of four.</summary>
    internal long RowLength => (((long)Width * BitsPerPixel) + 31) / 32 * 4;

    internal static BmpHeader Read(Stream stream)
    {
        Span<byte> file = stackalloc byte[FileHeaderLength + 4];
        ReadAll(stream, file);
        int length = BinaryPrimitives.ReadInt32LittleEndian(file[FileHeaderLength..]);
        if (length is not (CoreLength or InfoLength or 52 or 56 or 64 or 108 or 124)) throw Broken($"its header has the unknown length {length}");
        byte[] info = new byte[length];
        ReadAll(stream, info.AsSpan(4));

        bool core = length == CoreLength;
        int width = core ? Word(info, 4) : Int(info, 4);
        int height = core ? Word(info, 6) : Int(info, 8);
        int planes = Word(info, core ? 8 : 12), bits = Word(info, core ? 10 : 14);
        var compression = core ? BmpCompression.None : (BmpCompression)Int(info, 16);
        if (width <= 0 || height is 0 or int.MinValue) throw Broken($"its size is {width}x{height}");
        if (planes != 1) throw Broken($"it has {planes} planes");
        if (!IsPossible(compression, bits, height)) throw Broken($"{bits} bits with compression {(int)compression} is not a BMP variant");

        int masksAfterHeader = length == InfoLength ? compression switch { BmpCompression.BitFields => 12, BmpCompression.AlphaBitFields => 16, _ => 0 } : 0;
        byte[] after = new byte[masksAfterHeader];
        ReadAll(stream, after);
        uint[] masks = ReadMasks(compression, bits, length is InfoLength or 64 ? after : info.AsSpan(Math.Min(InfoLength, length)));

        long offset = (uint)Int(file, 10), paletteStart = FileHeaderLength + length + masksAfterHeader;
        int entry = core ? 3 : 4;
        uint used = core ? 0 : (uint)Int(info, 32);
        long colours = bits > 8 ? 0 : used is 0 ? 1 << bits : Math.Min(used, 256);
        if (offset >= paletteStart) colours = Math.Min(colours, (offset - paletteStart) / entry);
        byte[] palette = new byte[colours * entry];
        ReadAll(stream, palette);
        return new BmpHeader
        {
            Width = width,
            Height = Math.Abs(height),
            TopDown = height < 0,
            BitsPerPixel = bits,
            Compression = compression,
            Masks = masks,
            Palette = palette,
            PaletteEntryLength = entry,
            PixelOffset = Math.Max(offset, paletteStart + palette.Length),
        };
    }

    internal static InvalidImageContentException Broken(string why) => new($"Cannot decode the Bmp image: {why}.");

    internal static void ReadAll(Stream stream, Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length) throw Broken("it ends too early");
    }

    private static bool IsPossible(BmpCompression compression, int bits, int height) => compression switch
    {
        BmpCompression.None => bits is 1 or 2 or 4 or 8 or 16 or 24 or 32,
        BmpCompression.RunLength8 => bits == 8 && height > 0,
        BmpCompression.RunLength4 => bits == 4 && height > 0,
        BmpCompression.BitFields or BmpCompression.AlphaBitFields => bits is 16 or 32,
        _ => false,
    };

    private static uint[] ReadMasks(BmpCompression compression, int bits, ReadOnlySpan<byte> stored)
    {
        if (compression is not (BmpCompression.BitFields or BmpCompression.AlphaBitFields))
            return bits == 16 ? [0x7C00, 0x3E0, 0x1F, 0] : [0xFF0000, 0xFF00, 0xFF, 0];
        if (stored.Length < 12) throw Broken("its colour masks are missing");
        uint[] masks = new uint[4];
        for (int i = 0; i < Math.Min(4, stored.Length / 4); i++)
        {
            uint mask = BinaryPrimitives.ReadUInt32LittleEndian(stored[(i * 4)..]);
            uint run = mask >> BitOperations.TrailingZeroCount(mask);
            if ((run & (run + 1)) != 0 || (bits == 16 && mask > ushort.MaxValue)) throw Broken($"its colour mask {mask:X8} is not one run of bits");
            masks[i] = mask;
        }
        return masks;
    }

    private static int Int(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt32LittleEndian(data[at..]);

    private static int Word(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);
}
