using System.Globalization;
using System.Text;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>The main figures of a report as a short Markdown table, for a README.</summary>
internal static class EvaluationSummary
{
    private static readonly string[] s_figures = ["detuning", "tempoSalience", "onsetContrast"];

    public static string Of(EvaluationReport report)
    {
        EvaluatedFigure[] figures = [.. s_figures.Select(key => report.Figures.FirstOrDefault(figure => figure.Key == key)).OfType<EvaluatedFigure>()];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| {report.Paintings} paintings that the model has not seen | style found | after shuffling | distance from real music | {string.Join(" | ", figures.Select(Heading))} |\n");
        text.Append(CultureInfo.InvariantCulture, $"|---|---|---|---|{string.Concat(figures.Select(_ => "---|"))}\n");
        foreach (EvaluationRow row in report.Rows.Where(row => row.Kind is not (EvaluationRowKind.OtherPictures or EvaluationRowKind.Control)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name.Replace("|", "\\|", StringComparison.Ordinal)} | {Percent(row.StyleAccuracy)} | {Percent(row.ShuffledStyleAccuracy)} | {Number(row.KernelDistance?.Value, 0)} | "
                + $"{string.Join(" | ", figures.Select(figure => Number(row.Figures.GetValueOrDefault(figure.Key)?.Value, figure.Key == "onsetContrast" ? 1 : 2)))} |\n");
        }
        return text.ToString();

        static string Heading(EvaluatedFigure figure) => figure.Unit.Length > 0 ? $"{figure.Name.ToLowerInvariant()} ({figure.Unit})" : figure.Name.ToLowerInvariant();
    }

    private static string Percent(Estimate? estimate) => estimate is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * estimate.Value:0} %");

    private static string Number(double? value, int digits) => value?.ToString($"F{digits}", CultureInfo.InvariantCulture) ?? "";
}
