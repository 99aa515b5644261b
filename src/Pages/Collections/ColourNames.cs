using Pix2Pitch.Features;

namespace Pix2Pitch.Pages.Collections;

/// <summary>Names colours by lightness, chroma and hue in CIELAB: the eleven basic colour terms of B. Berlin and P. Kay (1969) with beige, olive and turquoise.</summary>
internal static class ColourNames
{
    private const double DarkerThan = 35, LighterThan = 70;

    /// <summary>The key of a colour's name in the texts, such as "Colour.Blue.Dark".</summary>
    public static string KeyOf(LabColor color)
    {
        (double l, double chroma) = (color.L, color.Chroma);
        // What is nearly grey looks grey, the more so the darker it is.
        if (l < 14 && chroma < 30 || l < 22 && chroma < 12) return "Colour.Black";
        if (chroma < 8) return l > 92 ? "Colour.White" : l > LighterThan ? "Colour.Grey.Light" : l < 40 ? "Colour.Grey.Dark" : "Colour.Grey";
        double hue = (Math.Atan2(color.B, color.A) * 180 / Math.PI + 360) % 360;
        if (hue is >= 72 and < 80 && chroma > 60 && l < 82) return "Colour.Orange";
        // The lines of one hue bend there: pure blue is at 306 degrees.
        if (hue is >= 300 and < 309 && chroma > 50) return Shade("Colour.Blue", l, darker: 28);
        return hue switch
        {
            < 20 or >= 345 => l > 60 ? "Colour.Pink" : chroma > 35 && l > 40 && hue >= 345 ? "Colour.Pink.Dark" : Shade("Colour.Red", l, hasLight: false),
            < 48 => l > 68 && chroma < 45 ? "Colour.Pink" : chroma < 35 ? Shade("Colour.Brown", l) : Shade("Colour.Red", l, hasLight: false),
            < 72 => l > 78 && chroma < 35 ? "Colour.Beige" : l < 60 || chroma < 40 ? Shade("Colour.Brown", l) : l > 80 ? "Colour.Orange.Light" : "Colour.Orange",
            < 98 => l > 68 && chroma < 34 ? "Colour.Beige" : l > 60 && chroma > 40 ? (l > 88 && chroma < 60 ? "Colour.Yellow.Light" : "Colour.Yellow")
                : l < 60 && hue > 88 ? (l < DarkerThan ? "Colour.Olive.Dark" : "Colour.Olive") : Shade("Colour.Brown", l),
            < 115 => l > 80 ? (chroma < 45 ? "Colour.Yellow.Light" : "Colour.Yellow") : l < DarkerThan ? "Colour.Olive.Dark" : "Colour.Olive",
            < 170 => Shade("Colour.Green", l),
            < 225 => Shade("Colour.Turquoise", l),
            < 300 => Shade("Colour.Blue", l),
            _ => Shade("Colour.Violet", l),
        };
    }

    private static string Shade(string colour, double lightness, bool hasLight = true, double darker = DarkerThan)
        => lightness < darker ? $"{colour}.Dark" : hasLight && lightness > LighterThan ? $"{colour}.Light" : colour;
}
