using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>A painting or a clip in the data of a report.</summary>
internal sealed record ReportWork
{
    public required int Row { get; init; }

    public required string Path { get; init; }

    /// <summary>Artist or composer.</summary>
    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    public int? Year { get; init; }

    /// <summary>From the lists; empty where they have none.</summary>
    public string Country { get; init; } = "";

    public required Style Style { get; init; }

    public double Confidence { get; init; } = 1;

    public required Split Split { get; init; }

    /// <summary>The kind of recording of a clip; empty where unknown.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The sides of a painting in its file; 0 where unknown.</summary>
    public int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; init; }

    /// <summary>The features of a painting; null for a clip.</summary>
    public PaintingFeatures? Painting { get; init; }

    /// <summary>The features of a clip; null for a painting.</summary>
    public MusicFeatures? Music { get; init; }

    /// <summary>The year, else the middle of its maker's working life.</summary>
    public int? YearOrMiddle => Year ?? Maker?.MiddleYear;

    /// <summary>The country, else that of its maker; empty where neither is known.</summary>
    public string CountryOrHome => Country.Length > 0 ? Country : Maker?.Country ?? "";

    /// <summary>The quarter of a century, such as "1850 to 1874"; empty where no year is known.</summary>
    public string Period => YearOrMiddle is { } year ? $"{year / 25 * 25} to {year / 25 * 25 + 24}" : "";

    private Person? Maker => KnowledgeBase.Default.Find(Name);
}
