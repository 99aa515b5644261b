namespace Pix2Pitch.Features;

/// <summary>
/// The light of a pixel's values, which lie in [-1, 1]. Nearly all are one of the 256 that a picture file can hold, and the power in sRGB's
/// definition takes longer than all else, so those are kept.
/// </summary>
internal static class PixelLight
{
    private static readonly float[] s_values = [.. Enumerable.Range(0, 256).Select(step => step / 127.5f - 1)];
    private static readonly double[] s_light = [.. s_values.Select(Measured)];

    public static double Of(float value)
    {
        int step = (int)Math.Clamp((value + 1) * 127.5f + 0.5f, 0, 255);
        return s_values[step] == value ? s_light[step] : Measured(value);
    }

    private static double Measured(float value) => LabColor.Linear((value + 1) / 2.0);
}
