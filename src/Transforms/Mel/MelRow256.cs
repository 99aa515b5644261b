using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>A mel image of 256 bands and 256 frames.</summary>
public sealed class MelRow256 : IMelRow
{
    /// <inheritdoc/>
    [ColumnName(MelRow.Column), VectorType(1, 256, 256)]
    public VBuffer<float> MelImage { get; set; }
}
