using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Inversion;

/// <summary>What the inversion reads of a row.</summary>
public sealed class MelImageRow
{
    internal const string ImageColumn = "Pix2Pitch.Inversion.MelImage", OptionsColumn = "Pix2Pitch.Inversion.Options";

    /// <summary>Bands x frames values, in any shape.</summary>
    [ColumnName(ImageColumn)]
    public VBuffer<float> MelImage { get; set; }

    /// <summary>Settings and options, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
