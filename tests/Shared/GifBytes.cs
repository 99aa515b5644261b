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
    {
        const int CodeSize = 2, Clear = 1 << CodeSize, End = Clear + 1;
        var file = new List<byte>();
        file.AddRange("GIF89a"u8);
        file.AddRange([(byte)width, 0, (byte)height, 0, 0x91, 0, 0]);
        for (int i = 0; i < 4; i++)
        {
            (byte r, byte g, byte b) = i < palette.Length ? palette[i] : default;
            file.AddRange([r, g, b]);
        }
        if (transparent is { } index) file.AddRange([0x21, 0xF9, 4, 1, 0, 0, index, 0]);
        file.AddRange([0x2C, 0, 0, 0, 0, (byte)width, 0, (byte)height, 0, 0, CodeSize]);

        var data = new List<byte>();
        int pending = 0, bits = 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (i % 2 == 0) Put(Clear);
            Put(pixels[i]);
        }
        Put(End);
        if (bits > 0) data.Add((byte)pending);
        foreach (byte[] block in data.Chunk(255)) file.AddRange([(byte)block.Length, .. block]);
        file.AddRange([0, 0x3B]);
        return [.. file];

        void Put(int code)
        {
            pending |= code << bits;
            for (bits += CodeSize + 1; bits >= 8; bits -= 8, pending >>= 8) data.Add((byte)pending);
        }
    }
}
