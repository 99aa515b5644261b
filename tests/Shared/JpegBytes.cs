namespace Pix2Pitch.Tests;

/// <summary>
/// Writes baseline JPEG files in which every 8 x 8 block has one colour, exactly: the quantiser of the mean is 8, so that the
/// coefficient is the value itself less 128, and there are no other coefficients. Components are stored as they are given.
/// </summary>
internal static class JpegBytes
{
    private const int Block = 8;

    /// <param name="blocks">Colours of the blocks, [row][column][component], stored as they are.</param>
    /// <param name="adobeTransform">Adobe's colour transform: 0 for RGB and CMYK, 1 for YCbCr; null to write no such marker.</param>
    /// <param name="orientation">EXIF orientation; null to write no EXIF.</param>
    public static byte[] Write(byte[][][] blocks, byte? adobeTransform = null, int? orientation = null)
    {
        int rows = blocks.Length, columns = blocks[0].Length, components = blocks[0][0].Length;
        var file = new List<byte> { 0xFF, 0xD8 };
        if (orientation is { } o) Segment(file, 0xE1, Exif(o));
        if (adobeTransform is { } t) Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, t]);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        var frame = new List<byte> { 8, 0, (byte)(rows * Block), 0, (byte)(columns * Block), (byte)components };
        var scan = new List<byte> { (byte)components };
        for (byte c = 1; c <= components; c++)
        {
            frame.AddRange([c, 0x11, 0]);
            scan.AddRange([c, 0]);
        }
        Segment(file, 0xC0, [.. frame]);
        // Mean values: sizes 0 to 8, each with a code of four bits. Others: just "end of block", one bit.
        Segment(file, 0xC4, [0x00, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        Segment(file, 0xC4, [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Segment(file, 0xDA, [.. scan, 0, 63, 0]);
        WriteBlocks(file, blocks, components);
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static void WriteBlocks(List<byte> file, byte[][][] blocks, int components)
    {
        int pending = 0, bits = 0;
        int[] last = new int[components];
        foreach (byte[] block in blocks.SelectMany(row => row))
        {
            for (int c = 0; c < components; c++)
            {
                int difference = block[c] - 128 - last[c], size = 0;
                last[c] = block[c] - 128;
                while (Math.Abs(difference) >> size != 0) size++;
                Put(size, 4);
                Put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
                Put(0, 1);
            }
        }
        while (bits != 0) Put(1, 1);

        void Put(int value, int count)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                pending = (pending << 1) | ((value >> i) & 1);
                if (++bits < 8) continue;
                file.Add((byte)pending);
                if (pending == 0xFF) file.Add(0);
                (pending, bits) = (0, 0);
            }
        }
    }

    private static byte[] Exif(int orientation)
        => [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];

    private static void Segment(List<byte> file, byte marker, byte[] data)
        => file.AddRange([0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data]);
}
