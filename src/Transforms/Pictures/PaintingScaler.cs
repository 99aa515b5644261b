using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Pictures;

/// <summary>Scales a square painting for a picture.</summary>
internal static class PaintingScaler
{
    /// <summary>Scales a painting with a bicubic filter.</summary>
    /// <param name="pixels">[3, size, size] in [-1, 1].</param>
    /// <param name="size">Its side in pixels.</param>
    /// <param name="side">The side of the result in pixels.</param>
    /// <returns>[3, side, side] in [-1, 1], in steps of 1/127.5.</returns>
    public static float[] Scale(ReadOnlySpan<float> pixels, int size, int side)
    {
        using var image = new Image<Rgb24>(size, size);
        int plane = size * size;
        for (int i = 0; i < plane; i++)
            image[i % size, i / size] = new Rgb24(Byte(pixels[i]), Byte(pixels[plane + i]), Byte(pixels[2 * plane + i]));
        image.Mutate(context => context.Resize(side, side, KnownResamplers.Bicubic));
        var scaled = new float[3 * side * side];
        for (int i = 0; i < side * side; i++)
        {
            Rgb24 pixel = image[i % side, i / side];
            (scaled[i], scaled[side * side + i], scaled[2 * side * side + i]) = (pixel.R / 127.5f - 1, pixel.G / 127.5f - 1, pixel.B / 127.5f - 1);
        }
        return scaled;
    }

    private static byte Byte(float value) => (byte)MathF.Round((Math.Clamp(value, -1, 1) + 1) * 127.5f);
}
