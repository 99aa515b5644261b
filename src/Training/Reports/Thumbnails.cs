using System.Numerics;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Training.Reports;

/// <summary>Small pictures of paintings and spectrograms, as JPEG.</summary>
internal static class Thumbnails
{
    /// <summary>The longer side in pixels.</summary>
    public const int Side = 224;

    private static readonly JpegEncoder s_jpeg = new() { Quality = 82 };

    /// <summary>A painting [3, S, S] in [-1, 1], in its own proportions again.</summary>
    public static byte[] Painting(float[] planes, int size, int width, int height)
    {
        int plane = size * size;
        return Jpeg(size, width, height, i => new Rgb24(Byte(planes[i]), Byte(planes[plane + i]), Byte(planes[2 * plane + i])));

        static byte Byte(float value) => (byte)Math.Clamp((value + 1) * 127.5f + 0.5f, 0, 255);
    }

    /// <summary>A mel-spectrogram [1, S, S] in [-1, 1]: time runs to the right and pitch upwards; bright is loud.</summary>
    public static byte[] Spectrogram(float[] mel, int size) => Jpeg(size, Side, Side, i =>
    {
        Vector3 color = Magma.Color((mel[(size - 1 - i / size) * size + i % size] + 1) / 2);
        return new Rgb24((byte)color.X, (byte)color.Y, (byte)color.Z);
    });

    /// <summary>The sides of a picture of these proportions whose longer side is <see cref="Side"/>; no side is shorter than a quarter of it.</summary>
    public static (int Width, int Height) Fit(int width, int height)
    {
        if (width <= 0 || height <= 0) return (Side, Side);
        double scale = (double)Side / Math.Max(width, height);
        return (Math.Clamp((int)Math.Round(width * scale), Side / 4, Side), Math.Clamp((int)Math.Round(height * scale), Side / 4, Side));
    }

    /// <summary>A picture file with at most a width, in its own proportions.</summary>
    public static (byte[] Jpeg, int Width, int Height) Scaled(string path, int maxWidth)
    {
        using Image<Rgb24> image = Image.Load<Rgb24>(path);
        if (image.Width > maxWidth) image.Mutate(context => context.Resize(maxWidth, 0, KnownResamplers.Box));
        using var stream = new MemoryStream();
        image.SaveAsJpeg(stream, s_jpeg);
        return (stream.ToArray(), image.Width, image.Height);
    }

    private static byte[] Jpeg(int size, int width, int height, Func<int, Rgb24> pixel)
    {
        using Image<Rgb24> image = Image.LoadPixelData([.. Enumerable.Range(0, size * size).Select(pixel)], size, size);
        image.Mutate(context => context.Resize(width, height, KnownResamplers.Box));
        using var stream = new MemoryStream();
        image.SaveAsJpeg(stream, s_jpeg);
        return stream.ToArray();
    }
}
