using Microsoft.ML.Data;

namespace Pix2Pitch.Inversion;

/// <summary>What the inversion adds to a row.</summary>
public sealed class AudioRow
{
    internal const string Column = "Pix2Pitch.Inversion.Audio";

    /// <summary>Mono samples in [-1, 1].</summary>
    [ColumnName(Column)]
    public VBuffer<float> Audio { get; set; }
}
