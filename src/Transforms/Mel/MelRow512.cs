using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>A mel image of 512 bands and 512 frames.</summary>
public sealed class MelRow512 : IMelRow
{
    /// <inheritdoc/>
    [ColumnName(MelRow.Column), VectorType(1, 512, 512)]
    public VBuffer<float> MelImage { get; set; }
}
