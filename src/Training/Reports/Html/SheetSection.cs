using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports.Html;

/// <summary>Paintings beside the spectrograms of their music.</summary>
internal static class SheetSection
{
    public static void Write(HtmlWriter html, PreparationReport report)
    {
        if (report.ContactSheet.Count == 0)
        {
            html.Element("p", "There are no pairs.");
            return;
        }
        bool isAll = report.ContactSheet.Count == report.All.Pairs.Total;
        html.Element("p", (isAll ? "All pairs: "
            : $"{Words.Count(report.ContactSheet.Count, "pair")} of {Words.Number(report.All.Pairs.Total)}, spread over styles and sets: ")
            + "left what the network is shown, right what it shall learn to answer. "
            + "In a spectrogram time runs to the right and pitch upwards; what is bright is loud.");
        foreach (IGrouping<Style, SheetPair> style in report.ContactSheet.GroupBy(pair => pair.Style))
        {
            html.Element("h3", Words.Capital(StyleNames.Of(style.Key)));
            html.Begin("ul", ("class", "sheet"), ("role", "list"));
            foreach (SheetPair pair in style) Write(html, pair);
            html.End();
        }
    }

    private static void Write(HtmlWriter html, SheetPair pair)
    {
        html.Begin("li").Begin("figure");
        html.Begin("div", ("class", "pictures"));
        WritePicture(html, pair.Painting, "Painting");
        WritePicture(html, pair.Clip, "Spectrogram");
        html.End();
        html.Begin("figcaption");
        WriteWork(html, pair.Painting, "Painting: ");
        WriteWork(html, pair.Clip, "Music: ");
        string apart = pair.YearsApart switch
        {
            null => "years not known",
            0 => "the same year",
            { } years => Words.Count(years, "year") + " apart",
        };
        string estimated = pair.YearsApart is not null && !pair.IsDated ? ", by their makers' lives" : "";
        html.Element("p", $"{Words.Capital(Words.Of(pair.Split))} set; {apart}{estimated}", ("class", "note"));
        html.End().End().End();
    }

    private static void WritePicture(HtmlWriter html, SheetWork work, string what)
    {
        string text = $"{what} of {VisibleText.Of(TitleOf(work), 100)}";
        if (what == "Painting") text = $"Painting, {VisibleText.Of(TitleOf(work), 100)}";
        if (work.Description.Length > 0) text += $": {work.Description}";
        html.Void("img", ("src", $"data:image/jpeg;base64,{Convert.ToBase64String(work.Picture)}"),
            ("width", work.PictureWidth), ("height", work.PictureHeight), ("alt", text));
    }

    private static void WriteWork(HtmlWriter html, SheetWork work, string what)
    {
        html.Begin("p");
        html.Element("span", what, ("class", "label"));
        html.Begin("cite").Foreign(TitleOf(work), 160).End();
        if (work.Name.Length > 0) html.Text(", ").Foreign(work.Name, 100);
        if (work.Year is { } year) html.Text($", {year}");
        html.End();
    }

    private static string TitleOf(SheetWork work) => work.Title.Trim().Length > 0 ? work.Title : Path.GetFileNameWithoutExtension(work.Path);
}
