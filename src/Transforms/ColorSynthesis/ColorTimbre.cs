using Pix2Pitch.Features;
using Pix2Pitch.Notes;

namespace Pix2Pitch.ColorSynthesis;

/// <summary>
/// The timbre of a hue. Warm hues have many strong partials, as brass has, and cold ones few, as flutes have. Around it, green has only odd partials, which sound hollow like a
/// clarinet, and purple has all. A grey is in the middle of both.
/// </summary>
/// <param name="Slope">The amplitude of partial n is n to the power of minus this: 1 (warm) to 3 (cold).</param>
/// <param name="Even">Factor of the even partials: 0 (green) to 1 (purple).</param>
internal readonly record struct ColorTimbre(double Slope, double Even)
{
    private const double WarmestHue = 50 * Math.PI / 180; // as in PaintingFeatures.Warmth
    private const double ColorfulChroma = 10; // below it, the timbre fades to that of grey

    public static ColorTimbre Of(LabColor color)
    {
        double angle = Math.Atan2(color.B, color.A) - WarmestHue, strength = Math.Min(1, color.Chroma / ColorfulChroma);
        return new ColorTimbre(2 - strength * Math.Cos(angle), (1 - strength * Math.Sin(angle)) / 2);
    }

    /// <summary>The instrument family that comes nearest, for MIDI files.</summary>
    public static InstrumentFamily FamilyOf(LabColor color)
    {
        if (color.Chroma < ColorfulChroma) return InstrumentFamily.Piano;
        double degrees = (Math.Atan2(color.B, color.A) * 180 / Math.PI + 360) % 360;
        return degrees switch
        {
            < 70 => InstrumentFamily.Brass, // red, orange
            < 110 => InstrumentFamily.Strings, // yellow
            < 200 => InstrumentFamily.Woodwind, // green
            < 300 => InstrumentFamily.Organ, // blue
            _ => InstrumentFamily.Voice, // purple, pink
        };
    }
}
