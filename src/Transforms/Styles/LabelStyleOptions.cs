namespace Pix2Pitch.Styles;

/// <summary>How <c>LabelStyle</c> finds the style of a work.</summary>
public sealed record LabelStyleOptions
{
    /// <summary>
    /// A text column with a stated style, such as the column Style of a manifest. If it names one of the five styles, that is the style; if it is
    /// empty or names another, name, year and place decide. Null (the default): no such column.
    /// </summary>
    public string? StyleColumn { get; init; }

    /// <summary>
    /// The name of an additional output column: Single from 0 to 1, the confidence in the style (<see cref="StyleFinding.Confidence"/>). Null (the
    /// default): no such column.
    /// </summary>
    public string? ConfidenceColumn { get; init; }
}
