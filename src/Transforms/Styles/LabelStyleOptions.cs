namespace Pix2Pitch.Styles;

/// <summary>How <c>LabelStyle</c> finds the style of a work.</summary>
public sealed record LabelStyleOptions
{
    /// <summary>
    /// A text column that may say the style outright, as the column Style of a manifest does. Where it names one of the five, that
    /// is the style; where it is empty or names another, artist, year and place decide. Null (the default): no such column.
    /// </summary>
    public string? StyleColumn { get; init; }
}
