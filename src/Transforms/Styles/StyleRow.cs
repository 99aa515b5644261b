using Microsoft.ML.Data;

namespace Pix2Pitch.Styles;

/// <summary>The style of a painting or a clip of music, by name.</summary>
public sealed class StyleRow
{
    internal const string Column = "Pix2Pitch.StyleName";

    /// <summary>One of <see cref="StyleNames.All"/>; empty where the style is unknown.</summary>
    [ColumnName(Column)]
    public string Style { get; set; } = "";
}
