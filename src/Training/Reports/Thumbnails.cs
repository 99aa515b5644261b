using System.Numerics;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Training.Reports;

/// <summary>Small pictures of paintings and spectrograms, as JPEG.</summary>
internal static class Thumbnails
{
    /// <summary>The longest side, in pixels.</summary>
    public const int Side = 224;

    private const int Quality = 82;

    /// <summary>A painting's planes [3, S, S] in [-1, 1], brought back into its proportions.</summary>
    public static byte[] Painting(ReadOnlySpan<float> planes, int size, int width, int height)
    {
        float[] red = Resize(planes[..(size * size)], size, width, height);
        float[] green = Resize(planes.Slice(size * size, size * size), size, width, height);
        float[] blue = Resize(planes.Slice(2 * size * size, size * size), size, width, height);
        var pixels = new Rgb24[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = new Rgb24(Byte(red[i]), Byte(green[i]), Byte(blue[i]));
        return Jpeg(pixels, width, height);

        static byte Byte(float value) => (byte)Math.Clamp((value + 1) * 127.5f + 0.5f, 0, 255);
    }

    /// <summary>A mel image [1, S, S] in [-1, 1]: time runs right, pitch upwards, bright is loud.</summary>
    public static byte[] Spectrogram(ReadOnlySpan<float> mel, int size)
    {
        float[] values = Resize(mel, size, Side, Side);
        var pixels = new Rgb24[Side * Side];
        for (int i = 0; i < pixels.Length; i++)
        {
            Vector3 color = Magma.Color((values[(Side - 1 - i / Side) * Side + i % Side] + 1) / 2);
            pixels[i] = new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z);
        }
        return Jpeg(pixels, Side, Side);
    }

    /// <summary>The sides of a picture of these proportions whose longer side is <see cref="Side"/>, none less than a quarter of it.</summary>
    public static (int Width, int Height) Fit(int width, int height)
    {
        if (width <= 0 || height <= 0) return (Side, Side);
        double scale = (double)Side / Math.Max(width, height);
        return (Math.Clamp((int)Math.Round(width * scale), Side / 4, Side), Math.Clamp((int)Math.Round(height * scale), Side / 4, Side));
    }

    // Each pixel is the mean of the area that it covers.
    private static float[] Resize(ReadOnlySpan<float> square, int size, int width, int height)
    {
        var rows = new float[height * size];
        for (int y = 0; y < height; y++)
        {
            foreach ((int from, float share) in Covered(y, height, size))
            {
                for (int x = 0; x < size; x++) rows[y * size + x] += share * square[from * size + x];
            }
        }
        var result = new float[height * width];
        for (int x = 0; x < width; x++)
        {
            foreach ((int from, float share) in Covered(x, width, size))
            {
                for (int y = 0; y < height; y++) result[y * width + x] += share * rows[y * size + from];
            }
        }
        return result;
    }

    private static List<(int From, float Share)> Covered(int at, int count, int size)
    {
        double begin = (double)at * size / count, end = (double)(at + 1) * size / count;
        var covered = new List<(int, float)>();
        for (int from = (int)begin; from < size && from < end; from++)
        {
            double share = (Math.Min(end, from + 1) - Math.Max(begin, from)) / (end - begin);
            if (share > 1e-9) covered.Add((from, (float)share));
        }
        return covered;
    }

    private static byte[] Jpeg(Rgb24[] pixels, int width, int height)
    {
        using Image<Rgb24> image = Image.LoadPixelData(pixels, width, height);
        using var stream = new MemoryStream();
        image.SaveAsJpeg(stream, new JpegEncoder { Quality = Quality });
        return stream.ToArray();
    }
}
