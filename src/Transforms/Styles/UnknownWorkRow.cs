using Microsoft.ML.Data;

namespace Pix2Pitch.Styles;

/// <summary>What stands in for columns that are not there.</summary>
public sealed class UnknownWorkRow
{
    internal const string TextColumn = "Pix2Pitch.Work.NoText";
    internal const string NumberColumn = "Pix2Pitch.Work.NoNumber";

    /// <summary>Always empty.</summary>
    [ColumnName(TextColumn)]
    public ReadOnlyMemory<char> Text { get; set; }

    /// <summary>Always not a number.</summary>
    [ColumnName(NumberColumn)]
    public float Number { get; set; }
}
