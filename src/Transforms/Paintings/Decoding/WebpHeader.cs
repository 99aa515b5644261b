using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads the header of a WebP file (RFC 9649, section 2).</summary>
internal static class WebpHeader
{
    internal static PaintingHeader Read(string path, Stream stream)
    {
        Span<byte> start = stackalloc byte[30];
        stream.Position = 0;
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) + 8L > stream.Length) throw PaintingFile.CutShort(path);
        ReadOnlySpan<byte> chunk = start[12..];
        (long width, long height) = Size(start[12..]);
        const int BytesPerPixel = 4;
        return new PaintingHeader { Format = PaintingFormat.Webp, Width = width, Height = height, DecoderBytes = BytesPerPixel * width * height };
    }

    private static (long Width, long Height) Size(ReadOnlySpan<byte> chunk)
    {
        const int ExtendedBits = 0xFFFFFF, Bits = 0x3FFF;
        if (chunk.StartsWith("VP8X"u8))
            return (1 + (Int(chunk[12..]) & ExtendedBits), 1 + ((Int(chunk[14..]) >> 8) & ExtendedBits));
        if (chunk.StartsWith("VP8L"u8))
            return (1 + (Int(chunk[9..]) & Bits), 1 + ((Int(chunk[9..]) >> 14) & Bits));
        return (Int(chunk[14..]) & Bits, (Int(chunk[14..]) >> 16) & Bits);

        static uint Int(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32LittleEndian(data);
    }
}
