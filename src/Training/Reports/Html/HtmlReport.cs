using System.Reflection;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>The report as a page: opens offline, runs no script, loads nothing.</summary>
internal static class HtmlReport
{
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly (string Id, string Title, Action<HtmlWriter, PreparationReport, ReportOptions> Write)[] s_sections =
    [
        ("know", "What to know first", (html, report, _) => WriteWarnings(html, report)),
        ("sheet", "Pairs to look at", (html, report, _) => SheetSection.Write(html, report)),
        ("numbers", "How many there are", (html, report, _) => CountsSection.Write(html, report)),
        ("measures", "What paintings and music are like", (html, report, _) => MeasuresSection.Write(html, report)),
        ("together", "Do paintings and their music belong together?", (html, report, _) => CorrelationSection.Write(html, report)),
        ("duplicates", "Pictures that are there more than once", LeftOutSection.WriteDuplicates),
        ("left-out", "What was left out, and why", LeftOutSection.Write),
        ("settings", "How it was prepared", (html, report, _) => SettingsSection.Write(html, report)),
    ];

    private static readonly Lazy<string> s_style = new(() =>
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pix2Pitch.Training.report.css")
            ?? throw new InvalidOperationException("The style sheet report.css is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Of(PreparationReport report, ReportOptions options)
    {
        var html = new HtmlWriter();
        html.Begin("html", ("lang", "en"));
        html.Begin("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", "Pix2Pitch: what was prepared");
        html.Style(s_style.Value);
        html.End();

        html.Begin("body");
        html.Element("a", "Skip to the report", ("class", "skip"), ("href", "#main"));
        html.Begin("header");
        html.Element("p", "Pix2Pitch", ("class", "name"));
        html.Element("h1", "Paintings and their music");
        html.Begin("p", ("class", "lead"));
        html.Text($"{Words.Count(report.All.Paintings.Total, "painting")} and {Words.Count(report.All.Clips.Total, "clip")} of music make "
            + $"{Words.Count(report.All.Pairs.Total, "pair")}{Uses(report.All.Pairs)}.");
        html.End();
        html.Begin("nav", ("aria-label", "Contents"));
        html.Begin("ul", ("role", "list")); // Safari takes a list without bullets for none
        foreach ((string id, string title, _) in s_sections)
            html.Begin("li").Element("a", title, ("href", $"#{id}")).End();
        html.End().End().End();

        html.Begin("main", ("id", "main"), ("tabindex", "-1"));
        foreach ((string id, string title, Action<HtmlWriter, PreparationReport, ReportOptions> write) in s_sections)
        {
            html.Begin("section", ("aria-labelledby", id));
            html.Element("h2", title, ("id", id));
            write(html, report, options);
            html.End();
        }
        html.End();
        html.Begin("footer");
        html.Element("p", $"The same as data: {PreparationReport.JsonFile}, beside this page. "
            + $"Fingerprint of the prepared folder: {VisibleText.Of(report.Prepared.Fingerprint)}");
        html.End();
        html.End().End();
        return html.ToString();
    }

    private static string Uses(SplitCounts pairs)
    {
        (int Count, string Use)[] all =
            [(pairs.Train, "to learn from"), (pairs.Validation, "to watch the learning"), (pairs.Test, "to measure the result")];
        string[] uses = [.. all.Where(use => use.Count > 0).Select(use => $"{Words.Number(use.Count)} {use.Use}")];
        return uses.Length > 0 ? $": {string.Join(", ", uses)}" : "";
    }

    private static void WriteWarnings(HtmlWriter html, PreparationReport report)
    {
        if (report.Warnings.Count == 0)
        {
            html.Element("p", "Nothing stands out.");
            return;
        }
        html.Begin("ul", ("class", "warnings"), ("role", "list"));
        foreach (ReportWarning warning in report.Warnings)
            html.Begin("li").Foreign(warning.Text, 1000).End();
        html.End();
    }
}
