namespace Pix2Pitch.Mel;

/// <summary>Slaney's mel scale (Auditory Toolbox, 1998): linear up to 1 kHz, logarithmic above.</summary>
internal static class MelScale
{
    private const double BreakFrequency = 1000, HertzPerMel = 200.0 / 3;
    private static readonly double s_logStep = Math.Log(6.4) / 27;

    public static double FromHertz(double hertz)
        => hertz < BreakFrequency ? hertz / HertzPerMel : BreakFrequency / HertzPerMel + Math.Log(hertz / BreakFrequency) / s_logStep;
}
