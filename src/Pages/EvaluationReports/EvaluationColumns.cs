using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>The columns of the tables, on the page and in Markdown.</summary>
internal static class EvaluationColumns
{
    private static readonly string[] s_mainFigures = ["detuning", "onsetContrast", "tempoSalience"];

    /// <summary>Whether the painting matters.</summary>
    public static IReadOnlyList<EstimateColumn> Painting { get; } =
    [
        new("Style found", row => row.StyleAccuracy, IsPercent: true) { Scale = "style" },
        new("Style found after shuffling", row => row.ShuffledStyleAccuracy, IsPercent: true) { Scale = "style" },
        new("Painting correlation", row => row.PaintingCorrelation) { Scale = "correlation" },
        new("Painting correlation after shuffling", row => row.ShuffledPaintingCorrelation) { Scale = "correlation" },
        new("Lightness and brightness", row => row.LightnessBrightness) { Scale = "correlation" },
        new("Saturation and loudness", row => row.SaturationLoudness) { Scale = "correlation" },
        new("Warmth and onset rate", row => row.WarmthOnsetRate) { Scale = "correlation" },
        new("Mean of the three", row => row.Correspondence) { Scale = "correlation" },
        new("Mean of the three after shuffling", row => row.ShuffledCorrespondence) { Scale = "correlation" },
    ];

    /// <summary>How close to real music the clips are, and how varied.</summary>
    public static IReadOnlyList<EstimateColumn> Variety { get; } =
    [
        new("Kernel distance × 1000", row => row.KernelDistance),
        new("Diversity across paintings", row => row.Diversity) { Scale = "distance" },
        new("Diversity within styles", row => row.DiversityWithinStyles) { Scale = "distance" },
        new("Diversity across seeds", row => row.DiversityAcrossSeeds) { Scale = "distance" },
        new("Distance of nearest training clip", row => row.NearestTrainingClip) { Scale = "distance" },
    ];

    /// <summary>The main figures: the style, the distance from real music, and whether there are notes and a pulse.</summary>
    public static IReadOnlyList<EstimateColumn> Main(EvaluationReport report)
        => [.. Painting.Take(2), Variety[0], .. report.Figures.Where(figure => s_mainFigures.Contains(figure.Key)).Select(SoundOf)];

    /// <summary>One for each musical figure.</summary>
    public static IReadOnlyList<EstimateColumn> Sound(EvaluationReport report)
        => [.. report.Figures.Select(SoundOf)];

    /// <summary>One for each style that occurs, the five styles first.</summary>
    public static IReadOnlyList<EstimateColumn> Styles(IEnumerable<EvaluationRow> rows)
        => [.. rows.SelectMany(row => row.AccuracyByStyle.Keys).Distinct()
            .OrderBy(style => StyleNames.TryParse(style, out Style known) ? (int)known : int.MaxValue).ThenBy(style => style, StringComparer.Ordinal)
            .Select(style => new EstimateColumn(DisplayFormat.Capitalize(style), row => row.AccuracyByStyle.GetValueOrDefault(style), IsPercent: true) { Scale = "style" })];

    /// <summary>The columns that have a value in a row.</summary>
    public static IReadOnlyList<EstimateColumn> Known(IEnumerable<EstimateColumn> columns, IReadOnlyList<EvaluationRow> rows)
        => [.. columns.Where(column => rows.Any(row => column.Of(row) is not null))];

    private static EstimateColumn SoundOf(EvaluatedFigure figure) => new(Heading(figure), row => row.Figures.GetValueOrDefault(figure.Key));

    /// <summary>The name of a figure with its unit.</summary>
    public static string Heading(EvaluatedFigure figure) => figure.Unit.Length > 0 ? $"{figure.Name} ({figure.Unit})" : figure.Name;
}
