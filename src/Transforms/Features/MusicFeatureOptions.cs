namespace Pix2Pitch.Features;

/// <summary>How features of music are measured.</summary>
public sealed record MusicFeatureOptions
{
    /// <summary>Where in its recording every clip begins, in seconds; 0 or more. Default: 0.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>
    /// A column of Single with seconds that are added to <see cref="OffsetSeconds"/>, missing values counting as 0; null for none.
    /// </summary>
    public string? OffsetColumn { get; init; }

    /// <summary>How long a clip lasts, in seconds, 1 to 600; a recording that ends earlier gives a shorter one. Default: 10.</summary>
    public double ClipSeconds { get; init; } = 10;

    /// <summary>
    /// How far the flux has to rise over its mean in the tenth of a second around it for an onset, 0 to 10. A flux of 1 is as much new
    /// sound as a frame holds on average. Default: 0.05.
    /// </summary>
    public double OnsetThreshold { get; init; } = 0.05;

    /// <summary>The frequency of the A that music is tuned to, 400 to 480 Hz. Default: 440.</summary>
    public double TuningHertz { get; init; } = 440;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message has both.</exception>
    public void Validate()
    {
        Check(nameof(OffsetSeconds), OffsetSeconds, 0, double.MaxValue, "0 s or more");
        Check(nameof(ClipSeconds), ClipSeconds, 1, 600, "from 1 to 600 s");
        Check(nameof(OnsetThreshold), OnsetThreshold, 0, 10, "from 0 to 10");
        Check(nameof(TuningHertz), TuningHertz, 400, 480, "from 400 to 480 Hz");
    }

    private static void Check(string name, double value, double least, double most, string valid)
    {
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it has to be {valid}.");
    }
}
