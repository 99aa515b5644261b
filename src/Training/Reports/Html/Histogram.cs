namespace Pix2Pitch.Training.Reports.Html;

/// <summary>A histogram as a drawing, whose text alternative and table say the same.</summary>
internal static class Histogram
{
    private const double Width = 320, Height = 110, Left = 6, Right = 314;

    public static void Write(HtmlWriter html, FeatureDistribution distribution, string works)
    {
        string unit = distribution.Unit.Length > 0 ? $" ({distribution.Unit})" : "";
        html.Begin("li").Begin("figure");
        html.Element("h4", distribution.Feature + unit);
        if (distribution.Count > 0) Draw(html, distribution);
        html.Begin("figcaption");
        html.Element("p", Words.Capital(distribution.Meaning) + ". " + Summary(distribution, works));
        if (distribution.Count > 0) WriteTable(html, distribution, works);
        html.End().End().End();
    }

    private static string Summary(FeatureDistribution distribution, string works)
    {
        if (distribution.Count == 0) return $"No {works} have a value.";
        string known = distribution.Unknown > 0 ? $" {Words.Number(distribution.Unknown)} have no value." : "";
        return distribution.Minimum == distribution.Maximum
            ? $"All have {Words.Number(distribution.Minimum)}.{known}"
            : $"Half lie between {Words.Number(distribution.LowerQuartile)} and {Words.Number(distribution.UpperQuartile)}; "
                + $"the middle one has {Words.Number(distribution.Median)}.{known}";
    }

    private static void Draw(HtmlWriter html, FeatureDistribution distribution)
    {
        IReadOnlyList<FeatureBin> bins = distribution.Bins;
        int most = bins.Max(bin => bin.Count);
        double from = bins[0].From, to = bins[^1].To, step = (Right - Left) / bins.Count;
        html.Begin("svg", ("viewBox", $"0 0 {Width} {Height + 24}"), ("role", "img"),
            ("aria-label", $"Histogram of {distribution.Feature.ToLowerInvariant()}, from {Words.Number(from)} to {Words.Number(to)}; "
                + "the table below has its numbers."));
        for (int i = 0; i < bins.Count; i++)
        {
            if (bins[i].Count == 0) continue;
            double height = Math.Max(1, (Height - 10) * bins[i].Count / most);
            html.Void("rect", ("class", "column"),
                ("x", Place(Left + i * step + 0.75)), ("y", Place(Height - height)), ("width", Place(step - 1.5)), ("height", Place(height)));
        }
        html.Void("line", ("class", "axis"), ("x1", Left), ("y1", Height + 0.5), ("x2", Right), ("y2", Height + 0.5));
        if (to > from)
        {
            double median = Left + (distribution.Median - from) / (to - from) * (Right - Left);
            html.Void("line", ("class", "median"), ("x1", Place(median)), ("y1", 2), ("x2", Place(median)), ("y2", Height + 5));
            html.Element("text", Words.Number(to), ("x", Right), ("y", Height + 19), ("text-anchor", "end"));
            bool isFree = median > Left + 70 && median < Right - 70;
            if (isFree)
                html.Element("text", $"middle {Words.Number(distribution.Median)}", ("x", Place(median)), ("y", Height + 19), ("text-anchor", "middle"));
        }
        html.Element("text", Words.Number(from), ("x", Left), ("y", Height + 19));
        html.End();
    }

    private static void WriteTable(HtmlWriter html, FeatureDistribution distribution, string works)
    {
        html.Begin("details");
        html.Element("summary", $"{distribution.Feature} in numbers");
        html.Begin("table");
        html.Element("caption", $"{distribution.Feature}: {works} in each range");
        html.Begin("thead").Begin("tr").Element("th", "Range", ("scope", "col"))
            .Element("th", Words.Capital(works), ("scope", "col"), ("class", "number")).End().End();
        html.Begin("tbody");
        foreach (FeatureBin bin in distribution.Bins)
        {
            html.Begin("tr");
            html.Element("th", $"{Words.Number(bin.From)} to {Words.Number(bin.To)}", ("scope", "row"));
            html.Element("td", Words.Number(bin.Count), ("class", "number"));
            html.End();
        }
        html.End().End().End();
    }

    private static double Place(double value) => Math.Round(value, 2);
}
