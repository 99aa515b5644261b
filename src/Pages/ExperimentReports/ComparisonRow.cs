namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>Figures of a group of outputs. A figure that was not measured is null.</summary>
/// <param name="Run">The name of the run.</param>
/// <param name="Group">The group, such as a style.</param>
/// <param name="Outputs">The number of outputs.</param>
public sealed record ComparisonRow(string Run, string Group, int Outputs)
{
    /// <summary>Mean absolute difference of the outputs and the real mel-spectrograms of their pairs, in units of the range [-1, 1].</summary>
    public double? L1 { get; init; }

    /// <summary>Difference between outputs for different paintings, divided by that of real clips.</summary>
    public double? Diversity { get; init; }

    /// <summary>Difference between outputs for one painting with different noise, divided by that of real clips.</summary>
    public double? SeedDiversity { get; init; }

    /// <summary>Difference from the outputs for the unchanged paintings, divided by the difference of real clips.</summary>
    public double? Change { get; init; }

    /// <summary>Distance from the nearest training clip, divided by that of held-out real clips.</summary>
    public double? Nearest { get; init; }

    /// <summary>Spectral flatness: near 0 for tones, 0.56 for white noise.</summary>
    public double? Flatness { get; init; }

    /// <summary>Note onsets per second.</summary>
    public double? OnsetRate { get; init; }

    /// <summary>Pitch clarity: 1 in tune, 0 chance.</summary>
    public double? PitchClarity { get; init; }
}
