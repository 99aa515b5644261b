using Pix2Pitch.Paintings.Decoding;
using SixLabors.ImageSharp;

namespace Pix2Pitch.Paintings;

/// <summary>
/// Reads a painting (JPEG, PNG, WebP, TIFF, GIF or BMP) as the network sees it: a square of sRGB in [-1, 1]. Embedded colour profiles
/// and EXIF orientation are obeyed, transparent parts lie over white, of several pictures in a TIFF file the largest counts, of several
/// frames the first. The file is resampled with a cubic kernel, in steps of 1/127.5.
/// </summary>
/// <remarks>It needs the native library libvips, which the package NetVips.Native brings.</remarks>
public static class PaintingReader
{
    /// <summary>Reads a painting.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="options">Size of the result and how the painting becomes a square.</param>
    /// <returns>Shape [3, Size, Size], row-major: the red plane, then green, then blue; values in [-1, 1].</returns>
    /// <exception cref="Pix2PitchException">The file is missing, empty, broken, too large or not a supported image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static float[] Read(string path, PaintingOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        float[] rgb = new float[options.Length];
        Decode(path, options, rgb);
        return rgb;
    }

    /// <summary>Reads a painting from a stream. It is copied to a temporary file first, because decoders have to seek in it.</summary>
    /// <param name="stream">The content of an image file, from the current position on.</param>
    /// <param name="options">Size of the result and how the painting becomes a square.</param>
    /// <returns>Shape [3, Size, Size], row-major: the red plane, then green, then blue; values in [-1, 1].</returns>
    /// <exception cref="Pix2PitchException">The stream is empty, broken, too large or not a supported image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static float[] Read(Stream stream, PaintingOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new PaintingCopy(stream);
        return copy.Read(path => Read(path, options));
    }

    /// <summary>Reads a picture that ImageSharp has loaded; the result is that of the same picture in a PNG file.</summary>
    /// <param name="image">The picture; its colour profile and orientation are applied.</param>
    /// <param name="options">Size of the result and how the painting becomes a square.</param>
    /// <returns>Shape [3, Size, Size], row-major: the red plane, then green, then blue; values in [-1, 1].</returns>
    /// <exception cref="Pix2PitchException">The picture is too large.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static float[] Read(Image image, PaintingOptions options)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var copy = new PaintingCopy(image);
        return copy.Read(path => Read(path, options));
    }

    /// <summary>Reads a painting into existing memory.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="options">Size of the result and how the painting becomes a square.</param>
    /// <param name="rgb">Receives shape [3, Size, Size], row-major, values in [-1, 1]; 3·Size·Size long.</param>
    /// <exception cref="Pix2PitchException">The file is missing, empty, broken, too large or not a supported image.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static void Read(string path, PaintingOptions options, Span<float> rgb)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (rgb.Length != options.Length)
            throw new ArgumentException($"rgb has {rgb.Length} elements; a painting of size {options.Size} has {options.Length}.", nameof(rgb));
        Decode(path, options, rgb);
    }

    /// <summary>Reads the size of a painting as it is shown, without decoding it.</summary>
    /// <param name="path">The image file.</param>
    /// <returns>Pixels in a row, and rows, after the EXIF orientation is obeyed.</returns>
    /// <exception cref="Pix2PitchException">The file is missing, empty, broken, too large or not a supported image.</exception>
    public static (int Width, int Height) ReadSize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        PaintingHeader header = PaintingFile.ReadHeader(path, PaintingOptions.LargestMaximumPixels);
        ImageLibrary.Require();
        try
        {
            return SquarePainting.Size(path, header);
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            throw PaintingFile.Unreadable(path, e);
        }
    }

    private static void Decode(string path, PaintingOptions options, Span<float> rgb)
    {
        PaintingHeader header = PaintingFile.ReadHeader(path, options.MaximumPixels);
        ImageLibrary.Require();
        try
        {
            SquarePainting.Read(path, header, options, rgb);
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            throw PaintingFile.Unreadable(path, e);
        }
    }

    /// <summary>Decoders meet bytes that nobody foresaw; whatever they stumble over means that the file is broken.</summary>
    private static bool IsOfDecoder(Exception e)
        => e is not (Pix2PitchException or OutOfMemoryException);
}
