using Microsoft.ML.Data;

namespace Pix2Pitch.Paintings;

/// <summary>A painting of 512 x 512 pixels.</summary>
public sealed class PaintingOutput512 : IPaintingOutput
{
    /// <inheritdoc/>
    [ColumnName(PaintingOutput.PixelsColumn), VectorType(3, 512, 512)]
    public VBuffer<float> Pixels { get; set; }
}
