using Microsoft.ML.Data;

namespace Pix2Pitch.Mel;

/// <summary>The offset where no column gives one.</summary>
public sealed class NoOffsetRow
{
    /// <summary>Always 0.</summary>
    [ColumnName(ClipRow.OffsetColumn)]
    public float Offset { get; set; }
}
