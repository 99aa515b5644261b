using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Paintings;

/// <summary>What the mapping reads of a row.</summary>
public sealed class PaintingInput
{
    internal const string PathColumn = "Pix2Pitch.Painting.Path", OptionsColumn = "Pix2Pitch.Painting.Options";

    /// <summary>The image file.</summary>
    [ColumnName(PathColumn)]
    public ReadOnlyMemory<char> Path { get; set; }

    /// <summary>Folder and options, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
