using Pix2Pitch.Pages.DataReports;
using Pix2Pitch.Pages.Layout;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Tests.DataReports;

public sealed class ContactSheetTests
{
    private const string Note = "Style judged from the picture";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_painting_whose_style_was_judged_is_marked(bool judged)
    {
        SheetWork work = new() { Row = 0, Path = "p.png", Name = "", Title = "Harbour", Description = "", PictureWidth = 1, PictureHeight = 1 };
        var pair = new SheetPair(work, work, Style.Impressionism, Split.Train, null, false) { IsStyleJudged = judged };
        string html = StaticPage.Render<ContactSheet>(new() { ["Pairs"] = new[] { pair }, ["Total"] = 1 });
        Assert.Contains("Harbour", html, StringComparison.Ordinal);
        Assert.Equal(judged, html.Contains(Note, StringComparison.Ordinal));
    }
}
