using Pix2Pitch.Paintings.Decoding;
using SixLabors.ImageSharp;

namespace Pix2Pitch.Paintings;

/// <summary>
/// Reads a painting (JPEG, PNG, WebP, TIFF, GIF or BMP) as the network's input: a square in sRGB with values in [-1, 1]. Embedded colour
/// profiles and EXIF orientation are applied, and transparent pixels are blended with white. The largest picture of a TIFF file and the first
/// frame of an animation are read. Pictures are resampled with a cubic kernel; values are multiples of 1/127.5 from -1 on.
/// </summary>
/// <remarks>Requires the native library libvips, from the package NetVips.Native.</remarks>
public static class PaintingReader
{
    /// <summary>Reads a painting.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="options">The size of the result, and how the painting is made square.</param>
    /// <param name="cancellation">Stops decoding, in the middle where the format allows it (docs/robustness.md).</param>
    /// <returns>Shape [3, Size, Size], row-major: the red plane, then green, then blue; values in [-1, 1].</returns>
    /// <exception cref="Pix2PitchException">The file is missing, empty, damaged, too large or not a supported image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static float[] Read(string path, PaintingOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(); // before its length is used
        float[] rgb = new float[options.Length];
        Read(path, options, rgb, cancellation);
        return rgb;
    }

    /// <summary>Reads a painting from a stream. It is copied to a temporary file first, because decoders need to seek.</summary>
    /// <param name="stream">The content of an image file, from the current position on.</param>
    /// <param name="options">The size of the result, and how the painting is made square.</param>
    /// <param name="cancellation">Stops decoding, in the middle where the format allows it (docs/robustness.md).</param>
    /// <returns>Shape [3, Size, Size], row-major: the red plane, then green, then blue; values in [-1, 1].</returns>
    /// <exception cref="Pix2PitchException">The stream is empty, damaged, too large or not a supported image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static float[] Read(Stream stream, PaintingOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new PaintingCopy(stream, cancellation);
        return copy.Read(path => Read(path, options, cancellation));
    }

    /// <summary>Reads an image that ImageSharp has loaded. The result is the same as that of a PNG file of the image.</summary>
    /// <param name="image">The image; its colour profile and orientation are applied.</param>
    /// <param name="options">The size of the result, and how the painting is made square.</param>
    /// <param name="cancellation">Stops decoding, in the middle where the format allows it (docs/robustness.md).</param>
    /// <returns>Shape [3, Size, Size], row-major: the red plane, then green, then blue; values in [-1, 1].</returns>
    /// <exception cref="Pix2PitchException">The image is too large.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static float[] Read(Image image, PaintingOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var copy = new PaintingCopy(image);
        return copy.Read(path => Read(path, options, cancellation));
    }

    /// <summary>Reads a painting into existing memory.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="options">The size of the result, and how the painting is made square.</param>
    /// <param name="rgb">Receives shape [3, Size, Size], row-major, values in [-1, 1]; its length is 3·Size·Size.</param>
    /// <param name="cancellation">Stops decoding, in the middle where the format allows it (docs/robustness.md).</param>
    /// <exception cref="Pix2PitchException">The file is missing, empty, damaged, too large or not a supported image.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static void Read(string path, PaintingOptions options, Span<float> rgb, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (rgb.Length != options.Length)
            throw new ArgumentException($"rgb has {rgb.Length} elements; a painting of size {options.Size} has {options.Length}.", nameof(rgb));
        cancellation.ThrowIfCancellationRequested();
        PaintingHeader header = PaintingFile.ReadHeader(path, options.MaxPixels);
        ImageLibrary.Require();
        try
        {
            SquarePainting.Read(path, header, options, rgb, cancellation);
        }
        catch (Exception e) when (IsDecoderError(e))
        {
            // A decoder that was stopped reports an error.
            cancellation.ThrowIfCancellationRequested();
            throw PaintingFile.Unreadable(path, e);
        }
    }

    /// <summary>Reads the width and height of a painting as it is displayed, without decoding it.</summary>
    /// <param name="path">The image file.</param>
    /// <returns>Width and height in pixels, after the EXIF orientation is applied.</returns>
    /// <exception cref="Pix2PitchException">The file is missing, empty, damaged, too large or not a supported image.</exception>
    public static (int Width, int Height) ReadSize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        PaintingHeader header = PaintingFile.ReadHeader(path, PaintingOptions.PixelLimit);
        ImageLibrary.Require();
        try
        {
            return SquarePainting.Size(path, header);
        }
        catch (Exception e) when (IsDecoderError(e))
        {
            throw PaintingFile.Unreadable(path, e);
        }
    }

    /// <summary>Any exception of a decoder means that the file is damaged: corrupt data can cause exceptions of any type.</summary>
    private static bool IsDecoderError(Exception e)
        => e is not (Pix2PitchException or OutOfMemoryException or OperationCanceledException);
}
