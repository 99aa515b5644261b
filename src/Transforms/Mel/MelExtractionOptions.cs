namespace Pix2Pitch.Mel;

/// <summary>How <c>ExtractMelSpectrogram</c> reads recordings.</summary>
public sealed record MelExtractionOptions
{
    /// <summary>The representation.</summary>
    public MelOptions Mel { get; init; } = MelOptions.Thesis256;

    /// <summary>Start of the clip in each recording, in seconds; 0 or more.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>A column of Single with seconds that are added to <see cref="OffsetSeconds"/>; NaN means 0. Null means no column.</summary>
    public string? OffsetColumn { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Mel);
        Mel.Validate();
        OptionRange.Require(OffsetSeconds >= 0 && double.IsFinite(OffsetSeconds), OffsetSeconds, "0 s or more");
    }
}
