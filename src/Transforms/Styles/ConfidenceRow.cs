using Microsoft.ML.Data;

namespace Pix2Pitch.Styles;

/// <summary>How much the style of a painting or a clip of music is to be trusted.</summary>
public sealed class ConfidenceRow
{
    internal const string Column = "Pix2Pitch.StyleConfidence";

    /// <summary>From 0 (unknown) to 1 (said by the manifest, or by the name of the artist or composer).</summary>
    [ColumnName(Column)]
    public float Confidence { get; set; }
}
