using System.Buffers.Binary;

namespace Pix2Pitch.Paintings;

/// <summary>
/// What can be said about an image file before it is decoded. Decoders are lenient, each in its own way; a painting that is
/// half there should be refused and not taught to a network.
/// </summary>
internal static class PaintingFile
{
    private const string Supported = "JPEG, PNG, WebP, TIFF, GIF or BMP";

    /// <summary>Checks that the file is there, is of a supported format, and does not end too early.</summary>
    internal static void RequireComplete(string path)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: name an image file in it.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length == 0) throw new Pix2PitchException($"The painting '{path}' is empty (0 bytes): copy or download it again.");
            byte[] start = new byte[16];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            PaintingFormat format = PaintingFormats.Detect(start.AsSpan(0, length));
            if (format == PaintingFormat.Unknown)
                throw new Pix2PitchException($"'{path}' is not an image: use a {Supported} file.");
            if (PaintingFormats.NameOfUnsupported(format) is { } name)
                throw new Pix2PitchException($"The painting '{path}' is in the format {name}, which is not supported: save it as JPEG or PNG.");
            if (!IsComplete(stream, format))
                throw new Pix2PitchException($"The painting '{path}' is cut short: copy or download it again.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"The painting '{path}' does not exist: check its name and folder.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new Pix2PitchException($"The painting '{path}' may not be read: change its permissions.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new Pix2PitchException($"The painting '{path}' cannot be read: check its name and the disk.", e);
        }
    }

    internal static Pix2PitchException Unreadable(string path, Exception? inner = null)
        => new($"The painting '{path}' is broken and cannot be decoded: copy it again, or open it in an image editor and save it as PNG.", inner);

    private static bool IsComplete(Stream stream, PaintingFormat format)
    {
        switch (format)
        {
            case PaintingFormat.Jpeg:
                return HasEndOfJpeg(stream);
            case PaintingFormat.Png:
                return HasEndOfPng(stream);
            case PaintingFormat.Webp:
                Span<byte> size = stackalloc byte[4];
                stream.Position = 4;
                stream.ReadExactly(size);
                return BinaryPrimitives.ReadUInt32LittleEndian(size) + 8L <= stream.Length;
            default:
                return true;
        }
    }

    /// <summary>Looks for the marker EOI (ITU-T T.81, B.1.1): from segment to segment, and through the coded data after SOS.</summary>
    private static bool HasEndOfJpeg(Stream stream)
    {
        const int EndOfImage = 0xD9;
        stream.Position = 2;
        using var input = new BufferedStream(stream, 1 << 16);
        int code;
        while ((code = NextMarker(input)) >= 0)
        {
            if (code == EndOfImage) return true;
            bool standsAlone = code is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8);
            if (standsAlone) continue;
            int length = (input.ReadByte() << 8) | input.ReadByte();
            if (length < 2) return false;
            input.Seek(length - 2, SeekOrigin.Current);
        }
        return false;
    }

    /// <summary>The byte after the next 0xFF (or run of them); -1 at the end.</summary>
    private static int NextMarker(BufferedStream input)
    {
        int value;
        while ((value = input.ReadByte()) is >= 0 and not 0xFF)
        {
        }
        while (value == 0xFF) value = input.ReadByte();
        return value;
    }

    /// <summary>Goes from chunk to chunk until IEND.</summary>
    private static bool HasEndOfPng(Stream stream)
    {
        const int SignatureLength = 8, ChecksumLength = 4;
        stream.Position = SignatureLength;
        Span<byte> head = stackalloc byte[8];
        while (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            if (head[4..].SequenceEqual("IEND"u8)) return true;
            stream.Seek(BinaryPrimitives.ReadUInt32BigEndian(head) + (long)ChecksumLength, SeekOrigin.Current);
        }
        return false;
    }
}
