using Microsoft.ML.Data;
using Pix2Pitch.Estimators;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Features;

/// <summary>What the mapping reads of a row.</summary>
public sealed class RecordingRow
{
    internal const string PathColumn = "Pix2Pitch.MusicFeatures.Path", OptionsColumn = "Pix2Pitch.MusicFeatures.Options";

    /// <summary>The sound file.</summary>
    [ColumnName(PathColumn)]
    public ReadOnlyMemory<char> Path { get; set; }

    /// <summary>Seconds that are added to the offset in the options; not a number counts as 0.</summary>
    [ColumnName(Mel.ClipRow.OffsetColumn)]
    public float Offset { get; set; }

    /// <summary>Folder and options, the same in every row.</summary>
    [ColumnName(OptionsColumn)]
    public ReadOnlyMemory<char> Options { get; set; }
}
