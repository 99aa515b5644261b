using System.Text;
using Pix2Pitch.Training.Tests.Reports.Browser;

namespace Pix2Pitch.Training.Tests.Reports;

/// <summary>The page of an evaluation in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class EvaluationPageTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task A_page_from_hostile_names_is_sound(int width)
    {
        string page = _folder.File("evaluation.html");
        File.WriteAllText(page, HostileEvaluation.Report().ToHtml(), Encoding.UTF8);
        PageFindings found = await chromium.InspectAsync(page, width);
        Assert.Empty(found.Messages);
        Assert.Empty(found.Requests);
        Assert.Empty(found.Violations!);
        Assert.InRange(found.ScrollWidth, 1, width);
        Assert.Contains("[U+202E]gnp.exe[U+202C]", found.Text, StringComparison.Ordinal);
    }
}
