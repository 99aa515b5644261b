using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>A mel image of 128 bands and 128 frames.</summary>
public sealed class MelRow128 : IMelRow
{
    /// <inheritdoc/>
    [ColumnName(MelRow.Column), VectorType(1, 128, 128)]
    public VBuffer<float> MelImage { get; set; }
}
