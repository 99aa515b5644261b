using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Size = SixLabors.ImageSharp.Size;

namespace Pix2Pitch.Paintings;

/// <summary>
/// Reads a painting (JPEG, PNG, WebP, TIFF, GIF or BMP; grey, RGB, CMYK or with a palette; 8 or 16 bit) as the network sees
/// it: a square of RGB in [-1, 1]. EXIF orientation is obeyed, transparent parts lie over white, of several frames the first
/// counts, colour profiles are not applied. The file is resampled with a cubic kernel.
/// </summary>
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
        PaintingFile.RequireComplete(path);
        using Image<Rgba32> image = Load(path, options);
        return ToPlanes(image, options.Size);
    }

    /// <summary>Reads a painting into memory that is there already.</summary>
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
        Read(path, options).CopyTo(rgb);
    }

    private static Image<Rgba32> Load(string path, PaintingOptions options)
    {
        Image<Rgba32>? image = null;
        try
        {
            IImageInfo info = Image.Identify(path) ?? throw PaintingFile.Unreadable(path);
            RequireModest(path, info, options.MaximumPixels);
            image = Image.Load<Rgba32>(path);
            image.Mutate(context => context.AutoOrient().Resize(new ResizeOptions
            {
                Size = new Size(options.Size, options.Size),
                Mode = options.Fit switch { PaintingFit.CenterCrop => ResizeMode.Crop, PaintingFit.Pad => ResizeMode.Pad, _ => ResizeMode.Stretch },
                Sampler = KnownResamplers.Bicubic,
                PadColor = Color.White,
            }).BackgroundColor(Color.White));
            return image;
        }
        catch (DllNotFoundException e)
        {
            throw new Pix2PitchException(e.Message, e);
        }
        catch (Exception e) when (IsOfDecoder(e))
        {
            image?.Dispose();
            throw PaintingFile.Unreadable(path, e);
        }
    }

    /// <summary>Few enough pixels, and of at most 64 bits, or so many fewer.</summary>
    private static void RequireModest(string path, IImageInfo info, long maximum)
    {
        const int Bits = 64;
        long pixels = (long)info.Width * info.Height;
        int bits = info.PixelType.BitsPerPixel;
        if (pixels > maximum)
            throw new Pix2PitchException($"The painting '{path}' has {info.Width} x {info.Height} pixels, more than the {maximum} that are allowed: make it smaller.");
        if (bits > Bits && pixels > maximum * Bits / bits)
            throw new Pix2PitchException($"The painting '{path}' has {info.Width} x {info.Height} pixels of {bits} bits, "
                + $"more than the {maximum * Bits / bits} that are allowed: make it smaller, or save it with 8 bits.");
    }

    /// <summary>Decoders meet bytes that nobody foresaw; whatever they stumble over means that the file is broken.</summary>
    private static bool IsOfDecoder(Exception e)
        => e is not (Pix2PitchException or OutOfMemoryException);

    private static float[] ToPlanes(Image<Rgba32> image, int size)
    {
        float[] rgb = new float[3 * size * size];
        image.ProcessPixelRows(accessor =>
        {
            int plane = size * size;
            for (int y = 0; y < size; y++)
            {
                Span<Rgba32> row = accessor.GetRowSpan(y);
                Span<float> red = rgb.AsSpan(y * size, size), green = rgb.AsSpan(plane + (y * size), size), blue = rgb.AsSpan((2 * plane) + (y * size), size);
                for (int x = 0; x < row.Length; x++)
                {
                    red[x] = (row[x].R / 127.5f) - 1;
                    green[x] = (row[x].G / 127.5f) - 1;
                    blue[x] = (row[x].B / 127.5f) - 1;
                }
            }
        });
        return rgb;
    }
}
