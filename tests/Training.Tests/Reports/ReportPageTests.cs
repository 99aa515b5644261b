using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Preparation;
using Pix2Pitch.Training.Reports;
using Pix2Pitch.Training.Tests.Reports.Browser;

namespace Pix2Pitch.Training.Tests.Reports;

/// <summary>The page in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReportPageTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task A_page_from_hostile_rows_is_sound(int width)
    {
        // As many files for each reason as there are hostile texts: more rows of the same kind only take time.
        DataReport report = DataReportBuilder.Build(HostileReport.Source(), new DataReportOptions { MaxListedFiles = HostileReport.Texts.Length });
        PageFindings found = await chromium.InspectAsync(report.Write(_folder.Path), width);
        AssertSound(found, width);
        Assert.Equal(2 * report.ContactSheet.Count, found.Images);
    }

    [Fact]
    public async Task Untrusted_text_is_shown_as_text()
    {
        PageFindings found = await chromium.InspectAsync(DataReportBuilder.Build(HostileReport.Source(), new DataReportOptions { SheetPairs = 60 }).Write(_folder.Path), accessibility: false);
        Assert.Contains("<script>document.title='pwned';console.log('pwned')</script>", found.Text, StringComparison.Ordinal);
        Assert.Contains("\"><img src=x onerror=alert(1)>", found.Text, StringComparison.Ordinal);
        Assert.Contains("=cmd|' /C calc'!A0", found.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt; &amp; &#x3c;", found.Text, StringComparison.Ordinal);
        Assert.Contains("[U+202E]gnp.exe[U+202C]", found.Text, StringComparison.Ordinal);
        Assert.Contains("nul[U+0000]bell[U+0007][U+001B][31mescape[U+0085][U+009F]", found.Text, StringComparison.Ordinal);
        Assert.Contains("印象・日の出", found.Text, StringComparison.Ordinal);
        Assert.Contains("👩‍🎨 and کتاب‌ها", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(found.Text, c => c is '\u202e' or '\u2066' or '\0');
    }

    [Fact]
    public async Task An_empty_folder_has_a_page_too()
    {
        ReportSource source = HostileReport.Source(0, 0) with { LeftOut = [], Duplicates = [] };
        AssertSound(await chromium.InspectAsync(DataReportBuilder.Build(source).Write(_folder.Path)), 1280);
    }

    [Fact]
    public async Task The_page_of_the_demo_set_is_sound()
    {
        string prepared = _folder.File("prepared");
        new Preparer(new PrepareOptions { Size = 64 }).Prepare(Path.Combine(TestData.RepositoryRoot, "data", "demo"), prepared);
        using var data = new PreparedData(prepared);
        string page = DataReportBuilder.Build(data).Write(prepared);
        AssertSound(await chromium.InspectAsync(page), 1280);
    }

    [Fact]
    public async Task A_page_that_is_not_sound_is_found_out()
    {
        string page = _folder.Write("page.html", """
            <!doctype html><html lang="en"><head><title>Bad</title><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: file:; script-src 'unsafe-inline'"></head>
            <body style="width:2000px"><main><h1>Bad</h1><img src="nowhere.png"><p><font color="#eeeeee">Too pale to be read by anyone.</font></p></main>
            <script>console.error('an error'); nothing();</script></body></html>
            """);
        PageFindings found = await chromium.InspectAsync(page);
        Assert.Contains("error: an error", found.Messages);
        Assert.Contains(found.Messages, message => message.StartsWith("exception: ", StringComparison.Ordinal) && message.Contains("nothing is not defined", StringComparison.Ordinal));
        Assert.Contains(found.Messages, message => message.Contains("Content Security Policy", StringComparison.Ordinal)); // for its style
        Assert.Single(found.BrokenImages.Distinct());
        Assert.Contains(found.Requests, url => url.EndsWith("nowhere.png", StringComparison.Ordinal));
        Assert.Contains(found.Violations!, violation => violation.StartsWith("image-alt: ", StringComparison.Ordinal));
        Assert.Contains(found.Violations!, violation => violation.StartsWith("color-contrast: ", StringComparison.Ordinal));
        Assert.Contains(found.Violations!, violation => violation.StartsWith("dark: color-contrast: ", StringComparison.Ordinal));
    }

    private static void AssertSound(PageFindings found, int width)
    {
        Assert.Empty(found.Messages);
        Assert.Empty(found.Requests);
        Assert.Empty(found.BrokenImages);
        Assert.Empty(found.Violations!);
        Assert.InRange(found.ScrollWidth, 1, width);
    }
}
