using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>What was left out, by reason, and pictures that are there more than once. The page lists some files, the JSON all.</summary>
internal static class LeftOutSection
{
    private const int MostReasons = 40;
    private const int MostFiles = 500; // on the page, over all reasons: thousands of broken files shall not make a page that cannot be opened
    private const int MostDuplicates = 100;

    public static void Write(HtmlWriter html, PreparationReport report, ReportOptions options)
    {
        int all = report.LeftOut.Sum(group => group.Count);
        if (all == 0)
        {
            html.Element("p", "Nothing.");
            return;
        }
        html.Element("p", $"{Words.Count(all, "file or row", "files or rows")}, for {Words.Count(report.LeftOut.Count, "reason")}.");
        int left = MostFiles;
        foreach (LeftOutGroup group in report.LeftOut.Take(MostReasons))
        {
            html.Begin("details");
            html.Begin("summary").Foreign(group.Reason).Text($" ({Words.Number(group.Count)})").End();
            int shown = Math.Min(Math.Min(group.Count, options.ListedFiles), left);
            left -= shown;
            if (shown > 0) html.Begin("ul", ("class", "files"));
            foreach (LeftOut file in group.Files.Take(shown)) Write(html, file, group);
            if (shown > 0) html.End();
            if (group.Count > shown) html.Element("p", $"{Words.Number(group.Count - shown)} more in {PreparationReport.JsonFile}.", ("class", "note"));
            html.End();
        }
        if (report.LeftOut.Count > MostReasons)
        {
            int rest = report.LeftOut.Skip(MostReasons).Sum(group => group.Count);
            html.Element("p", $"{Words.Count(report.LeftOut.Count - MostReasons, "more reason")}, with {Words.Count(rest, "file or row", "files or rows")}, "
                + $"in {PreparationReport.JsonFile}.", ("class", "note"));
        }
    }

    public static void WriteDuplicates(HtmlWriter html, PreparationReport report, ReportOptions options)
    {
        if (report.Duplicates.Count == 0)
        {
            html.Element("p", "None were found.");
            return;
        }
        html.Element("p", $"{Words.Count(report.Duplicates.Count, "picture")}. The first file of each was kept.");
        html.Begin("ol", ("class", "files"));
        foreach (IReadOnlyList<string> files in report.Duplicates.Take(MostDuplicates))
        {
            html.Begin("li").Begin("ul");
            foreach (string file in files.Take(10)) html.Begin("li").Foreign(file).End();
            if (files.Count > 10) html.Element("li", $"and {Words.Number(files.Count - 10)} more");
            html.End().End();
        }
        html.End();
        if (report.Duplicates.Count > MostDuplicates)
            html.Element("p", $"{Words.Number(report.Duplicates.Count - MostDuplicates)} more in {PreparationReport.JsonFile}.", ("class", "note"));
    }

    private static void Write(HtmlWriter html, LeftOut file, LeftOutGroup group)
    {
        html.Begin("li");
        bool isNamed = file.File.Length > 0 && file.Reason.Contains(file.File, StringComparison.Ordinal);
        if (!isNamed) html.Foreign(file.File);
        if (!isNamed && file.Reason != group.Reason) html.Text(": ");
        if (isNamed || file.Reason != group.Reason) html.Foreign(file.Reason, 400);
        html.End();
    }
}
