namespace Pix2Pitch.Features;

/// <summary>How features of music are measured.</summary>
public sealed record MusicFeatureOptions
{
    /// <summary>Start of the clip in each recording, in seconds; 0 or more. Default: 0.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>
    /// A column of Single with seconds that are added to <see cref="OffsetSeconds"/>; NaN means 0. Null means no column.
    /// </summary>
    public string? OffsetColumn { get; init; }

    /// <summary>Length of a clip in seconds, 1 to 600. The clip is shorter if the recording ends earlier. Default: 10.</summary>
    public double ClipSeconds { get; init; } = 10;

    /// <summary>
    /// The threshold of an onset, 0 to 10: how far the spectral flux must exceed its mean in the 0.1 s before and after it. A flux of 1 means that the
    /// sum of the rises equals the mean sum of a frame. Default: 0.05.
    /// </summary>
    public double OnsetThreshold { get; init; } = 0.05;

    /// <summary>The tuning frequency (A4), 400 to 480 Hz. Default: 440.</summary>
    public double TuningHertz { get; init; } = 440;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range. The message has the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Require(OffsetSeconds >= 0 && double.IsFinite(OffsetSeconds), OffsetSeconds, "0 s or more");
        OptionRange.Check(ClipSeconds, 1, 600, "s");
        OptionRange.Check(OnsetThreshold, 0, 10);
        OptionRange.Check(TuningHertz, 400, 480, "Hz");
    }
}
