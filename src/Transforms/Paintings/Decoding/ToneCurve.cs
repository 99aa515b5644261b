namespace Pix2Pitch.Paintings.Decoding;

/// <summary>Converts stored values to linear light: (a·x + b)^g for x at or above d, c·x below (ICC.1:2010, parametric curve type 3).</summary>
internal readonly record struct ToneCurve(double G, double A, double B, double C, double D)
{
    /// <summary>IEC 61966-2-1.</summary>
    internal static ToneCurve Srgb { get; } = new(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);

    private static ToneCurve Bt709 { get; } = new(1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081);

    internal static ToneCurve Power(double exponent) => new(exponent, 1, 0, 1, 0);

    /// <summary>The curve of a TransferCharacteristics code of ITU-T H.273; null for unsupported codes.</summary>
    internal static ToneCurve? OfCode(int code) => code switch
    {
        1 or 6 or 14 or 15 => Bt709,
        4 => Power(2.2),
        5 => Power(2.8),
        8 => Power(1),
        13 => Srgb,
        _ => null,
    };
}
