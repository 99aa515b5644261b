namespace Pix2Pitch.Tests;

/// <summary>Writes GIF files in which a clear code comes before the LZW codes would grow, so that nothing is compressed.</summary>
internal static class GifBytes
{
    /// <param name="width">Pixels in a row, below 256.</param>
    /// <param name="height">Rows, below 256.</param>
    /// <param name="palette">Four colours.</param>
    /// <param name="pixels">Indices of colours, row by row.</param>
    /// <param name="transparent">The index that is transparent, if any.</param>
    public static byte[] Write(int width, int height, (byte R, byte G, byte B)[] palette, byte[] pixels, byte? transparent = null)
        => Screen(width, height, palette, Frame(0, 0, width, height, pixels, transparent));

    /// <summary>A screen with frames of <see cref="Frame"/>.</summary>
    public static byte[] Screen(int width, int height, (byte R, byte G, byte B)[] palette, params byte[][] frames)
        => [.. "GIF89a"u8, (byte)width, 0, (byte)height, 0, 0x91, 0, 0, .. Table(palette), .. frames.SelectMany(frame => frame), 0x3B];

    /// <param name="left">Where it lies on the screen.</param>
    /// <param name="top">Where it lies on the screen.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">Indices of colours, row by row.</param>
    /// <param name="transparent">The index that is transparent, if any.</param>
    /// <param name="palette">Four colours of its own; null for those of the screen.</param>
    /// <param name="isInterlaced">Whether rows are stored in four passes.</param>
    /// <param name="disposal">What becomes of it before the next frame.</param>
    public static byte[] Frame(
        int left, int top, int width, int height, byte[] pixels, byte? transparent = null, (byte R, byte G, byte B)[]? palette = null, bool isInterlaced = false,
        int disposal = 0)
    {
        const int CodeSize = 2, Clear = 1 << CodeSize, End = Clear + 1;
        var file = new List<byte>();
        if (transparent is not null || disposal != 0)
            file.AddRange([0x21, 0xF9, 4, (byte)((disposal << 2) | (transparent is null ? 0 : 1)), 10, 0, transparent ?? 0, 0]);
        int flags = (palette is null ? 0 : 0x81) | (isInterlaced ? 0x40 : 0);
        file.AddRange([0x2C, (byte)left, 0, (byte)top, 0, (byte)width, 0, (byte)height, 0, (byte)flags]);
        if (palette is not null) file.AddRange(Table(palette));
        file.Add(CodeSize);

        byte[][] rows = [.. pixels.Chunk(width)];
        if (isInterlaced)
        {
            int[] starts = [0, 4, 2, 1], steps = [8, 8, 4, 2];
            rows = [.. starts.SelectMany((start, pass) => rows.Where((_, y) => y >= start && (y - start) % steps[pass] == 0))];
        }
        var data = new List<byte>();
        int pending = 0, bits = 0, count = 0;
        foreach (byte pixel in rows.SelectMany(row => row))
        {
            if (count++ % 2 == 0) Put(Clear);
            Put(pixel);
        }
        Put(End);
        if (bits > 0) data.Add((byte)pending);
        foreach (byte[] block in data.Chunk(255)) file.AddRange([(byte)block.Length, .. block]);
        file.Add(0);
        return [.. file];

        void Put(int code)
        {
            pending |= code << bits;
            for (bits += CodeSize + 1; bits >= 8; bits -= 8, pending >>= 8) data.Add((byte)pending);
        }
    }

    private static byte[] Table((byte R, byte G, byte B)[] palette)
        => [.. Enumerable.Range(0, 4).Select(i => i < palette.Length ? palette[i] : default).SelectMany(c => (byte[])[c.R, c.G, c.B])];
}
