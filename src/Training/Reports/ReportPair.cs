using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>A pair in the data of a report.</summary>
internal readonly record struct ReportPair(ReportWork Painting, ReportWork Clip, Style Style, Split Split)
{
    /// <summary>Null where a year is not known, even from the maker's life.</summary>
    public int? YearsApart => Painting.YearOrMiddle - Clip.YearOrMiddle is { } years ? Math.Abs(years) : null;

    /// <summary>Whether both years are those of the works themselves.</summary>
    public bool IsDated => Painting.Year is not null && Clip.Year is not null;
}
