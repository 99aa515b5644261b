using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tests;

/// <summary>Generates paintings for tests.</summary>
internal static class TestPaintings
{
    /// <summary>Writes a picture of coloured stripes; another number gives another picture.</summary>
    /// <returns>Its path.</returns>
    public static string Write(TemporaryFolder folder, string name, int number = 1, int width = 90, int height = 70)
    {
        string path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var image = new Image<Rgb24>(width, height);
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < height; y++)
            {
                Span<Rgb24> row = rows.GetRowSpan(y);
                for (int x = 0; x < width; x++)
                    row[x] = new Rgb24(Wave(x * number, 17), Wave(y * number + x, 23), Wave(y + 3 * number, 11));
            }
        });
        if (Path.GetExtension(name) is ".jpg" or ".jpeg") image.SaveAsJpeg(path);
        else image.SaveAsPng(path);
        return path;
    }

    private static byte Wave(int position, double period) => (byte)(127.5 + 127.5 * Math.Sin(2 * Math.PI * position / period));

    /// <summary>Copies the first paintings of the demo set, in the order of their names, to a new folder.</summary>
    /// <returns>The files of the demo set.</returns>
    public static string[] CopyDemo(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        string[] demo = [.. Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings")).Order(StringComparer.Ordinal).Take(count)];
        foreach (string file in demo) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return demo;
    }
}
