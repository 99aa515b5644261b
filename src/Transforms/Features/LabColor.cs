namespace Pix2Pitch.Features;

/// <summary>
/// A colour in CIELAB (CIE 15:2004, section 8.2.1) with the white point D65: distances are approximately perceptual; a distance of
/// 1 is just noticeable.
/// </summary>
/// <param name="L">Lightness L*, 0 (black) to 100 (white).</param>
/// <param name="A">a*, from green (negative) to red.</param>
/// <param name="B">b*, from blue (negative) to yellow.</param>
public readonly record struct LabColor(double L, double A, double B)
{
    private const double Epsilon = 216.0 / 24389, Kappa = 24389.0 / 27;

    /// <summary>Chroma C*ab: the distance from grey, 0 to about 134 in sRGB.</summary>
    public double Chroma => Math.Sqrt(A * A + B * B);

    /// <summary>The colour of sRGB values (IEC 61966-2-1), each 0 to 1; other values are clamped.</summary>
    public static LabColor FromSrgb(double red, double green, double blue)
    {
        return FromLinear(Linear(red), Linear(green), Linear(blue));
    }

    /// <summary>The colour of linear light in the sRGB primaries, each 0 to 1.</summary>
    internal static LabColor FromLinear(double r, double g, double b)
    {
        double x = 0.4124564 * r + 0.3575761 * g + 0.1804375 * b;
        double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
        double z = 0.0193339 * r + 0.1191920 * g + 0.9503041 * b;
        // The white point is the colour of (1, 1, 1), so that greys have a chroma of exactly 0.
        double fx = Compressed(x / 0.95047), fy = Compressed(y / 1.0000001), fz = Compressed(z / 1.08883);
        return new LabColor(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
    }

    /// <summary>The sRGB values of the colour, each 0 to 1; colours outside of sRGB are clamped.</summary>
    public (double Red, double Green, double Blue) ToSrgb()
    {
        double fy = (L + 16) / 116;
        double x = 0.95047 * Expanded(fy + A / 500), y = 1.0000001 * Expanded(fy), z = 1.08883 * Expanded(fy - B / 200);
        return (
            Encoded(3.2404542 * x - 1.5371385 * y - 0.4985314 * z),
            Encoded(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
            Encoded(0.0556434 * x - 0.2040259 * y + 1.0572252 * z));
    }

    /// <summary>The square of the distance to another colour: Delta E*ab (CIE 1976) squared.</summary>
    public double SquaredDistanceTo(LabColor other)
    {
        double l = L - other.L, a = A - other.A, b = B - other.B;
        return l * l + a * a + b * b;
    }

    /// <summary>The linear light of an sRGB value.</summary>
    internal static double Linear(double value)
    {
        value = Math.Clamp(value, 0, 1);
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Encoded(double value)
    {
        value = Math.Clamp(value, 0, 1);
        return value <= 0.0031308 ? 12.92 * value : 1.055 * Math.Pow(value, 1 / 2.4) - 0.055;
    }

    private static double Compressed(double t) => t > Epsilon ? Math.Cbrt(t) : (Kappa * t + 16) / 116;

    private static double Expanded(double f) => f * f * f > Epsilon ? f * f * f : (116 * f - 16) / Kappa;
}
