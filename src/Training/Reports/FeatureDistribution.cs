namespace Pix2Pitch.Training.Reports;

/// <summary>How a measure is distributed over the paintings or over the clips.</summary>
public sealed record FeatureDistribution
{
    /// <summary>The measure's name.</summary>
    public required string Feature { get; init; }

    /// <summary>What it is measured in.</summary>
    public required string Unit { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string Meaning { get; init; }

    /// <summary>How many have a value.</summary>
    public required int Count { get; init; }

    /// <summary>How many have none.</summary>
    public required int Unknown { get; init; }

    /// <summary>The least value; 0 where there is none, as for the others.</summary>
    public required double Minimum { get; init; }

    /// <summary>A quarter of the values is less.</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>Half of the values is less.</summary>
    public required double Median { get; init; }

    /// <summary>A quarter of the values is more.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>The greatest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>The histogram, from the least value up.</summary>
    public required IReadOnlyList<FeatureBin> Bins { get; init; }

    /// <summary>The median of each style that has values, by the style's name.</summary>
    public required IReadOnlyDictionary<string, double> MedianByStyle { get; init; }
}
