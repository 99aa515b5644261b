namespace Pix2Pitch.Training.Reports.Html;

/// <summary>Whether paintings and their music go together more than chance makes them.</summary>
internal static class CorrelationSection
{
    private const double Width = 240, Height = 26;

    public static void Write(HtmlWriter html, PreparationReport report)
    {
        if (report.Correlations.Count == 0)
        {
            html.Element("p", "There are too few pairs to say.");
            return;
        }
        ShuffledSpread spread = report.Correlations[0].WithinStyles;
        html.Element("p", "Rank correlation says how far two measures rise together over the pairs: 1 always, 0 not at all, −1 one rises as the other falls. "
            + $"Chance is what comes out where the same clips are dealt out to the same paintings again, {Words.Number(spread.Shuffles)} times: "
            + "within styles each painting gets a clip of its own style, across styles any clip. 95 of 100 times chance stays in the range that is given.");
        const string Caption = "Correlation of paintings with their music, and what chance gives";
        html.Begin("div", ("class", "wide"), ("role", "region"), ("aria-label", Caption), ("tabindex", "0"));
        html.Begin("table", ("class", "correlations"));
        html.Element("caption", Caption);
        html.Begin("thead").Begin("tr");
        html.Element("th", "Painting and music", ("scope", "col"));
        foreach (string head in (string[])["The pairs", "Chance within styles", "Chance across styles"])
            html.Element("th", head, ("scope", "col"), ("class", "number"));
        html.Element("th", "In words", ("scope", "col"));
        html.End().End().Begin("tbody");
        foreach (FeatureCorrelation correlation in report.Correlations) Write(html, correlation, Scale(report.Correlations));
        html.End().End().End();
        html.Element("p", "In the drawings the grey bar is the range of chance within styles, the thin line is 0, and the mark is the pairs.", ("class", "note"));
    }

    private static void Write(HtmlWriter html, FeatureCorrelation correlation, double scale)
    {
        bool isMean = correlation.Painting.Length == 0;
        html.Begin("tr", ("class", isMean ? "mean" : null));
        html.Begin("th", ("scope", "row"));
        html.Text(isMean ? "All together" : $"{correlation.Painting} and {correlation.Music.ToLowerInvariant()}");
        Draw(html, correlation, scale);
        html.End();
        html.Element("td", Words.Correlation(correlation.Pairs), ("class", "number"));
        html.Element("td", Range(correlation.WithinStyles), ("class", "number"));
        html.Element("td", Range(correlation.AcrossStyles), ("class", "number"));
        html.Element("td", correlation.IsBeyondChance ? "more than chance"
            : correlation.Pairs < correlation.WithinStyles.Low ? "less than chance" : "no more than chance");
        html.End();
    }

    private static string Range(ShuffledSpread spread)
        => $"{Words.Correlation(spread.Mean)} ({Words.Correlation(spread.Low)} to {Words.Correlation(spread.High)})";

    // The largest value that has to fit, in tenths.
    private static double Scale(IReadOnlyList<FeatureCorrelation> correlations) => Math.Ceiling(10 * correlations.Max(
        correlation => Math.Max(Math.Abs(correlation.Pairs),
            Math.Max(Math.Abs(correlation.WithinStyles.Low), Math.Abs(correlation.WithinStyles.High)))) + 0.01) / 10;

    private static void Draw(HtmlWriter html, FeatureCorrelation correlation, double scale)
    {
        double low = Place(correlation.WithinStyles.Low), high = Place(correlation.WithinStyles.High), pairs = Place(correlation.Pairs);
        html.Begin("svg", ("viewBox", $"0 0 {Width} {Height}"), ("class", "strip"), ("aria-hidden", "true"));
        html.Void("line", ("class", "axis"), ("x1", Place(0)), ("y1", 2), ("x2", Place(0)), ("y2", Height - 2));
        html.Void("rect", ("class", "chance"), ("x", low), ("y", 8), ("width", Math.Max(1, Math.Round(high - low, 2))), ("height", 10));
        html.Void("rect", ("class", "pairs"), ("x", Math.Round(pairs - 2.5, 2)), ("y", 3), ("width", 5), ("height", 20));
        html.End();

        double Place(double value) => Math.Round(Width / 2 + value / scale * (Width / 2 - 6), 2);
    }
}
