using System.Buffers;

namespace SixLabors.ImageSharp.Vips;

/// <summary>Where encoded bytes come from: a file, which libvips opens itself, or memory, which stays pinned meanwhile.</summary>
internal sealed unsafe class ImageSource : IDisposable
{
    private readonly string? _path;
    private readonly byte[]? _bytes;
    private MemoryHandle _pin;

    private ImageSource(Stream stream, string? path, byte[]? bytes)
    {
        (Stream, _path, _bytes) = (stream, path, bytes);
        Span<byte> start = stackalloc byte[12];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        Kind = Detect(start[..length]);
        if (bytes is not null) _pin = bytes.AsMemory().Pin();
    }

    internal ImageKind Kind { get; }

    /// <summary>The bytes from their beginning; can seek.</summary>
    internal Stream Stream { get; }

    internal static ImageSource OfFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ImageSource(File.OpenRead(path), path, null);
    }

    internal static ImageSource OfStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        byte[] bytes = copy.ToArray();
        return new ImageSource(new MemoryStream(bytes, writable: false), null, bytes);
    }

    /// <summary>The image with its header read and its pixels still to come, top to bottom.</summary>
    internal VipsObject Open()
    {
        string loader = Kind switch
        {
            ImageKind.Jpeg => "jpegload",
            ImageKind.Png => "pngload",
            ImageKind.Webp => "webpload",
            ImageKind.Tiff => "tiffload",
            ImageKind.Gif => "gifload",
            _ => throw new InvalidOperationException($"libvips is not asked to read {Kind}."),
        };
        using var operation = new VipsOperation(_bytes is null ? loader : $"{loader}_buffer");
        if (_bytes is null) operation.Text("filename", Path.GetFullPath(_path!));
        else operation.Memory("buffer", (byte*)_pin.Pointer, _bytes.Length);
        return operation.Option("access", "sequential").Option("fail-on", "error").RunToImage();
    }

    public void Dispose()
    {
        _pin.Dispose();
        Stream.Dispose();
    }

    private static ImageKind Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return ImageKind.Jpeg;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return ImageKind.Png;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return ImageKind.Gif;
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)) return ImageKind.Webp;
        // TIFF and, with a plus sign, BigTIFF, in both byte orders.
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || start.StartsWith("II+\0"u8) || start.StartsWith("MM\0+"u8))
            return ImageKind.Tiff;
        return start.StartsWith("BM"u8) ? ImageKind.Bmp : ImageKind.Unknown;
    }
}
