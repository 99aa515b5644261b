using Pix2Pitch.Pages.Plots;

namespace Pix2Pitch.Pages.DataReports;

/// <summary>The distribution of a feature over the paintings or over the clips.</summary>
public sealed record FeatureDistribution
{
    /// <summary>The feature's name.</summary>
    public required string Feature { get; init; }

    /// <summary>The unit; empty if there is none.</summary>
    public required string Unit { get; init; }

    /// <summary>What the values mean, in words.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many works have a value.</summary>
    public required int Count { get; init; }

    /// <summary>How many works have none.</summary>
    public required int Unknown { get; init; }

    /// <summary>The min value. If no work has a value, it is 0, as are the quartiles, the median and the max value.</summary>
    public required double Minimum { get; init; }

    /// <summary>A quarter of the values are lower.</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>Half of the values are lower.</summary>
    public required double Median { get; init; }

    /// <summary>A quarter of the values are higher.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>The max value.</summary>
    public required double Maximum { get; init; }

    /// <summary>The histogram, from the lowest value up.</summary>
    public required IReadOnlyList<HistogramBin> Bins { get; init; }

    /// <summary>The median of each style that has values, by name of the style.</summary>
    public required IReadOnlyDictionary<string, double> MedianByStyle { get; init; }
}
