namespace Pix2Pitch.Styles;

/// <summary>How <c>LabelStyle</c> finds the style of a work.</summary>
public sealed record LabelStyleOptions
{
    /// <summary>
    /// A text column that may say the style outright, as the column Style of a manifest does. Where it names one of the five, that
    /// is the style; where it is empty or names another, artist, year and place decide. Null (the default): no such column.
    /// </summary>
    public string? StyleColumn { get; init; }

    /// <summary>
    /// A column to make beside the style: Single from 0 to 1, how much the style is to be trusted. 1: it is said outright or is that of the
    /// artist or composer; up to 0.9: it prevailed in the year and place, and the farther the year is inside the period, the
    /// surer (<see cref="StylePeriods.Find"/>); 0: it is unknown. Null (the default): no such column.
    /// </summary>
    public string? ConfidenceColumn { get; init; }
}
