using System.Globalization;
using System.Xml.Linq;
using Pix2Pitch.Pages.Layout;
using Pix2Pitch.Pages.Plots;

namespace Pix2Pitch.Pages.Tests.Plots;

public sealed class PlotTests
{
    private static readonly HistogramBin[] s_bins = [new(0, 10, 4), new(10, 20, 0), new(20, 30, 8), new(30, 40, 2)];

    [Fact]
    public void Bars_are_as_high_as_their_counts()
    {
        double[] heights = [.. Bars(Histogram("a", s_bins, 12)).Select(bar => Number(bar, "height"))];
        Assert.Equal(3, heights.Length);
        Assert.Equal(2, heights[1] / heights[0], 0.01);
        Assert.Equal(4, heights[1] / heights[2], 0.01);
    }

    [Fact]
    public void The_line_is_at_its_value()
    {
        XElement svg = Histogram("a", s_bins, 25);
        XElement bar = Bars(svg)[1];
        XElement line = Assert.Single(svg.Descendants(), element => (string?)element.Attribute("stroke") == "var(--ink)");
        double x = double.Parse(((string)line.Attribute("points")!).Split(',')[0], CultureInfo.InvariantCulture);
        Assert.Equal(Number(bar, "x") + Number(bar, "width") / 2, x, 0.1);
    }

    [Fact]
    public void One_of_many_can_be_seen()
        => Assert.All(Bars(Histogram("a", [new(0, 1, 100_000), new(1, 2, 1)], 0.5)), bar => Assert.True(Number(bar, "height") >= 1));

    [Fact]
    public void Equal_values_give_one_bar()
        => Assert.True(Number(Assert.Single(Bars(Histogram("a", [new(12, 12, 60)], 12))), "height") > 50);

    [Fact]
    public void Colours_follow_the_style_sheet()
    {
        XElement[] elements = [.. Histogram("a", s_bins, 12).Descendants(), .. Strip(-0.1, 0.2, 0.4).Descendants()];
        Assert.DoesNotContain(elements, element => element.Attribute("style") is not null);
        Assert.All(elements.Where(element => (string?)element.Attribute("stroke-width") != "0").SelectMany(element => element.Attributes("fill").Concat(element.Attributes("stroke"))),
            color => Assert.Matches(@"^(none|var\(--(accent|ink|soft|chance|mark)\))$", color.Value));
    }

    [Fact]
    public void Plots_of_a_page_share_no_id_and_refer_to_their_own()
    {
        XElement first = Histogram("first", s_bins, 12), second = Histogram("second", s_bins, 12);
        Assert.Empty(Ids(first).Intersect(Ids(second)));
        Assert.All(first.Descendants().Attributes("clip-path"), attribute => Assert.Contains(attribute.Value["url(#".Length..^1], Ids(first)));

        static string[] Ids(XElement svg) => [.. svg.Descendants().Attributes("id").Select(id => id.Value)];
    }

    [Fact]
    public void A_plot_has_a_label_or_is_hidden_from_screen_readers()
    {
        XElement histogram = Histogram("a", s_bins, 12), strip = Strip(-0.1, 0.2, 0.4);
        Assert.Equal(("img", "A \"label\" & more", null), Role(histogram));
        Assert.Equal((null, null, "true"), Role(strip));

        static (string?, string?, string?) Role(XElement svg)
            => ((string?)svg.Attribute("role"), (string?)svg.Attribute("aria-label"), (string?)svg.Attribute("aria-hidden"));
    }

    [Fact]
    public void A_strip_shows_the_interval_and_the_value_around_zero()
    {
        XElement[] bars = Bars(Strip(-0.25, 0.25, 0.5));
        Assert.Equal(120, Number(bars[0], "x") + Number(bars[0], "width") / 2, 0.1); // zero is in the middle of 240
        Assert.Equal(60, Number(bars[0], "width"), 0.1);
        Assert.Equal(180, Number(bars[1], "x") + Number(bars[1], "width") / 2, 0.1);
    }

    private static XElement Histogram(string id, HistogramBin[] bins, double line)
        => XElement.Parse(StaticPage.Render<Histogram>(new() { ["Id"] = id, ["Label"] = "A \"label\" & more", ["Bins"] = bins, ["Line"] = line }));

    private static XElement Strip(double low, double high, double value)
        => XElement.Parse(StaticPage.Render<IntervalStrip>(new() { ["Id"] = "s", ["Low"] = low, ["High"] = high, ["Value"] = value, ["Range"] = 1.0 }));

    private static XElement[] Bars(XElement svg)
        => [.. svg.Descendants("rect").Where(rect => (string?)rect.Attribute("fill") is "var(--accent)" or "var(--chance)" or "var(--mark)")];

    private static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
