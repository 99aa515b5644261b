namespace Pix2Pitch.Tests;

/// <summary>Writes uncompressed little-endian TIFF files with one strip.</summary>
internal static class TiffBytes
{
    public const int WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Cmyk = 5;

    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="photometric">What the samples mean.</param>
    /// <param name="samples">Samples in a pixel.</param>
    /// <param name="bits">Bits in a sample: 8, 16 or 32.</param>
    /// <param name="data">All samples; wider ones with their low byte first.</param>
    public static byte[] Write(int width, int height, int photometric, int samples, int bits, byte[] data)
    {
        const int Short = 3, Long = 4, BitsAt = 8;
        int ifdAt = BitsAt + (samples * 2), entries = 10, dataAt = ifdAt + 2 + (entries * 12) + 4;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II*\0"u8);
        writer.Write(ifdAt);
        for (int i = 0; i < samples; i++) writer.Write((short)bits);
        writer.Write((short)entries);
        Entry(256, Long, 1, width);
        Entry(257, Long, 1, height);
        Entry(258, Short, samples, samples <= 2 ? bits * (samples == 2 ? 65537 : 1) : BitsAt);
        Entry(259, Short, 1, 1);
        Entry(262, Short, 1, photometric);
        Entry(273, Long, 1, dataAt);
        Entry(277, Short, 1, samples);
        Entry(278, Long, 1, height);
        Entry(279, Long, 1, data.Length);
        Entry(284, Short, 1, 1);
        writer.Write(0);
        writer.Write(data);
        return stream.ToArray();

        void Entry(int tag, int type, int count, int value)
        {
            writer.Write((short)tag);
            writer.Write((short)type);
            writer.Write(count);
            writer.Write(value);
        }
    }
}
