using System.Buffers.Binary;
using System.Numerics;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Writes small ICC profiles, and checks the header of others (ICC.1:2010, section 7).</summary>
internal static class IccProfile
{
    private const int HeaderLength = 128, ColorSpaceAt = 16, SignatureAt = 36;

    /// <summary>A display profile: three primaries and one curve.</summary>
    internal static byte[] Rgb(Chromaticities primaries, ToneCurve curve)
    {
        Vector3[] xyz = primaries.ToD50() ?? throw new ArgumentException("The chromaticities are not valid primaries.", nameof(primaries));
        byte[] tone = Curve(curve);
        return Write(("rXYZ", Xyz(xyz[0])), ("gXYZ", Xyz(xyz[1])), ("bXYZ", Xyz(xyz[2])), ("rTRC", tone), ("gTRC", tone), ("bTRC", tone));
    }

    /// <summary>Whether the header is that of a profile for a colour model. The library lcms checks the rest.</summary>
    internal static bool IsFor(ReadOnlySpan<byte> profile, ColorModel model)
    {
        if (profile.Length <= HeaderLength || !profile[SignatureAt..].StartsWith("acsp"u8)) return false;
        ReadOnlySpan<byte> space = profile.Slice(ColorSpaceAt, 4);
        return model switch
        {
            ColorModel.Grey => space.SequenceEqual("GRAY"u8),
            ColorModel.Rgb => space.SequenceEqual("RGB "u8),
            ColorModel.Cmyk => space.SequenceEqual("CMYK"u8),
            _ => false,
        };
    }

    private static byte[] Write(params ReadOnlySpan<(string Name, byte[] Data)> tags)
    {
        int tableLength = 4 + (12 * (tags.Length + 1)), length = HeaderLength + tableLength;
        byte[] white = Xyz(new Vector3(0.9642f, 1, 0.8249f));
        foreach ((_, byte[] data) in tags) length += data.Length;
        var profile = new byte[length + white.Length];
        Span<byte> all = profile;
        BinaryPrimitives.WriteInt32BigEndian(all, profile.Length);
        BinaryPrimitives.WriteInt32BigEndian(all[8..], 0x04200000);
        "mntr"u8.CopyTo(all[12..]);
        "RGB "u8.CopyTo(all[ColorSpaceAt..]);
        "XYZ "u8.CopyTo(all[20..]);
        "acsp"u8.CopyTo(all[SignatureAt..]);
        white.AsSpan(8).CopyTo(all[68..]);
        BinaryPrimitives.WriteInt32BigEndian(all[HeaderLength..], tags.Length + 1);
        int at = HeaderLength + tableLength, entry = HeaderLength + 4;
        Add(all, "wtpt", white);
        foreach ((string name, byte[] data) in tags) Add(all, name, data);
        return profile;

        void Add(Span<byte> target, string name, byte[] data)
        {
            System.Text.Encoding.ASCII.GetBytes(name, target[entry..]);
            BinaryPrimitives.WriteInt32BigEndian(target[(entry + 4)..], at);
            BinaryPrimitives.WriteInt32BigEndian(target[(entry + 8)..], data.Length);
            data.CopyTo(target[at..]);
            (at, entry) = (at + data.Length, entry + 12);
        }
    }

    private static byte[] Xyz(Vector3 value) => Numbers("XYZ "u8, [], value.X, value.Y, value.Z);

    private static byte[] Curve(ToneCurve curve) => Numbers("para"u8, [0, 3, 0, 0], curve.G, curve.A, curve.B, curve.C, curve.D);

    private static byte[] Numbers(ReadOnlySpan<byte> type, ReadOnlySpan<byte> function, params ReadOnlySpan<double> values)
    {
        var data = new byte[8 + function.Length + (4 * values.Length)];
        type.CopyTo(data);
        function.CopyTo(data.AsSpan(8));
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8 + function.Length + (4 * i)), (int)Math.Round(values[i] * 65536));
        return data;
    }
}
