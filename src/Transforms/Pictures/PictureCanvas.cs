using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Pictures;

/// <summary>A white picture to draw on: rectangles, pixels and short texts.</summary>
internal sealed class PictureCanvas
{
    /// <summary>The colour of texts and lines.</summary>
    public static readonly Rgb24 Ink = new(60, 60, 60);

    private const int TextScale = 2;

    private readonly Rgb24[] _pixels;

    public PictureCanvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = new Rgb24[width * height];
        _pixels.AsSpan().Fill(new Rgb24(255, 255, 255));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Height of a text in pixels.</summary>
    public static int TextHeight => BitmapFont.Height * TextScale;

    /// <summary>Width of a text in pixels.</summary>
    public static int TextWidth(string text) => BitmapFont.Measure(text) * TextScale;

    /// <summary>Pixels of a row, starting at (x, y).</summary>
    public Span<Rgb24> Row(int x, int y, int length) => _pixels.AsSpan(y * Width + x, length);

    /// <summary>Fills a rectangle, clipped to the picture.</summary>
    public void Fill(int x, int y, int width, int height, Rgb24 color)
    {
        int left = Math.Max(0, x), right = Math.Min(Width, x + width);
        for (int row = Math.Max(0, y); row < Math.Min(Height, y + height) && left < right; row++) Row(left, row, right - left).Fill(color);
    }

    /// <summary>Writes a text with its top left corner at (x, y).</summary>
    public void Write(string text, int x, int y)
    {
        foreach (char letter in text)
        {
            for (int dotY = 0; dotY < BitmapFont.Height; dotY++)
            {
                for (int dotX = 0; dotX < BitmapFont.Width; dotX++)
                {
                    if (BitmapFont.IsInk(letter, dotX, dotY)) Fill(x + dotX * TextScale, y + dotY * TextScale, TextScale, TextScale, Ink);
                }
            }
            x += BitmapFont.Advance * TextScale;
        }
    }

    /// <summary>Draws a square picture: planes red, green and blue, in [-1, 1].</summary>
    public void Paint(ReadOnlySpan<float> planes, int side, int x, int y)
    {
        for (int row = 0; row < side; row++)
        {
            Span<Rgb24> pixels = Row(x, y + row, side);
            for (int column = 0; column < side; column++)
            {
                int at = row * side + column;
                pixels[column] = new Rgb24(Byte(planes[at]), Byte(planes[at + side * side]), Byte(planes[at + 2 * side * side]));
            }
        }

        static byte Byte(float value) => (byte)Math.Clamp((value + 1) * 127.5f + 0.5f, 0, 255);
    }

    /// <summary>Writes the picture as PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="properties">Texts to store, by keyword (1 to 79 Latin characters); null for none.</param>
    public void Save(string path, IReadOnlyDictionary<string, string>? properties = null)
    {
        using Image<Rgb24> image = Image.LoadPixelData(_pixels, Width, Height);
        foreach ((string key, string value) in properties ?? new Dictionary<string, string>()) image.Metadata.GetPngMetadata().TextData.Add(new PngTextData(key, value, "", ""));
        AtomicFile.Write(path, file => image.SaveAsPng(file));
    }

    /// <summary>The picture as the bytes of a PNG.</summary>
    public byte[] ToPng()
    {
        using Image<Rgb24> image = Image.LoadPixelData(_pixels, Width, Height);
        using var stream = new MemoryStream();
        image.SaveAsPng(stream);
        return stream.ToArray();
    }
}

/// <summary>A font of 5 x 7 dots with the digits and letters of axes and units.</summary>
internal static class BitmapFont
{
    /// <summary>Width and height of a letter, and distance to the next letter, in dots.</summary>
    public const int Width = 5, Height = 7, Advance = 6;

    // Seven rows per letter, from the top; '#' is ink.
    private static readonly Dictionary<char, string[]> s_glyphs = new()
    {
        ['0'] = [".###.", "#...#", "#..##", "#.#.#", "##..#", "#...#", ".###."],
        ['1'] = ["..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."],
        ['2'] = [".###.", "#...#", "....#", "...#.", "..#..", ".#...", "#####"],
        ['3'] = [".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."],
        ['4'] = ["...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."],
        ['5'] = ["#####", "#....", "####.", "....#", "....#", "#...#", ".###."],
        ['6'] = ["..##.", ".#...", "#....", "####.", "#...#", "#...#", ".###."],
        ['7'] = ["#####", "....#", "...#.", "..#..", ".#...", ".#...", ".#..."],
        ['8'] = [".###.", "#...#", "#...#", ".###.", "#...#", "#...#", ".###."],
        ['9'] = [".###.", "#...#", "#...#", ".####", "....#", "...#.", ".##.."],
        ['.'] = [".....", ".....", ".....", ".....", ".....", ".##..", ".##.."],
        ['-'] = [".....", ".....", ".....", "####.", ".....", ".....", "....."],
        ['k'] = ["#....", "#....", "#..#.", "#.#..", "##...", "#.#..", "#..#."],
        ['s'] = [".....", ".....", ".###.", "#....", ".###.", "....#", "####."],
        ['z'] = [".....", ".....", "#####", "...#.", "..#..", ".#...", "#####"],
        ['d'] = ["....#", "....#", ".####", "#...#", "#...#", "#...#", ".####"],
        ['B'] = ["####.", "#...#", "#...#", "####.", "#...#", "#...#", "####."],
        ['H'] = ["#...#", "#...#", "#...#", "#####", "#...#", "#...#", "#...#"],
        [' '] = [".....", ".....", ".....", ".....", ".....", ".....", "....."],
    };

    /// <summary>Width of a text in dots.</summary>
    public static int Measure(string text) => text.Length * Advance - (Advance - Width);

    /// <summary>Whether a dot of a letter is ink.</summary>
    public static bool IsInk(char letter, int x, int y) => s_glyphs[letter][y][x] == '#';
}
