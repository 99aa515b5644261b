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
            "<p class=\"lead\"><span class=\"finding\">The style of the painting was found in 22 % of the music of “<bdi>first</bdi>” (18 to 27 %), in 20 % after shuffling: "
                + "the music does not show the style of its painting.</span></p>",
            Regex.Replace(Of(Model(new(0.22, 0.18, 0.27), 0.2)).ToHtml(), @">\s+<", "><"), StringComparison.Ordinal);

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
        Assert.Contains("not measured", html, StringComparison.Ordinal);
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

        static double IntervalWidth(XElement svg)
        {
            double[] x = [.. ((string)svg.Descendants("polyline").Last().Attribute("points")!).Split(' ').Select(point => double.Parse(point.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
            return x.Max() - x.Min();
        }
    }

    private static string Text(XElement element) => Regex.Replace(element.Value, @"\s+", " ").Trim();
}
