using Microsoft.ML.Data;

namespace Pix2Pitch.Paintings;

/// <summary>A painting of 128 x 128 pixels.</summary>
public sealed class PaintingOutput128 : IPaintingOutput
{
    /// <inheritdoc/>
    [ColumnName(PaintingOutput.PixelsColumn), VectorType(3, 128, 128)]
    public VBuffer<float> Pixels { get; set; }
}
