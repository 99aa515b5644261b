using Pix2Pitch.Features;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>How the measures of paintings and of music are distributed.</summary>
internal static class MeasuresSection
{
    public static void Write(HtmlWriter html, PreparationReport report)
    {
        html.Element("p", "Measured on what the network is given. The line in a histogram marks the middle value: half of the works have less, half have more.");
        Write(html, "Paintings", "paintings", report.PaintingFeatures);
        Write(html, "Music", "clips", report.MusicFeatures);
    }

    private static void Write(HtmlWriter html, string title, string works, IReadOnlyList<FeatureDistribution> distributions)
    {
        html.Element("h3", title);
        html.Begin("ul", ("class", "measures"), ("role", "list"));
        foreach (FeatureDistribution distribution in distributions) Histogram.Write(html, distribution, works);
        html.End();
        WriteMedians(html, works, [.. distributions.Where(distribution => distribution.Count > 0)]);
    }

    private static void WriteMedians(HtmlWriter html, string works, FeatureDistribution[] distributions)
    {
        string[] styles = [.. StyleNames.All.Where(style => distributions.Any(distribution => distribution.MedianByStyle.ContainsKey(style)))];
        if (styles.Length == 0) return;
        string caption = $"The middle value of the {works} of each style";
        html.Begin("div", ("class", "wide"), ("role", "region"), ("aria-label", caption), ("tabindex", "0"));
        html.Begin("table");
        html.Element("caption", caption);
        html.Begin("thead").Begin("tr").Element("th", "Style", ("scope", "col"));
        foreach (FeatureDistribution distribution in distributions) html.Element("th", distribution.Feature, ("scope", "col"), ("class", "number"));
        html.End().End().Begin("tbody");
        foreach (string style in styles)
        {
            html.Begin("tr").Element("th", Words.Capital(style), ("scope", "row"));
            foreach (FeatureDistribution distribution in distributions)
                html.Element("td", distribution.MedianByStyle.TryGetValue(style, out double median) ? Words.Number(median) : "none", ("class", "number"));
            html.End();
        }
        html.End().End().End();
    }
}
