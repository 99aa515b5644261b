using System.Text.Json;
using Pix2Pitch.Pages.Collections;
using Pix2Pitch.Pages.Layout;
using ZXing;
using ZXing.Common;

namespace Pix2Pitch.Pages.Tests.Collections;

public sealed class CollectionPageTests
{
    [Fact]
    public void A_title_is_text_and_not_markup()
    {
        string html = Page(SampleCollection.Work(title: "</script><script>alert(1)</script> \u202Egnp.exe"));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains("<h1><bdi>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; [U&#x2B;202E]gnp.exe</bdi></h1>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kiosk_s_data_cannot_end_its_element()
    {
        CollectionWork work = SampleCollection.Work(title: "</script><!--");
        string html = StaticPage.Render<KioskPage>(new() { ["Info"] = SampleCollection.Info(), ["Texts"] = CollectionTexts.Load("en"), ["Works"] = new[] { work } });
        const string Start = "<script type=\"application/json\" id=\"works\">";
        string json = html[(html.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        json = json[..json.IndexOf("</script>", StringComparison.Ordinal)];
        Assert.Equal("</script><!--", JsonDocument.Parse(json).RootElement[0].GetProperty("title").GetString());
    }

    [Fact]
    public void A_language_from_right_to_left_has_pages_from_right_to_left()
    {
        CollectionTexts english = CollectionTexts.Load("en");
        Dictionary<string, string> texts = english.Keys.ToDictionary(key => key, key => english[key]);
        texts["Language.Direction"] = "rtl";
        var hebrew = new CollectionTexts("he", texts);
        CollectionInfo info = SampleCollection.Info("en") with { Languages = [english, hebrew] };
        string html = Page(SampleCollection.Work(), info, hebrew);
        Assert.Contains("<html lang=\"he\" dir=\"rtl\">", html, StringComparison.Ordinal);
        Assert.Contains("src=\"../../media/", html, StringComparison.Ordinal); // he/works/7.html
    }

    [Fact]
    public void The_style_sheet_has_no_left_and_right()
        => Assert.DoesNotMatch(@"(?m)(margin|padding|border|inset)-(left|right)\b|text-align: (left|right)|^\s*(left|right):", StyleSheet.Read("collection.css"));

    [Fact]
    public void A_page_says_how_its_music_was_made()
    {
        string html = Page(SampleCollection.Work());
        foreach (string part in (string[])["0123456789abcdef", "fedcba9876543210", "Made by a machine", "CC BY 4.0", "CC0 1.0", "Two songs", "1 minute and 5 seconds"]) Assert.Contains(part, html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_s_code_says_the_address_of_its_page()
    {
        (string path, int modules) = QrCode.Of("https://museum.example/music/works/12.html");
        Assert.Equal("https://museum.example/music/works/12.html", Decode(path, modules));
        string html = StaticPage.Render<LabelsPage>(new() { ["Info"] = SampleCollection.Info(), ["Texts"] = CollectionTexts.Load("de"), ["Works"] = new[] { SampleCollection.Work() } });
        Assert.Contains("aria-label=\"QR-Code der Seite https://museum.example/music/de/works/7.html\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_there_are_numbers_without_codes()
    {
        string html = StaticPage.Render<LabelsPage>(new() { ["Info"] = SampleCollection.Info() with { Address = null }, ["Texts"] = CollectionTexts.Load("en"), ["Works"] = new[] { SampleCollection.Work() } });
        Assert.DoesNotContain("class=\"code\"", html, StringComparison.Ordinal);
        Assert.Contains("There are no QR codes", html, StringComparison.Ordinal);
    }

    private static string Page(CollectionWork work, CollectionInfo? info = null, CollectionTexts? texts = null)
        => StaticPage.Render<WorkPage>(new() { ["Info"] = info ?? SampleCollection.Info(), ["Texts"] = texts ?? CollectionTexts.Load("en"), ["Work"] = work });

    // Draws the path as a browser does, and reads it with another library.
    private static string? Decode(string path, int modules)
    {
        const int Scale = 4;
        int side = modules * Scale;
        var grey = new byte[side * side];
        Array.Fill(grey, (byte)255);
        foreach (string run in path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            int[] numbers = [.. run.TrimEnd('z').Split([' ', 'h', 'v', '-'], StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]; // x, y, width, 1, width
            for (int y = numbers[1] * Scale; y < (numbers[1] + 1) * Scale; y++) Array.Fill(grey, (byte)0, y * side + numbers[0] * Scale, numbers[2] * Scale);
        }
        return new BarcodeReaderGeneric { Options = new DecodingOptions { PossibleFormats = [BarcodeFormat.QR_CODE] } }.Decode(new RGBLuminanceSource(grey, side, side, RGBLuminanceSource.BitmapFormat.Gray8))?.Text;
    }
}
