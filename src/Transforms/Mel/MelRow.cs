using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>A mel image of a size that has no class of its own: a vector of unknown length.</summary>
public sealed class MelRow : IMelRow
{
    internal const string Column = "Pix2Pitch.Extraction.MelImage";

    /// <inheritdoc/>
    [ColumnName(Column)]
    public VBuffer<float> MelImage { get; set; }
}
