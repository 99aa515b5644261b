using Microsoft.ML.Data;

namespace Pix2Pitch.Paintings;

/// <summary>A painting of 256 x 256 pixels.</summary>
public sealed class PaintingOutput256 : IPaintingOutput
{
    /// <inheritdoc/>
    [ColumnName(PaintingOutput.PixelsColumn), VectorType(3, 256, 256)]
    public VBuffer<float> Pixels { get; set; }
}
