namespace Pix2Pitch.Tests;

/// <summary>Writes BMP files byte by byte.</summary>
internal static class BmpBytes
{
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows; negative if the first one stored is the top one.</param>
    /// <param name="bits">Bits per pixel.</param>
    /// <param name="compression">0 none, 1 and 2 run-length, 3 masks.</param>
    /// <param name="pixels">The rows as they are stored, padded to four bytes.</param>
    /// <param name="palette">Blue, green, red, 0 for every colour; or the masks.</param>
    /// <param name="version4">Masks of red, green, blue and alpha in a BITMAPV4HEADER; null for a BITMAPINFOHEADER.</param>
    public static byte[] Write(int width, int height, int bits, int compression, byte[] pixels, byte[]? palette = null, uint[]? version4 = null)
    {
        palette ??= [];
        byte[] more = version4 is null ? [] : [.. version4.SelectMany(BitConverter.GetBytes), .. "BGRs"u8, .. new byte[48]];
        int offset = 54 + more.Length + palette.Length, colours = bits <= 8 ? palette.Length / 4 : 0;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        writer.Write(offset + pixels.Length);
        writer.Write(0);
        writer.Write(offset);
        writer.Write(40 + more.Length);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)bits);
        writer.Write(compression);
        writer.Write(pixels.Length);
        writer.Write(2835);
        writer.Write(2835);
        writer.Write(colours);
        writer.Write(0);
        writer.Write(more);
        writer.Write(palette);
        writer.Write(pixels);
        return stream.ToArray();
    }

    /// <summary>24 bits, bottom row first.</summary>
    public static byte[] Rgb(int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel)
    {
        int rowLength = ((width * 24) + 31) / 32 * 4;
        byte[] pixels = new byte[rowLength * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = ((height - 1 - y) * rowLength) + (x * 3);
                (pixels[at + 2], pixels[at + 1], pixels[at]) = pixel(x, y);
            }
        }
        return Write(width, height, 24, 0, pixels);
    }
}
