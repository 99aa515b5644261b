using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Reduces, rotates and resamples a painting to a square.</summary>
internal static class Geometry
{
    // Averaging in blocks, which is fast, leaves at least this many pixels a side for each pixel of the result; a cubic kernel does the rest.
    private const int MinRatio = 4;

    // The averaged picture is held in memory.
    private const double MaxPixels = 48e6;

    /// <summary>The factor by which a JPEG is reduced while it is decoded: 1, 2, 4 or 8.</summary>
    internal static int JpegShrink(PaintingHeader header, PaintingOptions options)
    {
        (double across, double down) = Ratios(header.Width, header.Height, options);
        return (Math.Min(across, down) / MinRatio) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };
    }

    /// <summary>Width and height of the blocks of pixels that are averaged.</summary>
    internal static (int Across, int Down) Blocks(int width, int height, PaintingOptions options)
    {
        (double across, double down) = Ratios(width, height, options);
        int needed = (int)Math.Ceiling(Math.Sqrt(width * (double)height / MaxPixels));
        return (Math.Clamp(Math.Max(needed, (int)(across / MinRatio)), 1, width), Math.Clamp(Math.Max(needed, (int)(down / MinRatio)), 1, height));
    }

    /// <summary>Rotates, crops or pads, and resamples pixels.</summary>
    /// <typeparam name="TPixel">The type of a pixel.</typeparam>
    /// <param name="pixels">All pixels, row by row.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="orientation">EXIF orientation.</param>
    /// <param name="options">The size, and how the painting is made square.</param>
    /// <param name="rgb">Receives planes in [-1, 1].</param>
    internal static void ToSquare<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height, int orientation, PaintingOptions options, Span<float> rgb)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int size = options.Size;
        using Image<TPixel> image = Image.LoadPixelData(pixels, width, height);
        image.Mutate(context => Rotate(context, orientation).Resize(new ResizeOptions
        {
            Size = new Size(size, size),
            Mode = options.Fit switch { PaintingFit.CenterCrop => ResizeMode.Crop, PaintingFit.Pad => ResizeMode.Pad, _ => ResizeMode.Stretch },
            Sampler = KnownResamplers.Bicubic,
            PadColor = Color.White,
        }));
        using Image<Rgb24>? converted = image is Image<Rgb24> ? null : image.CloneAs<Rgb24>();
        Image<Rgb24> square = converted ?? (Image<Rgb24>)(object)image;
        int plane = size * size;
        var colors = new Rgb24[plane];
        square.CopyPixelDataTo(colors);
        Span<float> red = rgb[..plane], green = rgb.Slice(plane, plane), blue = rgb.Slice(2 * plane, plane);
        for (int i = 0; i < colors.Length; i++)
        {
            red[i] = (colors[i].R / 127.5f) - 1;
            green[i] = (colors[i].G / 127.5f) - 1;
            blue[i] = (colors[i].B / 127.5f) - 1;
        }
    }

    private static IImageProcessingContext Rotate(IImageProcessingContext context, int orientation) => orientation switch
    {
        2 => context.Flip(FlipMode.Horizontal),
        3 => context.Rotate(RotateMode.Rotate180),
        4 => context.Flip(FlipMode.Vertical),
        5 => context.RotateFlip(RotateMode.Rotate90, FlipMode.Horizontal),
        6 => context.Rotate(RotateMode.Rotate90),
        7 => context.RotateFlip(RotateMode.Rotate90, FlipMode.Vertical),
        8 => context.Rotate(RotateMode.Rotate270),
        _ => context,
    };

    /// <summary>The number of pixels of the file for each pixel of the result, in both directions.</summary>
    private static (double Across, double Down) Ratios(long width, long height, PaintingOptions options)
    {
        double size = options.Size;
        return options.Fit switch
        {
            PaintingFit.CenterCrop => (Math.Min(width, height) / size, Math.Min(width, height) / size),
            PaintingFit.Pad => (Math.Max(width, height) / size, Math.Max(width, height) / size),
            _ => (width / size, height / size),
        };
    }
}
