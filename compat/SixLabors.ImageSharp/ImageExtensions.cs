using System.Globalization;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace SixLabors.ImageSharp;

/// <summary>Saving.</summary>
public static class ImageExtensions
{
    /// <summary>Writes a PNG file, with the text of the image's PNG metadata.</summary>
    public static void SaveAsPng(this Image source, string path) => source.SaveAsPng(path, new PngEncoder());

    /// <summary>Writes a PNG file, with the text of the image's PNG metadata.</summary>
    public static void SaveAsPng(this Image source, string path, PngEncoder encoder) => File.WriteAllBytes(path, Encode(source, encoder));

    /// <summary>Writes PNG to a stream, with the text of the image's PNG metadata.</summary>
    public static void SaveAsPng(this Image source, Stream stream) => source.SaveAsPng(stream, new PngEncoder());

    /// <summary>Writes PNG to a stream, with the text of the image's PNG metadata.</summary>
    public static void SaveAsPng(this Image source, Stream stream, PngEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encode(source, encoder));
    }

    /// <summary>Writes a JPEG file.</summary>
    public static void SaveAsJpeg(this Image source, string path) => source.SaveAsJpeg(path, new JpegEncoder());

    /// <summary>Writes a JPEG file.</summary>
    public static void SaveAsJpeg(this Image source, string path, JpegEncoder encoder) => File.WriteAllBytes(path, Encode(source, encoder));

    /// <summary>Writes JPEG to a stream.</summary>
    public static void SaveAsJpeg(this Image source, Stream stream) => source.SaveAsJpeg(stream, new JpegEncoder());

    /// <summary>Writes JPEG to a stream.</summary>
    public static void SaveAsJpeg(this Image source, Stream stream, JpegEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encode(source, encoder));
    }

    private static byte[] Encode(Image source, PngEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(encoder);
        string level = ((int)encoder.CompressionLevel).ToString(CultureInfo.InvariantCulture);
        return PngText.Insert(source.Encode("pngsave_buffer", ("compression", level)), source.Metadata.Png.TextData);
    }

    private static byte[] Encode(Image source, JpegEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(encoder);
        int quality = encoder.Quality ?? 75;
        if (quality is < 1 or > 100) throw new ArgumentException("Quality factor must be in [1..100] range.", nameof(encoder));
        return source.Encode("jpegsave_buffer", ("Q", quality.ToString(CultureInfo.InvariantCulture)));
    }
}
