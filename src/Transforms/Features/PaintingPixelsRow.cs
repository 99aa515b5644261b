using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Features;

/// <summary>What the mapping reads of a row.</summary>
public sealed class PaintingPixelsRow
{
    internal const string PixelsColumn = "Pix2Pitch.PaintingFeatures.Painting", OptionsColumn = "Pix2Pitch.PaintingFeatures.Options";

    /// <summary>A square painting, [3, size, size] in [-1, 1].</summary>
    [ColumnName(PixelsColumn)]
    public VBuffer<float> Pixels { get; set; }

    /// <summary>How it is measured, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
