using System.Text.Json.Nodes;
using Pix2Pitch.Pages.ExperimentReports;
using Pix2Pitch.Pages.RunReports;

namespace Pix2Pitch.Pages.Tests.ExperimentReports;

public sealed class ExperimentReportTests
{
    private const string Hostile = "<script>\u202e|\"'&";

    private static readonly ExperimentReport s_report = new()
    {
        Runs =
        [
            new(Hostile, "1", "A1", 256, 22050, 500, 1000, 7200, Hostile, new Dictionary<string, string> { ["Width"] = "64" }) { Losses = [new RunCurve("g", "", [(1, 0.5)], [], 0)] },
            new("B", "2", "", 512, 44100, 1000, 1000, 3600, "", new Dictionary<string, string>()),
        ],
        BestByG = [new(Hostile, 500, 0.25, 0.5, 1.25, 1.5, 2.5)],
        BestBySum = [],
        Comparisons = [new("styles", "By style", "All styles.", "Style", [new(Hostile, "all", 4) { Diversity = 0.5, Flatness = 0.125 }, new("B", "all", 4) { Diversity = 0.25 }])],
        Notes = [Hostile],
    };

    [Fact]
    public void Texts_are_encoded()
    {
        string html = s_report.ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', html);
    }

    [Fact]
    public void The_Markdown_has_the_tables_without_figures_that_were_not_measured()
    {
        string[] lines = s_report.ToMarkdown().Split('\n');
        Assert.Contains(@"| Run | Preset | Pixels | Sample rate (Hz) | Steps | Hours |", lines);
        Assert.Contains("| B |  | 512 | 44,100 | 1,000 | 1.00 |", lines);
        Assert.Contains("| Run | Style | Outputs | Diversity | Flatness |", lines);
        Assert.Contains("| B | all | 4 | 0.25 |  |", lines);
        Assert.Contains(lines, line => line.EndsWith("| 1 | 500 | 0.250 | 0.500 | 1.250 | 2.000 | 1.500 | 2.500 |", StringComparison.Ordinal));
        Assert.DoesNotContain("lowest d1", s_report.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_has_the_figures_but_not_the_curves()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            s_report.Write(folder);
            JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, ExperimentReport.JsonFile)))!;
            Assert.Equal((1, 2.0), ((int)json["format"]!, (double)json["bestByG"]![0]!["sum"]!));
            Assert.Null(json["runs"]![0]!["losses"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
