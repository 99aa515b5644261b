using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reads all chunks of a PNG file (W3C PNG, third edition).</summary>
internal static class PngHeader
{
    private const int SignatureLength = 8, ChecksumLength = 4, MaxExif = 1 << 20;

    internal static PaintingHeader Read(string path, Stream stream)
    {
        stream.Position = SignatureLength;
        Span<byte> head = stackalloc byte[8];
        Span<byte> data = stackalloc byte[32];
        long width = 0, height = 0, bytes = 0;
        int? orientation = null;
        var colors = new PngColors();
        while (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(head), next = stream.Position + length + ChecksumLength;
            ReadOnlySpan<byte> name = head[4..];
            if (name.SequenceEqual("IEND"u8))
            {
                if (next > stream.Length) break;
                return new PaintingHeader
                {
                    Format = PaintingFormat.Png,
                    Width = width,
                    Height = height,
                    Orientation = orientation,
                    DecoderBytes = bytes,
                    IgnoresProfile = colors.HasPrecedence,
                    Profile = colors.ToProfile(path),
                };
            }
            if (name.SequenceEqual("eXIf"u8) && length <= MaxExif)
            {
                var exif = new byte[length];
                if (stream.ReadAtLeast(exif, exif.Length, throwOnEndOfStream: false) == exif.Length)
                    orientation = TiffReader.Read(path, new MemoryStream(exif)) is [{ Orientation: var turned }, ..] ? turned : null;
            }
            else if (length <= data.Length && stream.ReadAtLeast(data[..(int)length], (int)length, throwOnEndOfStream: false) == length)
            {
                ReadOnlySpan<byte> content = data[..(int)length];
                if (name.SequenceEqual("IHDR"u8) && length >= 13)
                {
                    const int InterlaceAt = 12;
                    (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
                    int samples = content[9] switch { 0 => 1, 4 => 2, 6 => 4, _ => 3 };
                    if (content[InterlaceAt] != 0) bytes = width * height * samples * Math.Max(1, content[8] / 8);
                }
                else
                {
                    colors.Add(name, content);
                }
            }
            else if (name.SequenceEqual("iCCP"u8))
            {
                colors.HasIcc = true;
            }
            stream.Position = next;
        }
        throw PaintingFile.CutShort(path);
    }
}
