using System.Text.RegularExpressions;
using Pix2Pitch.Pages.RunReports;

namespace Pix2Pitch.Pages.Tests.RunReports;

public sealed class RunReportPageTests
{
    private static readonly RunReport s_report = new()
    {
        RunId = "20261130-a1",
        Step = 1200,
        LastStep = 20_000,
        Time = TimeSpan.FromMinutes(75),
        Warnings = [],
        Losses = [],
        Evaluations = [],
        Previews = [],
        EarlierPreviews = [],
        Options = [],
        Data = new Dictionary<string, string>(),
        Starts = [],
    };

    [Fact]
    public void The_page_begins_with_how_far_the_run_is()
        => Assert.Contains("Step 1,200 of 20,000. The steps up to the last checkpoint took 1 h 15 min.", s_report.ToHtml(), StringComparison.Ordinal);

    [Fact]
    public void A_run_without_anything_has_a_page()
    {
        string html = s_report.ToHtml();
        foreach (string text in (string[])["There are no warnings.", "There are no previews.", "There are no values yet.", "All options have their defaults."])
            Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_options_that_differ_from_their_defaults_are_in_the_first_table()
    {
        string html = (s_report with { Options = [new("Width", "32", "16"), new("Seed", "1", "1")] }).ToHtml();
        string[] tables = [.. Regex.Matches(html, @"<table>.*?</table>", RegexOptions.Singleline).Select(match => match.Value)];
        Assert.Equal([1, 2], tables.Select(table => Regex.Count(table, @"<th scope=""row"">")));
        Assert.Contains("Width", tables[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_has_a_picture_and_a_player_that_are_parts_of_the_page()
    {
        string html = (s_report with { Previews = [new RunPreview(500, 1, [1, 2, 3], 20, 10, [4, 5, 6])] }).ToHtml();
        Assert.Contains("src=\"data:image/jpeg;base64,AQID\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:audio/wav;base64,BAUG\" aria-label=\"Generated music, painting 1\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_shows_the_last_value_of_its_moving_mean()
    {
        RunCurve curve = new("g", "A loss.", [(1, 0.5), (2, 1.5)], [(1, 0.5), (2, 1)], 10);
        string html = (s_report with { Losses = [curve] }).ToHtml();
        Assert.Contains("Moving mean of 10 steps: 1.000 at step 2.", html, StringComparison.Ordinal);
        Assert.Equal((1, 1), (Regex.Count(html, @"<polyline[^>]*var\(--chance\)"), Regex.Count(html, @"<polyline[^>]*var\(--accent\)")));
    }

    [Fact]
    public void Texts_are_encoded()
    {
        const string Hostile = "<script>\u202e\"'&";
        string html = (s_report with
        {
            RunId = Hostile,
            Warnings = [Hostile],
            Losses = [new RunCurve(Hostile, Hostile, [(1, 1)], [], 0)],
            Options = [new RunOption(Hostile, Hostile, "")],
            Data = new Dictionary<string, string> { [Hostile] = Hostile },
            Starts = [new Dictionary<string, string> { ["Command"] = Hostile }],
        }).ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', html.Replace("<dt>&lt;script&gt;\u202e", "", StringComparison.Ordinal));
    }
}
