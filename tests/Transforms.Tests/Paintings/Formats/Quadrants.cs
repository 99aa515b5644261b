using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>The picture of these tests: four colours, 96 x 64 pixels.</summary>
internal static class Quadrants
{
    public const int Width = 96, Height = 64;
    private const int Size = 64;

    public static readonly (byte R, byte G, byte B)[] Colors = [(200, 30, 30), (30, 160, 60), (30, 60, 200), (230, 200, 40)];

    /// <summary>The shades of the four quadrants of grey pictures.</summary>
    public static readonly byte[] Greys = [200, 30, 60, 230];

    public static readonly (byte R, byte G, byte B)[] Shades = [.. Greys.Select(grey => (grey, grey, grey))];

    /// <summary>Which of the four a pixel has: top left, top right, bottom left, bottom right.</summary>
    public static int At(int x, int y) => (y < Height / 2 ? 0 : 2) + (x < Width / 2 ? 0 : 1);

    /// <summary>All samples, pixel by pixel.</summary>
    public static byte[] Samples(params byte[][] ofQuadrant)
        => [.. Enumerable.Range(0, Width * Height).SelectMany(i => ofQuadrant[At(i % Width, i / Width)])];

    /// <summary>The RGB samples of each pixel, followed by others.</summary>
    public static byte[] Rgb(params byte[] more) => Samples([.. Colors.Select(c => (byte[])[c.R, c.G, c.B, .. more])]);

    public static byte[] Grey(params byte[] more) => Samples([.. Greys.Select(grey => (byte[])[grey, .. more])]);

    /// <summary>Converts every byte to a sample of 16 bits.</summary>
    public static byte[] Wide(byte[] samples) => [.. samples.SelectMany(sample => (byte[])[sample, sample])];

    public static byte[] Floats(byte[] samples, float scale) => [.. samples.SelectMany(sample => BitConverter.GetBytes(sample * scale))];

    /// <summary>A TIFF of one picture.</summary>
    public static TiffPage Page(int photometric, int samples, byte[] data, int bits = 8, params (int Tag, int Type, long[] Values)[] tags)
        => new() { Width = Width, Height = Height, Photometric = photometric, Samples = samples, Bits = bits, Data = data, Tags = tags };

    public static byte[] Tiff(int photometric, int samples, byte[] data, int bits = 8, params (int Tag, int Type, long[] Values)[] tags)
        => TiffBytes.Write([Page(photometric, samples, data, bits, tags)]);

    /// <summary>Reads a file and compares its four colours.</summary>
    public static void AssertAre((byte R, byte G, byte B)[] expected, byte[] file, int tolerance = 1)
    {
        using var folder = new TemporaryFolder();
        AssertAre(expected, folder.Write("painting", file), tolerance);
    }

    public static void AssertAre((byte R, byte G, byte B)[] expected, string path, int tolerance = 1)
        => AssertAre(expected, PaintingReader.Read(path, new PaintingOptions { Size = Size }), tolerance);

    /// <summary>Compares the four colours of planes of 64 x 64.</summary>
    public static void AssertAre((byte R, byte G, byte B)[] expected, ReadOnlySpan<float> planes, int tolerance = 1)
    {
        float[] rgb = planes.ToArray();
        (int X, int Y)[] places = [(16, 16), (48, 16), (16, 48), (48, 48)];
        for (int i = 0; i < places.Length; i++)
        {
            int at = (places[i].Y * Size) + places[i].X;
            byte[] wanted = [expected[i].R, expected[i].G, expected[i].B];
            double[] found = [.. Enumerable.Range(0, 3).Select(c => Math.Round((rgb[(c * Size * Size) + at] + 1) * 127.5))];
            for (int c = 0; c < 3; c++)
                Assert.True(Math.Abs(found[c] - wanted[c]) <= tolerance, $"Quadrant {i}: {string.Join(",", found)} instead of {string.Join(",", wanted)}");
        }
    }

    /// <summary>Reads a file that must be refused with words in the message.</summary>
    public static void AssertRefused(byte[] file, string words)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("painting", file);
        var refused = Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(path, new PaintingOptions { Size = Size }));
        Assert.Contains($"'{path}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
