using System.Buffers.Binary;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>
/// The colour metadata of a PNG file, in the order of precedence of the PNG specification (third edition, 4.3): cICP, iCCP, sRGB, then gAMA
/// and cHRM.
/// </summary>
internal sealed class PngColors
{
    // Values of ITU-T H.273.
    private const int PerceptualQuantizer = 16, HybridLogGamma = 18;

    private byte[]? _codes, _chromaticities;
    private double _gamma;
    private bool _isSrgb;

    /// <summary>Whether there is an embedded profile (iCCP).</summary>
    internal bool HasIcc { get; set; }

    /// <summary>Whether an embedded profile is ignored, because there is a supported cICP.</summary>
    internal bool HasPrecedence => Coded is not null;

    private (Chromaticities Primaries, ToneCurve Curve)? Coded
        => _codes is [var primaries, var transfer, 0, 1] && Chromaticities.OfCode(primaries) is { } known && ToneCurve.OfCode(transfer) is { } curve
            ? (known, curve)
            : null;

    internal void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (name.SequenceEqual("cICP"u8)) _codes = content.ToArray();
        else if (name.SequenceEqual("sRGB"u8)) _isSrgb = true;
        else if (name.SequenceEqual("iCCP"u8)) HasIcc = true;
        else if (name.SequenceEqual("gAMA"u8) && content.Length == 4) _gamma = BinaryPrimitives.ReadUInt32BigEndian(content) / 100_000.0;
        else if (name.SequenceEqual("cHRM"u8) && content.Length == 32) _chromaticities = content.ToArray();
    }

    /// <summary>An equivalent ICC profile; null if the picture is in sRGB or if the embedded profile is to be used.</summary>
    internal byte[]? ToProfile(string path)
    {
        if (_codes is [_, PerceptualQuantizer or HybridLogGamma, ..])
            throw new Pix2PitchException($"The painting '{path}' is a PNG of high dynamic range, which is not supported: save it as sRGB.");
        if (Coded is { } coded) return Profile(coded.Primaries, coded.Curve);
        if (HasIcc || _isSrgb) return null;
        const double MinGamma = 0.1, MaxGamma = 10, Tolerance = 0.05, SrgbGamma = 1 / 2.2;
        bool isPower = _gamma is >= MinGamma and <= MaxGamma && Math.Abs((_gamma / SrgbGamma) - 1) > Tolerance;
        ToneCurve curve = isPower ? ToneCurve.Power(1 / _gamma) : ToneCurve.Srgb;
        return Profile(ReadChromaticities() ?? Chromaticities.Srgb, curve);
    }

    private static byte[]? Profile(Chromaticities primaries, ToneCurve curve)
        => curve == ToneCurve.Srgb && primaries.IsNear(Chromaticities.Srgb) ? null : IccProfile.Rgb(primaries, curve);

    private Chromaticities? ReadChromaticities()
    {
        if (_chromaticities is not { } data) return null;
        var read = new Chromaticities(Point(0), Point(1), Point(2), Point(3));
        return read.ToD50() is null ? null : read;

        (double X, double Y) Point(int i)
            => (BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(i * 8)) / 100_000.0, BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan((i * 8) + 4)) / 100_000.0);
    }
}
