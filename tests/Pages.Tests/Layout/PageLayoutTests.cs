using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.Tests.Layout;

public sealed class PageLayoutTests
{
    [Fact]
    public void Every_section_is_in_the_contents_and_on_the_page()
    {
        string html = Page(new PageSection("first", "The <first>", builder => builder.AddContent(0, "Some & text")), new PageSection("second", "The second", _ => { }));
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#first\">The &lt;first&gt;</a>", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"first\">The &lt;first&gt;</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"second\">The second</h2>", html, StringComparison.Ordinal);
        Assert.Contains("Some &amp; text", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_forbids_scripts_and_everything_from_outside()
        => Assert.Contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">",
            Page(), StringComparison.Ordinal);

    [Fact]
    public void Style_sheets_are_on_the_page_and_do_not_end_their_element()
    {
        string[] sheets = [.. typeof(PageLayout).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".css", StringComparison.Ordinal))];
        Assert.Contains("page.css", sheets);
        Assert.All(sheets, sheet => Assert.DoesNotContain("</", StyleSheet.Read(sheet), StringComparison.Ordinal));
        Assert.Contains(StyleSheet.Read("page.css"), Page(), StringComparison.Ordinal);
    }

    private static string Page(params PageSection[] sections)
        => StaticPage.Render<PageLayout>(new() { ["Title"] = "A title", ["Heading"] = "A heading", ["Sections"] = sections });
}
