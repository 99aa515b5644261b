using System.Text;
using Pix2Pitch.Pages.ExperimentReports;
using Pix2Pitch.Pages.RunReports;
using Pix2Pitch.Training.Reports;
using Pix2Pitch.Training.Tests.Reports.Browser;

namespace Pix2Pitch.Training.Tests.Reports;

/// <summary>The page of a run in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class RunReportPageTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task A_page_from_hostile_texts_is_sound(int width)
    {
        string page = _folder.File(RunReport.HtmlFile);
        File.WriteAllText(page, Report().ToHtml(), Encoding.UTF8);
        PageFindings found = await chromium.InspectAsync(page, width);
        Assert.Empty(found.Messages);
        Assert.Empty(found.Requests);
        Assert.Empty(found.BrokenImages);
        Assert.Empty(found.Violations!);
        Assert.Equal(5, found.Images);
        Assert.InRange(found.ScrollWidth, 1, width);
        Assert.Contains("[U+202E]gnp.exe[U+202C]", found.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task A_page_of_experiments_from_hostile_texts_is_sound(int width)
    {
        // Names of folders. Three texts in each: more rows of the same kind only take time.
        string[] texts = [.. HostileReport.Texts.Where(text => text.Trim().Length > 0).Chunk(3).Select(some => string.Join(' ', some))];
        RunReport run = Report();
        ComparisonRow[] rows = [.. texts.Select(text => new ComparisonRow(text, text, 1000) { L1 = 0.1, Diversity = 123_456, SeedDiversity = 0.1, Change = 1, Nearest = 1, Flatness = 0.5, OnsetRate = 1, PitchClarity = 1 })];
        var report = new ExperimentReport
        {
            Runs =
            [
                .. texts.Select((text, i) => new ExperimentRun(text, "1", "A1", 512, 44100, 5, 1_000_000, 1e6, text, new Dictionary<string, string> { ["Width"] = text })
                {
                    Losses = i == 0 ? run.Losses : [],
                    Preview = i < 2 ? run.Previews[i] : null,
                }),
            ],
            BestByG = [.. texts.Select(text => new RankedCheckpoint(text, 1_000_000, 0.1, 0.2, 0.3, 0.4, 0.5))],
            BestBySum = [],
            Comparisons = [new ComparisonTable("styles", "By style", "All styles.", "Style", rows)],
            Notes = HostileReport.Texts,
        };
        string page = _folder.File(ExperimentReport.HtmlFile);
        File.WriteAllText(page, report.ToHtml(), Encoding.UTF8);
        PageFindings found = await chromium.InspectAsync(page, width);
        Assert.Empty(found.Messages);
        Assert.Empty(found.Requests);
        Assert.Empty(found.BrokenImages);
        Assert.Empty(found.Violations!);
        Assert.Equal(2, found.Images);
        Assert.InRange(found.ScrollWidth, 1, width);
    }

    private static RunReport Report()
    {
        string[] texts = HostileReport.Texts;
        byte[] jpeg = Thumbnails.Painting(Samples.Painting(1), Samples.Size, 200, 60), wave = Wave();
        (double, double)[] values = [.. Enumerable.Range(1, 40).Select(i => ((double)i, Math.Sin(i)))];
        return new RunReport
        {
            RunId = texts[0],
            Step = 123_456_789_012,
            LastStep = 0,
            Time = TimeSpan.FromHours(1234.5),
            Warnings = texts,
            Losses = [.. texts.Take(4).Select(text => new RunCurve(text, text, values, values, 10)), new RunCurve("flat", "", [(5, 0)], [], 0)],
            Evaluations = [new RunCurve(texts[3], texts[4], [], [], 0)],
            Previews = [.. Enumerable.Range(1, 3).Select(i => new RunPreview(1000, i, jpeg, 200, 60, i == 3 ? null : wave))],
            EarlierPreviews = [.. Enumerable.Range(1, 2).Select(i => new RunPreview(i, 1, jpeg, 200, 60, null))],
            Options = [.. texts.Where(text => text.Trim().Length > 0).Select(text => new RunOption(text, text, "1")), new RunOption("Same", "1", "1")],
            Data = new Dictionary<string, string> { ["Description"] = texts[0], ["Fingerprint"] = new string('f', 200) },
            Starts = [.. texts.Take(3).Select(text => new Dictionary<string, string> { ["Command"] = text })],
        };
    }

    private static byte[] Wave()
    {
        using var folder = new TemporaryFolder();
        SoundFiles.WaveWriter.Write(folder.File("a.wav"), new float[2205], 22050);
        return File.ReadAllBytes(folder.File("a.wav"));
    }
}
