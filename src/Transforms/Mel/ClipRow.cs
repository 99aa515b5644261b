using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Mel;

/// <summary>What the extraction reads of a row.</summary>
public sealed class ClipRow
{
    internal const string PathColumn = "Pix2Pitch.Extraction.Path", OffsetColumn = "Pix2Pitch.Extraction.Offset", OptionsColumn = "Pix2Pitch.Extraction.Options";

    /// <summary>The sound file.</summary>
    [ColumnName(PathColumn)]
    public ReadOnlyMemory<char> Path { get; set; }

    /// <summary>Seconds that are added to the offset in the options; not a number counts as 0.</summary>
    [ColumnName(OffsetColumn)]
    public float Offset { get; set; }

    /// <summary>Folder and options, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
