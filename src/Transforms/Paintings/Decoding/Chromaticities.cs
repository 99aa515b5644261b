using System.Numerics;

namespace Pix2Pitch.Paintings.Decoding;

/// <summary>White and primaries of an RGB space, as CIE x and y.</summary>
internal sealed record Chromaticities((double X, double Y) White, (double X, double Y) Red, (double X, double Y) Green, (double X, double Y) Blue)
{
    private static readonly (double X, double Y) s_d65 = (0.3127, 0.3290);

    internal static Chromaticities Srgb { get; } = new(s_d65, (0.64, 0.33), (0.30, 0.60), (0.15, 0.06));

    /// <summary>The primaries of a ColourPrimaries code of ITU-T H.273; null for unsupported codes.</summary>
    internal static Chromaticities? OfCode(int code) => code switch
    {
        1 => Srgb,
        9 => new(s_d65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
        12 => new(s_d65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
        _ => null,
    };

    internal bool IsNear(Chromaticities other)
    {
        const double Tolerance = 0.005;
        return Near(White, other.White) && Near(Red, other.Red) && Near(Green, other.Green) && Near(Blue, other.Blue);

        static bool Near((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) <= Tolerance && Math.Abs(a.Y - b.Y) <= Tolerance;
    }

    /// <summary>XYZ of red, green and blue, adapted to D50 with the Bradford matrix (ICC.1:2010, annex E); null if these are not valid primaries.</summary>
    internal Vector3[]? ToD50()
    {
        if (White.Y <= 0 || Red.Y <= 0 || Green.Y <= 0 || Blue.Y <= 0) return null;
        Vector3 white = Xyz(White), red = Xyz(Red), green = Xyz(Green), blue = Xyz(Blue);
        // The amounts of the primaries that add up to white, by Cramer's rule.
        float all = Determinant(red, green, blue);
        const float Singular = 1e-4f;
        if (Math.Abs(all) < Singular) return null;
        float ofRed = Determinant(white, green, blue) / all, ofGreen = Determinant(red, white, blue) / all, ofBlue = Determinant(red, green, white) / all;
        return [Adapt(ofRed * red, white), Adapt(ofGreen * green, white), Adapt(ofBlue * blue, white)];
    }

    private static Vector3 Xyz((double X, double Y) point) => new((float)(point.X / point.Y), 1, (float)((1 - point.X - point.Y) / point.Y));

    private static float Determinant(Vector3 a, Vector3 b, Vector3 c) => Vector3.Dot(a, Vector3.Cross(b, c));

    private static Vector3 Adapt(Vector3 color, Vector3 white)
    {
        var d50 = new Vector3(0.9642f, 1, 0.8249f);
        return FromCone(Cone(color) * Cone(d50) / Cone(white));

        static Vector3 Cone(Vector3 v) => new(
            Vector3.Dot(v, new(0.8951f, 0.2664f, -0.1614f)), Vector3.Dot(v, new(-0.7502f, 1.7135f, 0.0367f)), Vector3.Dot(v, new(0.0389f, -0.0685f, 1.0296f)));

        static Vector3 FromCone(Vector3 v) => new(
            Vector3.Dot(v, new(0.9869929f, -0.1470543f, 0.1599627f)), Vector3.Dot(v, new(0.4323053f, 0.5183603f, 0.0492912f)),
            Vector3.Dot(v, new(-0.0085287f, 0.0400428f, 0.9684867f)));
    }
}
