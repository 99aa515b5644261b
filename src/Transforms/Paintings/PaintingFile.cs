using Pix2Pitch.Paintings.Decoding;

namespace Pix2Pitch.Paintings;

/// <summary>
/// Checks an image file before it is decoded. Decoders accept damaged files and fill the missing part with grey; such a painting must be
/// refused, or a network would learn from it.
/// </summary>
internal static class PaintingFile
{
    private const string Supported = "JPEG, PNG, WebP, TIFF, GIF or BMP";

    // A process that reads a painting then stays below 1 GB in all.
    private const long MaxDecoderBytes = 640L << 20;
    private const int MaxSide = 100_000;

    /// <summary>Reads the header, and checks that the file exists, has a supported format, is complete and is not too large.</summary>
    internal static PaintingHeader ReadHeader(string path, long maxPixels)
    {
        if (Directory.Exists(path)) throw new Pix2PitchException($"'{path}' is a folder: choose an image file in it.");
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
            PaintingHeader header = format switch
            {
                PaintingFormat.Jpeg => JpegHeader.Read(path, stream),
                PaintingFormat.Png => PngHeader.Read(path, stream),
                PaintingFormat.Webp => WebpHeader.Read(path, stream),
                PaintingFormat.Tiff => TiffHeader.Read(path, stream),
                PaintingFormat.Gif => GifHeader.Read(path, stream),
                _ => BmpHeader.Read(path, stream),
            };
            CheckSize(path, header, maxPixels);
            return header;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"The painting '{path}' does not exist: check its name and folder.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new Pix2PitchException($"The painting '{path}' cannot be read: change its permissions.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new Pix2PitchException($"The painting '{path}' cannot be read: check its name and the disk.", e);
        }
    }

    internal static Pix2PitchException Unreadable(string path, Exception? inner = null)
        => new($"The painting '{path}' is damaged and cannot be decoded: copy it again, or open it in an image editor and save it as PNG.", inner);

    internal static Pix2PitchException CutShort(string path)
        => new($"The painting '{path}' is cut short: copy or download it again.");

    private static void CheckSize(string path, PaintingHeader header, long maxPixels)
    {
        (long width, long height) = (header.Width, header.Height);
        if (width <= 0 || height <= 0) throw Unreadable(path);
        if (width > MaxSide || height > MaxSide || width * height > maxPixels)
        {
            string limit = width > MaxSide || height > MaxSide ? $"{MaxSide} a side" : $"{maxPixels}";
            throw new Pix2PitchException($"The painting '{path}' has {width} x {height} pixels, more than the {limit} that are allowed: make it smaller.");
        }
        if (header.DecoderBytes > MaxDecoderBytes)
        {
            throw new Pix2PitchException($"The painting '{path}' has {width} x {height} pixels that must be decoded at once, in {header.DecoderBytes >> 20} MiB, "
                + $"more than the {MaxDecoderBytes >> 20} MiB that are allowed: make it smaller, or save it as JPEG or PNG that is not progressive or interlaced.");
        }
    }
}
