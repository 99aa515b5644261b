using System.Text;
using Pix2Pitch.Pages.EvaluationReports;

namespace Pix2Pitch.Pages.ExperimentReports;

/// <summary>The tables of a report as Markdown, as GitHub shows it.</summary>
internal static class ExperimentMarkdown
{
    public static string Of(ExperimentReport report)
    {
        var text = new StringBuilder();
        Table(text, ExperimentTables.Runs(report));
        foreach (ExperimentRun run in report.Runs.Where(run => run.Ended.Length > 0)) Paragraph(text, $"{run.Name}: {run.Ended}");
        Table(text, ExperimentTables.Best("The ten checkpoints with the lowest g", report.BestByG));
        Table(text, ExperimentTables.Best("The ten checkpoints with the lowest d1 + d2 + g", report.BestBySum));
        foreach (ComparisonTable comparison in report.Comparisons)
        {
            Table(text, ExperimentTables.Of(comparison));
            Paragraph(text, comparison.Description);
        }
        foreach (string note in report.Notes) Paragraph(text, note);
        return text.ToString();
    }

    private static void Table(StringBuilder text, TextTable table)
    {
        if (table.Rows.Count == 0) return;
        Paragraph(text, $"{table.Caption}:");
        EvaluationMarkdown.Line(text, table.Headings.Select(heading => EvaluationMarkdown.Escape(heading)));
        EvaluationMarkdown.Line(text, table.Headings.Select((_, i) => i < table.Names ? "---" : "---:"));
        foreach (IReadOnlyList<string> row in table.Rows) EvaluationMarkdown.Line(text, row.Select((cell, i) => i < table.Names ? EvaluationMarkdown.Escape(cell) : cell));
        text.Append('\n');
    }

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(EvaluationMarkdown.Escape(paragraph, 2000)).Append("\n\n");
}
