using System.Globalization;
using System.Text;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>The tables of a report as Markdown.</summary>
internal static class EvaluationMarkdown
{
    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{report.Paintings} paintings by {report.Artists} artists; {report.RealClips} held-out real clips of {report.RealPieces} pieces; "
            + $"{report.TrainingClips} training clips. In brackets: 95 % confidence intervals. Classifier of styles: {report.Classifier}.\n\n");
        Table(text, report,
            ("Style found", row => Percent(row.StyleAccuracy)),
            ("Shuffled", row => Percent(row.ShuffledStyleAccuracy)),
            ("Kernel distance x 1000", row => Number(row.KernelDistance, 0)),
            ("Diversity", row => Number(row.Diversity, 2)),
            ("Within styles", row => Number(row.DiversityWithinStyles, 2)),
            ("Across seeds", row => Number(row.DiversityAcrossSeeds, 2)),
            ("Nearest training clip", row => Number(row.NearestTrainingClip, 2)),
            ("Painting correlation", row => Number(row.PaintingCorrelation, 2)),
            ("Shuffled", row => Number(row.ShuffledPaintingCorrelation, 2)));
        text.Append(CultureInfo.InvariantCulture, $"\nKernel distance of real clips to real clips of other pieces: {Number(report.RealKernelDistance, 0)}.\n\n");
        Table(text, report, [.. report.Figures.Select(figure => (
            figure.Unit.Length > 0 ? $"{figure.Name} ({figure.Unit})" : figure.Name,
            (Func<EvaluationRow, string>)(row => Number(row.Figures.GetValueOrDefault(figure.Key), figure.Unit == "dB" ? 1 : 3))))]);
        foreach (string note in report.Notes) text.Append(CultureInfo.InvariantCulture, $"\n{note}\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, EvaluationReport report, params (string Name, Func<EvaluationRow, string> Cell)[] columns)
    {
        text.Append(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", columns.Select(column => column.Name))} |\n|---|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n");
        foreach (EvaluationRow row in report.Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name.Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join(" | ", columns.Select(column => column.Cell(row)))} |\n");
    }

    private static string Percent(Estimate? estimate) => estimate is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * estimate.Value:0} % ({100 * estimate.Low:0} to {100 * estimate.High:0})");

    private static string Number(Estimate? estimate, int digits)
        => estimate is null ? "" : $"{Text(estimate.Value, digits)} ({Text(estimate.Low, digits)} to {Text(estimate.High, digits)})";

    private static string Text(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
