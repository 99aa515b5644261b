using System.Globalization;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>Tables of how many paintings, clips and pairs there are.</summary>
internal static class CountsSection
{
    private const int MostRows = 60;
    private static readonly Split[] s_splits = [Split.Train, Split.Validation, Split.Test];
    private static readonly (string Name, Func<GroupCounts, SplitCounts> Counts)[] s_kinds =
        [("Paintings", group => group.Paintings), ("Clips", group => group.Clips), ("Pairs", group => group.Pairs)];

    public static void Write(HtmlWriter html, PreparationReport report)
    {
        html.Element("p", "Pairs to learn from, to watch the learning (validation) and to measure the result (test) share no artist and no piece.");
        html.Begin("div", ("class", "tables"));
        Write(html, "By style", "style", report.Styles, report.All, "A pair has the style of both.");
        Write(html, "By period", "period", report.Periods, report.All,
            "Quarters of centuries; where the year of a work is not known, the middle of its maker's working life. Pairs by their painting.");
        Write(html, "By place", "place", report.Places, report.All,
            "Countries; where that of a work is not known, its maker's. Pairs by their painting.");
        html.End();
    }

    private static void Write(HtmlWriter html, string title, string what, IReadOnlyList<GroupCounts> groups, GroupCounts all, string note)
    {
        html.Begin("div");
        html.Element("h3", title);
        html.Element("p", note, ("class", "note"));
        GroupCounts[] shown = [.. groups.Take(MostRows)];
        WriteTotals(html, what, shown, all);
        if (groups.Count > shown.Length)
            html.Element("p", $"{Words.Count(groups.Count - shown.Length, "smaller one")} more in {PreparationReport.JsonFile}.", ("class", "note"));
        html.Begin("details");
        html.Element("summary", $"The same {title.ToLowerInvariant()}, for training, validation and test");
        WriteSplits(html, what, shown, all);
        html.End().End();
    }

    private static void WriteTotals(HtmlWriter html, string what, GroupCounts[] groups, GroupCounts all)
    {
        html.Begin("table", ("class", "counts"));
        html.Begin("caption").Element("span", $"Paintings, clips and pairs of each {what}", ("class", "unseen")).End();
        html.Begin("thead").Begin("tr");
        html.Element("th", Words.Capital(what), ("scope", "col"));
        foreach ((string name, _) in s_kinds) html.Element("th", name, ("scope", "col"), ("class", "number"));
        html.End().End();
        html.Begin("tbody");
        int[] most = [.. s_kinds.Select(kind => groups.Select(group => kind.Counts(group).Total).DefaultIfEmpty().Max())];
        foreach (GroupCounts group in groups)
        {
            html.Begin("tr");
            WriteName(html, group.Name);
            for (int i = 0; i < s_kinds.Length; i++)
            {
                int count = s_kinds[i].Counts(group).Total;
                string width = string.Create(CultureInfo.InvariantCulture, $"width:{(most[i] > 0 ? 100.0 * count / most[i] : 0):0.#}%");
                html.Begin("td", ("class", "number")).Text(Words.Number(count));
                html.Begin("span", ("class", "bar"), ("style", width), ("aria-hidden", "true")).End();
                html.End();
            }
            html.End();
        }
        html.End();
        html.Begin("tfoot").Begin("tr");
        html.Element("th", "All", ("scope", "row"));
        foreach ((_, Func<GroupCounts, SplitCounts> counts) in s_kinds) html.Element("td", Words.Number(counts(all).Total), ("class", "number"));
        html.End().End().End();
    }

    private static void WriteSplits(HtmlWriter html, string what, GroupCounts[] groups, GroupCounts all)
    {
        string caption = $"For training, validation and test, by {what}";
        html.Begin("div", ("class", "wide"), ("role", "region"), ("aria-label", caption), ("tabindex", "0"));
        html.Begin("table");
        html.Element("caption", caption);
        html.Begin("thead").Begin("tr");
        html.Element("th", Words.Capital(what), ("scope", "col"), ("rowspan", 2));
        foreach ((string name, _) in s_kinds) html.Element("th", name, ("scope", "colgroup"), ("colspan", 3), ("class", "group"));
        html.End().Begin("tr");
        foreach (Split split in s_kinds.SelectMany(_ => s_splits))
            html.Element("th", Words.Capital(Words.Of(split)), ("scope", "col"), ("class", "number"));
        html.End().End().Begin("tbody");
        foreach (GroupCounts group in groups)
        {
            html.Begin("tr");
            WriteName(html, group.Name);
            WriteNumbers(html, group);
            html.End();
        }
        html.End().Begin("tfoot").Begin("tr");
        html.Element("th", "All", ("scope", "row"));
        WriteNumbers(html, all);
        html.End().End().End().End();
    }

    private static void WriteName(HtmlWriter html, string name)
    {
        html.Begin("th", ("scope", "row"));
        if (name.Length == 0) html.Text("not known");
        else html.Foreign(Words.Capital(name), 60);
        html.End();
    }

    private static void WriteNumbers(HtmlWriter html, GroupCounts group)
    {
        foreach ((_, Func<GroupCounts, SplitCounts> counts) in s_kinds)
        {
            foreach (Split split in s_splits) html.Element("td", Words.Number(counts(group).Of(split)), ("class", "number"));
        }
    }
}
