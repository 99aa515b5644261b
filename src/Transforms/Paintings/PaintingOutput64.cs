using Microsoft.ML.Data;

namespace Pix2Pitch.Paintings;

/// <summary>A painting of 64 x 64 pixels.</summary>
public sealed class PaintingOutput64 : IPaintingOutput
{
    /// <inheritdoc/>
    [ColumnName(PaintingOutput.PixelsColumn), VectorType(3, 64, 64)]
    public VBuffer<float> Pixels { get; set; }
}
