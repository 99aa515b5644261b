namespace Pix2Pitch.ColorSynthesis;

/// <summary>How <see cref="ColorSynthesizer"/> turns colours into sound.</summary>
public sealed record ColorSynthesisOptions
{
    /// <summary>Length of the music in seconds, 1 to 600. Default: 10. The painting is read once from left to right in this time.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>The time in which a strip of the painting is heard, in seconds, 0.1 to 10. Default: 0.5.</summary>
    public double StepSeconds { get; init; } = 0.5;

    /// <summary>The max number of colours, and so of notes, of a strip: 1 to 8. Default: 3.</summary>
    public int ColorsPerStep { get; init; } = 3;

    /// <summary>Integrated loudness in LUFS, -60 to 0; null to scale to <see cref="PeakDecibels"/>. Default: -16.</summary>
    public double? LoudnessLufs { get; init; } = -16;

    /// <summary>The max peak in dB, -60 to 0. Default: -1. If the loudness would need a higher one, the sound is softer.</summary>
    public double PeakDecibels { get; init; } = -1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        OptionRange.Check(Seconds, 1, 600, "s");
        OptionRange.Check(StepSeconds, 0.1, 10, "s");
        OptionRange.Check(ColorsPerStep, 1, 8);
        OptionRange.Check(LoudnessLufs ?? 0, -60, 0, "LUFS", nameof(LoudnessLufs));
        OptionRange.Check(PeakDecibels, -60, 0, "dB");
    }
}
