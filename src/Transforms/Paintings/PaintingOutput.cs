using Microsoft.ML.Data;

namespace Pix2Pitch.Paintings;

/// <summary>A painting of a size that has no class of its own: a vector of unknown length.</summary>
public sealed class PaintingOutput : IPaintingOutput
{
    internal const string PixelsColumn = "Pix2Pitch.Painting.Pixels";

    /// <inheritdoc/>
    [ColumnName(PixelsColumn)]
    public VBuffer<float> Pixels { get; set; }
}
