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
    /// <param name="profile">An ICC profile; null to write none.</param>
    /// <param name="profileParts">Segments that the profile is cut into.</param>
    public static byte[] Write(byte[][][] blocks, byte? adobeTransform = null, int? orientation = null, byte[]? profile = null, int profileParts = 1)
    {
        int rows = blocks.Length, columns = blocks[0].Length, components = blocks[0][0].Length;
        var file = new List<byte> { 0xFF, 0xD8 };
        if (orientation is { } o) Segment(file, 0xE1, Exif(o));
        if (adobeTransform is { } t) Segment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, t]);
        if (profile is not null) Profile(file, profile, profileParts);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        var frame = new List<byte> { 8, (byte)(rows * Block >> 8), (byte)(rows * Block), (byte)(columns * Block >> 8), (byte)(columns * Block), (byte)components };
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
            pending = (pending << count) | (value & ((1 << count) - 1));
            for (bits += count; bits >= 8;)
            {
                bits -= 8;
                byte next = (byte)(pending >> bits);
                file.Add(next);
                if (next == 0xFF) file.Add(0);
            }
            pending &= (1 << bits) - 1;
        }
    }

    private static void Profile(List<byte> file, byte[] profile, int parts)
    {
        byte[][] pieces = [.. profile.Chunk((profile.Length + parts - 1) / parts)];
        for (int i = 0; i < pieces.Length; i++) Segment(file, 0xE2, [.. "ICC_PROFILE\0"u8, (byte)(i + 1), (byte)pieces.Length, .. pieces[i]]);
    }

    private static byte[] Exif(int orientation)
        => [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];

    private static void Segment(List<byte> file, byte marker, byte[] data)
        => file.AddRange([0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data]);
}
