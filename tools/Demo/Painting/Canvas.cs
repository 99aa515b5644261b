using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>A picture with colours as floats, row by row.</summary>
internal sealed class Canvas(int width, int height)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public Vector3[] Pixels { get; } = new Vector3[width * height];

    public Vector3 this[int x, int y] => Pixels[(Math.Clamp(y, 0, Height - 1) * Width) + Math.Clamp(x, 0, Width - 1)];

    /// <summary>Renders a scene with four samples a pixel.</summary>
    public static Canvas Of(Func<Vector2, Vector3> scene, int width, int height)
    {
        var canvas = new Canvas(width, height);
        float scale = 1f / height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Vector3 sum = default;
                for (int i = 0; i < 4; i++) sum += scene(new Vector2(x + .25f + ((i & 1) * .5f), y + .25f + ((i >> 1) * .5f)) * scale);
                canvas.Pixels[(y * width) + x] = Vector3.Clamp(sum / 4, Vector3.Zero, Vector3.One);
            }
        }
        return canvas;
    }

    /// <summary>A blurred copy: three box filters in each direction.</summary>
    public Canvas Blurred(int radius)
    {
        var canvas = new Canvas(Width, Height);
        Pixels.CopyTo(canvas.Pixels, 0);
        if (radius < 1) return canvas;
        var line = new Vector3[Math.Max(Width, Height)];
        for (int pass = 0; pass < 3; pass++)
        {
            for (int y = 0; y < Height; y++) Box(canvas.Pixels, y * Width, 1, Width, radius, line);
            for (int x = 0; x < Width; x++) Box(canvas.Pixels, x, Width, Height, radius, line);
        }
        return canvas;
    }

    public static float Luminance(Vector3 color) => Vector3.Dot(color, new Vector3(.299f, .587f, .114f));

    private static void Box(Vector3[] pixels, int start, int step, int count, int radius, Vector3[] line)
    {
        for (int i = 0; i < count; i++) line[i] = pixels[start + (i * step)];
        Vector3 sum = default;
        for (int i = -radius; i <= radius; i++) sum += line[Math.Clamp(i, 0, count - 1)];
        for (int i = 0; i < count; i++)
        {
            pixels[start + (i * step)] = sum / ((2 * radius) + 1);
            sum += line[Math.Min(count - 1, i + radius + 1)] - line[Math.Max(0, i - radius)];
        }
    }
}
