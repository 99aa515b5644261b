using System.Buffers.Binary;
using System.Text;

namespace Pix2Pitch.Tests;

/// <summary>Writes ICC profiles of version 2 (ICC.1:2001), with the primaries that the standards of the spaces give.</summary>
internal static class IccBytes
{
    /// <summary>Adobe RGB (1998).</summary>
    public static byte[] AdobeRgb => Rgb([0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457], 2.19921875);

    /// <summary>ROMM RGB (ISO 22028-2) without the straight part of its curve.</summary>
    public static byte[] ProPhotoRgb => Rgb([0.79767, 0.28804, 0], [0.13519, 0.71188, 0], [0.03134, 0.00009, 0.82491], 1.8);

    /// <summary>Grey with the exponent 1.8.</summary>
    public static byte[] Grey => Write("GRAY", "XYZ ", "mntr", ("kTRC", Curve(1.8)));

    /// <summary>Four inks that are not those of the naive formula: a table of two steps each.</summary>
    public static byte[] Cmyk => Write("CMYK", "Lab ", "prtr", ("A2B0", InkTable()));

    private static byte[] Rgb(double[] red, double[] green, double[] blue, double gamma)
        => Write("RGB ", "XYZ ", "mntr", ("rXYZ", Xyz(red)), ("gXYZ", Xyz(green)), ("bXYZ", Xyz(blue)), ("rTRC", Curve(gamma)), ("gTRC", Curve(gamma)), ("bTRC", Curve(gamma)));

    private static byte[] InkTable()
    {
        byte[] identity = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var nodes = new List<byte>();
        for (int i = 0; i < 16; i++)
        {
            (int c, int m, int y, int k) = ((i >> 3) & 1, (i >> 2) & 1, (i >> 1) & 1, i & 1);
            double l = 255 * Math.Max(0, 1 - (.35 * c) - (.4 * m) - (.1 * y)) * (1 - (.9 * k));
            double a = 128 + (((-50 * c) + (70 * m)) * (1 - k)), b = 128 + (((-45 * c) - (5 * m) + (85 * y)) * (1 - k));
            nodes.AddRange([(byte)Math.Floor(l + .5), (byte)Math.Floor(a + .5), (byte)Math.Floor(b + .5)]);
        }
        byte[] tables = [.. identity, .. identity, .. identity, .. identity, .. nodes, .. identity, .. identity, .. identity];
        return [.. "mft1"u8, 0, 0, 0, 0, 4, 3, 2, 0, .. Fixed(1, 0, 0, 0, 1, 0, 0, 0, 1), .. tables];
    }

    private static byte[] Xyz(double[] value) => [.. "XYZ "u8, 0, 0, 0, 0, .. Fixed(value)];

    private static byte[] Curve(double gamma)
    {
        int power = (int)Math.Round(gamma * 256);
        return [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, (byte)(power >> 8), (byte)power, 0, 0];
    }

    private static byte[] Fixed(params double[] values) => [.. values.SelectMany(value => BigEndian((int)Math.Round(value * 65536)))];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Write(string space, string connection, string kind, params (string Name, byte[] Data)[] tags)
    {
        tags = [("wtpt", Xyz([0.9642, 1, 0.8249])), .. tags];
        int at = 128 + 4 + (12 * tags.Length), length = at + tags.Sum(tag => tag.Data.Length);
        var profile = new List<byte>();
        profile.AddRange([.. BigEndian(length), 0, 0, 0, 0, 2, 0x40, 0, 0, .. Encoding.ASCII.GetBytes(kind + space + connection), .. new byte[12], .. "acsp"u8]);
        profile.AddRange([.. new byte[28], .. Fixed(0.9642, 1, 0.8249), .. new byte[48], .. BigEndian(tags.Length)]);
        foreach ((string name, byte[] data) in tags)
        {
            profile.AddRange([.. Encoding.ASCII.GetBytes(name), .. BigEndian(at), .. BigEndian(data.Length)]);
            at += data.Length;
        }
        return [.. profile, .. tags.SelectMany(tag => tag.Data)];
    }
}
