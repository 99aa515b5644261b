using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pix2Pitch.Pages.EvaluationReports;
using Pix2Pitch.Pages.Layout;
using static Pix2Pitch.Pages.Tests.EvaluationReports.SampleReport;

namespace Pix2Pitch.Pages.Tests.EvaluationReports;

public sealed class EvaluationPageTests
{
    private const string Hostile = "<script>|\u202e`\n\"'&*_[x](y)";

    [Fact]
    public void The_judgement_leads_the_page()
        => Assert.Contains(
            "<p class=\"lead\"><span class=\"finding\">The style of the painting was found in 22\u00a0% of the music of “<bdi>first</bdi>” (18 to 27\u00a0%), in 20\u00a0% after shuffling: "
                + "the music does not show the style of its painting.</span></p>",
            WebUtility.HtmlDecode(Regex.Replace(Of(Model(new(0.22, 0.18, 0.27), 0.2)).ToHtml(), @">\s+<", "><")), StringComparison.Ordinal);

    [Fact]
    public void A_report_without_rows_has_a_page()
    {
        string html = (Of() with { Figures = [], Models = [] }).ToHtml();
        Assert.Contains("No model's music was evaluated.", html.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_of_real_clips_has_a_page()
    {
        string html = Of(Real).ToHtml();
        Assert.Contains("55 % (50 to 60 %)", html, StringComparison.Ordinal);
        Assert.Contains("0.100 (0.090 to 0.110)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_pictures_have_a_section_only_if_there_are_any()
    {
        Assert.DoesNotContain("id=\"other\"", Of(Model()).ToHtml(), StringComparison.Ordinal);
        Assert.Contains("id=\"other\"", Of(Model() with { Kind = EvaluationRowKind.OtherPictures, KernelDistance = Around(9, 1) }).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_not_shown()
    {
        string html = Of(
            Real with { Diversity = new(double.NaN, double.NaN, double.NaN) },
            Model() with { Diversity = Around(0.5, 0.1), Figures = new Dictionary<string, Estimate> { ["detuning"] = new(1, 0, double.PositiveInfinity) } }).ToHtml();
        Assert.Contains("no value", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"NaN|∞|Infinity", html);
    }

    [Fact]
    public void Names_and_notes_are_encoded()
    {
        string html = (Of(Real with { Name = Hostile, Confusion = [[1, 0], [2, 3]], AccuracyByStyle = new Dictionary<string, Estimate> { [Hostile] = Around(0.5, 0.1) } }) with
        {
            Notes = [Hostile],
            Classifier = Hostile,
            Models = [new EvaluatedModel(Hostile, Hostile, Hostile, Hostile, Hostile)],
            Options = new Dictionary<string, string> { [Hostile] = Hostile },
            Figures = [new EvaluatedFigure("detuning", Hostile, Hostile, Hostile)],
        }).ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202e', html);
    }

    [Fact]
    public void The_confusion_table_has_counts_and_shares_of_its_row()
    {
        var table = XElement.Parse(StaticPage.Render<ConfusionTable>(new() { ["Row"] = Real with { Confusion = [[3, 1, 0, 0, 0], [0, 0, 0, 0, 0]] } }));
        XElement[] rows = [.. table.Descendants("tbody").Elements("tr")];
        Assert.Equal(["Baroque", "Classicism"], rows.Select(row => Text(row.Element("th")!)));
        Assert.Equal(["3 75 %", "1 25 %", "0 0 %", "0 0 %", "0 0 %"], rows[0].Elements("td").Select(Text));
        Assert.Equal(["--share:75%", "--share:25%", "--share:0%", "--share:0%", "--share:0%"], rows[0].Elements("td").Select(cell => (string?)cell.Attribute("style")));
        Assert.All(rows[1].Elements("td"), cell => Assert.Equal("0 0 %", Text(cell)));
        Assert.All(table.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));
        Assert.Single(table.Descendants("caption"));
    }

    [Fact]
    public void Strips_of_a_column_have_the_same_scale()
    {
        string html = StaticPage.Render<EstimateTable>(new()
        {
            ["Caption"] = "Shares",
            ["Rows"] = (EvaluationRow[])[Model(Around(0.2, 0.1)), Model(Around(0.4, 0.2))],
            ["Columns"] = (EstimateColumn[])[new("Style", row => row.StyleAccuracy, IsPercent: true)],
            ["PlotId"] = "p",
        });
        double[] widths = [.. XElement.Parse(html).Descendants("svg").Select(IntervalWidth)];
        Assert.Equal(2, widths[1] / widths[0], 0.02);
    }

    [Fact]
    public void A_share_and_its_value_after_shuffling_have_the_same_scale()
    {
        string html = StaticPage.Render<EstimateTable>(new()
        {
            ["Caption"] = "Shares",
            ["Rows"] = (EvaluationRow[])[Model(Around(0.4, 0.04), 0.2)], // the interval of the shuffled share is half as wide
            ["Columns"] = EvaluationColumns.Painting,
            ["PlotId"] = "p",
        });
        double[] widths = [.. XElement.Parse(html).Descendants("svg").Select(IntervalWidth)];
        Assert.Equal(2, widths[0] / widths[1], 0.02);
    }

    [Fact]
    public void The_band_of_real_clips_is_behind_each_figure()
    {
        static EvaluationRow With(EvaluationRow row, Estimate estimate) => row with { Figures = new Dictionary<string, Estimate> { ["detuning"] = estimate } };
        string html = StaticPage.Render<SoundOverview>(new() { ["Report"] = Of(With(Real, Around(0.1, 0.02)), With(Model(), Around(0.2, 0.01))) });
        XElement svg = XElement.Parse(Regex.Match(html, "<svg.*?</svg>", RegexOptions.Singleline).Value);
        XElement band = Assert.Single(svg.Descendants(), element => (string?)element.Attribute("fill") == "var(--line)");
        XElement real = svg.Descendants("polyline").Single(line => (string?)line.Attribute("stroke") == "var(--soft)" && (string?)line.Attribute("stroke-width") == "2.5");
        Assert.Equal(Xs(real).Max() - Xs(real).Min(), Xs(band).Max() - Xs(band).Min(), 0.1);
        Assert.Contains("Music of model 0", svg.Value, StringComparison.Ordinal);
    }

    private static double IntervalWidth(XElement svg) => Xs(svg.Descendants("polyline").Last()) is var x ? x.Max() - x.Min() : 0;

    // Of a line, a polygon or a rectangle.
    private static double[] Xs(XElement shape)
    {
        if ((string?)shape.Attribute("points") is { } points) return [.. points.Split(' ').Select(point => Number(point.Split(',')[0]))];
        double x = Number((string)shape.Attribute("x")!);
        return [x, x + Number((string)shape.Attribute("width")!)];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(XElement element) => Regex.Replace(element.Value, @"\s+", " ").Trim();
}
