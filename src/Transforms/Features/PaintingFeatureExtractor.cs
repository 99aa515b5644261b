using System.Buffers;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.Features;

/// <summary>Measures paintings. Deterministic, and safe for use from many threads.</summary>
internal sealed class PaintingFeatureExtractor
{
    private const double WarmestHue = 50 * Math.PI / 180;
    private const double JustVisibleChroma = 1;

    /// <param name="options">How paintings are measured; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PaintingFeatureExtractor(PaintingFeatureOptions? options = null)
    {
        Options = options ?? new PaintingFeatureOptions();
        Options.Validate();
    }

    /// <summary>How paintings are measured.</summary>
    public PaintingFeatureOptions Options { get; }

    /// <summary>Measures a painting.</summary>
    /// <param name="rgb">The pixels as <see cref="PaintingReader"/> returns them: [3, height, width], sRGB in [-1, 1].</param>
    /// <param name="width">The width in pixels; 1 or more.</param>
    /// <param name="height">The height in pixels; 1 or more.</param>
    /// <exception cref="ArgumentException">The number of values is not three per pixel.</exception>
    /// <exception cref="Pix2PitchException">A value is not a number.</exception>
    public PaintingFeatures Extract(ReadOnlySpan<float> rgb, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        int count = checked(width * height);
        if (rgb.Length != 3L * count)
            throw new ArgumentException($"The painting has {rgb.Length} values; {width} x {height} pixels need 3 x {count}.", nameof(rgb));
        LabColor[] rented = ArrayPool<LabColor>.Shared.Rent(count);
        try
        {
            Span<LabColor> pixels = rented.AsSpan(0, count);
            for (int i = 0; i < count; i++)
            {
                float red = rgb[i], green = rgb[count + i], blue = rgb[2 * count + i];
                if (!float.IsFinite(red + green + blue))
                    throw new Pix2PitchException($"Pixel {i % width}, {i / width} of a painting is not a number; load the painting again.");
                pixels[i] = LabColor.FromLinear(PixelLight.Of(red), PixelLight.Of(green), PixelLight.Of(blue));
            }
            return Measure(pixels, width, height);
        }
        finally
        {
            ArrayPool<LabColor>.Shared.Return(rented);
        }
    }

    private PaintingFeatures Measure(ReadOnlySpan<LabColor> pixels, int width, int height)
    {
        double lightness = 0, chroma = 0, warm = 0;
        (double sin, double cos) = Math.SinCos(WarmestHue);
        foreach (LabColor pixel in pixels)
        {
            lightness += pixel.L;
            chroma += pixel.Chroma;
            warm += pixel.A * cos + pixel.B * sin; // C cos(h - 50 degrees)
        }
        double mean = lightness / pixels.Length, variance = 0;
        foreach (LabColor pixel in pixels) variance += (pixel.L - mean) * (pixel.L - mean);
        return new PaintingFeatures
        {
            Lightness = mean,
            Saturation = chroma / pixels.Length,
            Warmth = warm / Math.Max(chroma, JustVisibleChroma * pixels.Length),
            Contrast = Math.Sqrt(variance / pixels.Length),
            EdgeDensity = Edges(pixels, width, height) / (double)pixels.Length,
            Palette = PaletteFinder.Find(pixels, Options.PaletteColors, Options.Seed),
        };
    }

    private int Edges(ReadOnlySpan<LabColor> pixels, int width, int height)
    {
        double threshold = Options.EdgeThreshold * Options.EdgeThreshold;
        int edges = 0;
        for (int y = 0; y < height; y++)
        {
            // Beyond the border, the border pixels are repeated.
            ReadOnlySpan<LabColor> above = pixels.Slice(Math.Max(0, y - 1) * width, width), row = pixels.Slice(y * width, width);
            ReadOnlySpan<LabColor> below = pixels.Slice(Math.Min(height - 1, y + 1) * width, width);
            for (int x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - 1), right = Math.Min(width - 1, x + 1);
                double across = above[right].L - above[left].L + 2 * (row[right].L - row[left].L) + below[right].L - below[left].L;
                double down = below[left].L - above[left].L + 2 * (below[x].L - above[x].L) + below[right].L - above[right].L;
                // Sobel's operator is eight times the slope.
                if ((across * across + down * down) / 64 > threshold) edges++;
            }
        }
        return edges;
    }
}

/// <summary>
/// The linear light of pixel values in [-1, 1]. Nearly all values are one of the 256 values of 8-bit pictures, and the power function of sRGB is slow, so
/// these are cached.
/// </summary>
internal static class PixelLight
{
    private static readonly float[] s_values = [.. Enumerable.Range(0, 256).Select(step => step / 127.5f - 1)];
    private static readonly double[] s_light = [.. s_values.Select(Compute)];

    public static double Of(float value)
    {
        int step = (int)Math.Clamp((value + 1) * 127.5f + 0.5f, 0, 255);
        return s_values[step] == value ? s_light[step] : Compute(value);
    }

    private static double Compute(float value) => LabColor.Linear((value + 1) / 2.0);
}
