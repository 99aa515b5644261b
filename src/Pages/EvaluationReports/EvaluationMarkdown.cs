using System.Globalization;
using System.Text;
using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.EvaluationReports;

/// <summary>The findings and tables of a report as Markdown, as GitHub shows it.</summary>
internal static class EvaluationMarkdown
{
    private const string Special = "\\`*_[]<>~$#@";

    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        Paragraphs(text, EvaluationFindings.Styles(report).Select(finding => finding.ToString()));
        Paragraphs(text,
        [
            $"{DisplayFormat.Count(report.Paintings, "painting")} by {DisplayFormat.Count(report.Artists, "artist")}; "
                + $"{DisplayFormat.Count(report.RealClips, "held-out real clip")} of {DisplayFormat.Count(report.RealPieces, "piece")}; "
                + $"{DisplayFormat.Count(report.TrainingClips, "training clip")}. In brackets: 95 % confidence intervals."
                + (report.Classifier.Length > 0 ? $" Classifier of styles: {report.Classifier}." : ""),
        ]);
        Table(text, report, EvaluationColumns.Painting);
        Paragraphs(text, EvaluationFindings.Paintings(report).Select(finding => finding.ToString()));
        Table(text, report, EvaluationColumns.Variety);
        if (EstimateFormat.Known(report.RealKernelDistance) is { } floor)
            Paragraphs(text, [$"Kernel distance of real clips to real clips of other pieces: {EstimateFormat.Number(floor, EstimateFormat.Decimals([floor]))}."]);
        Table(text, report, EvaluationColumns.Sound(report));
        Paragraphs(text, report.Notes);
        return text.ToString();
    }

    /// <summary>The main figures of real music, the baselines and the models.</summary>
    public static string Summary(EvaluationReport report)
    {
        var text = new StringBuilder();
        IReadOnlyList<EvaluationRow> rows = [.. report.Rows.Where(row => row.Kind is not (EvaluationRowKind.Control or EvaluationRowKind.OtherPictures))];
        Table(text, report with { Rows = rows }, EvaluationColumns.Main(report));
        return text.ToString();
    }

    private static void Paragraphs(StringBuilder text, IEnumerable<string> paragraphs)
    {
        foreach (string paragraph in paragraphs) text.Append(Escape(paragraph, 2000)).Append("\n\n");
    }

    // Without rows and columns that have no value.
    private static void Table(StringBuilder text, EvaluationReport report, IReadOnlyList<EstimateColumn> all)
    {
        EvaluationRow[] rows = [.. report.Rows.Where(row => all.Any(column => column.Of(row) is not null))];
        IReadOnlyList<EstimateColumn> columns = EvaluationColumns.Known(all, rows);
        if (columns.Count == 0) return;
        string[][] cells = [.. columns.Select(column => column.Texts(rows, ""))];
        Line(text, ["Music", "Clips", .. columns.Select(column => Escape(column.Heading))]);
        Line(text, ["---", .. Enumerable.Repeat("---:", columns.Count + 1)]);
        for (int i = 0; i < rows.Length; i++)
            Line(text, [Escape(rows[i].Name), DisplayFormat.Number(rows[i].Clips), .. cells.Select(column => column[i])]);
        text.Append('\n');
    }

    internal static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");

    // Text on one line that Markdown shows as it is. A pipe is written as an entity, because GitHub looks for the cells of a table before anything else.
    internal static string Escape(string text, int maxLength = 60)
    {
        var escaped = new StringBuilder();
        foreach (char c in VisibleText.Of(text, maxLength).Trim())
        {
            bool starts = escaped.Length == 0 && c is ('-' or '+' or '=');
            if (c == '|') escaped.Append("&#124;");
            else if (c == '&') escaped.Append("&amp;");
            else if (starts || Special.Contains(c, StringComparison.Ordinal)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        // A number at the beginning would start a list.
        int digits = escaped.ToString().TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 0 && digits < escaped.Length && escaped[digits] is ('.' or ')')) escaped.Insert(digits, '\\');
        return escaped.ToString();
    }
}
