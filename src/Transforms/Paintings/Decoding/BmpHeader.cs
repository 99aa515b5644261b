using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads the headers of a BMP file (BITMAPCOREHEADER to BITMAPV5HEADER).</summary>
internal static class BmpHeader
{
    private const int CoreLength = 12, FileLength = 14, Version4Length = 108, Version5Length = 124, MaxProfile = 16 << 20;
    private const int None = 0, BitFields = 3, AlphaBitFields = 6;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[FileLength + Version5Length];
        start.Clear();
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < FileLength + CoreLength) throw PaintingFile.CutShort(path);
        ReadOnlySpan<byte> info = start[FileLength..];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(info), pixelsAt = BinaryPrimitives.ReadUInt32LittleEndian(start[10..]);
        bool isCore = length <= CoreLength;
        long width = isCore ? Word(info, 4) : Math.Abs((long)Int(info, 4)), height = isCore ? Word(info, 6) : Math.Abs((long)Int(info, 8));
        int bits = Word(info, isCore ? 10 : 14), compression = isCore ? None : Int(info, 16);
        bool isCompressed = compression is not (None or BitFields or AlphaBitFields);
        long pixelBytes = isCompressed ? (uint)Int(info, 20) : ((width * bits) + 31) / 32 * 4 * height;
        if (pixelsAt + pixelBytes > stream.Length) throw PaintingFile.CutShort(path);
        const int BytesPerPixel = 8; // the decoded picture and a copy of it
        return new PaintingHeader
        {
            Format = PaintingFormat.Bmp,
            Width = width,
            Height = height,
            DecoderBytes = BytesPerPixel * width * height,
            HasNoAlpha = !HasAlphaMask(info, length, compression),
            Profile = length >= Version5Length ? Profile(stream, info) : null,
        };
    }

    /// <summary>Whether the fourth byte of a pixel is alpha; without a mask for it, it is padding.</summary>
    private static bool HasAlphaMask(ReadOnlySpan<byte> info, uint length, int compression)
    {
        const int AlphaMaskAt = 52;
        bool hasField = length > AlphaMaskAt || compression == AlphaBitFields;
        return hasField && (compression != None || length >= Version4Length) && Int(info, AlphaMaskAt) != 0;
    }

    private static byte[]? Profile(Stream stream, ReadOnlySpan<byte> info)
    {
        const int Embedded = 0x4D424544; // 'MBED'
        if (Int(info, 56) != Embedded) return null;
        long at = FileLength + (uint)Int(info, 112), length = (uint)Int(info, 116);
        if (length is 0 or > MaxProfile || at + length > stream.Length) return null;
        var profile = new byte[length];
        stream.Position = at;
        stream.ReadExactly(profile);
        return profile;
    }

    private static int Int(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt32LittleEndian(data[at..]);

    private static int Word(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);
}
