using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>A mel image of 64 bands and 64 frames.</summary>
public sealed class MelRow64 : IMelRow
{
    /// <inheritdoc/>
    [ColumnName(MelRow.Column), VectorType(1, 64, 64)]
    public VBuffer<float> MelImage { get; set; }
}
