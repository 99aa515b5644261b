using Microsoft.ML.Data;

namespace Pix2Pitch.Styles;

/// <summary>What is known of a painting or a clip of music.</summary>
public sealed class WorkRow
{
    internal const string NameColumn = "Pix2Pitch.Work.Name";
    internal const string YearColumn = "Pix2Pitch.Work.Year";
    internal const string PlaceColumn = "Pix2Pitch.Work.Place";
    internal const string StyleColumn = "Pix2Pitch.Work.Style";

    /// <summary>The artist or composer; empty where unknown.</summary>
    [ColumnName(NameColumn)]
    public ReadOnlyMemory<char> Name { get; set; }

    /// <summary>The year; not a number where unknown.</summary>
    [ColumnName(YearColumn)]
    public float Year { get; set; }

    /// <summary>The country or city; empty where unknown.</summary>
    [ColumnName(PlaceColumn)]
    public ReadOnlyMemory<char> Place { get; set; }

    /// <summary>The style, where it is said outright.</summary>
    [ColumnName(StyleColumn)]
    public ReadOnlyMemory<char> Style { get; set; }
}
