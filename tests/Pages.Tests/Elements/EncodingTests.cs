using Pix2Pitch.Pages.Elements;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.Tests.Elements;

public sealed class EncodingTests
{
    [Fact]
    public void Untrusted_text_is_isolated_encoded_and_visible()
        => Assert.Equal("<bdi>&lt;i&gt; [U&#x2B;202E]x</bdi>", StaticPage.Render<UntrustedText>(new() { ["Value"] = "<i>\n\u202ex" }));

    [Fact]
    public void Encoded_text_is_encoded_again()
        => Assert.Equal("<bdi>&amp;lt;b&amp;gt; &amp;amp;</bdi>", StaticPage.Render<UntrustedText>(new() { ["Value"] = "&lt;b&gt; &amp;" }));

    [Fact]
    public void Attributes_are_encoded()
    {
        string html = StaticPage.Render<Picture>(new() { ["Jpeg"] = new byte[3], ["Width"] = 2, ["Height"] = 3, ["Alt"] = "\"><script>&" });
        Assert.Contains("alt=\"&quot;&gt;&lt;script&gt;&amp;\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/jpeg;base64,AAAA\" width=\"2\" height=\"3\"", html, StringComparison.Ordinal);
        Assert.Equal(1, html.Count(c => c == '<'));
    }

    [Fact]
    public void Names_in_a_table_are_encoded()
    {
        string html = StaticPage.Render<CountTable>(new()
        {
            ["Caption"] = "</caption>",
            ["RowHeading"] = "Place",
            ["Columns"] = (string[])["<script>"],
            ["Rows"] = (CountRow[])[new("<img src=x>", [1]), new("", [4])],
            ["HasBars"] = true,
        });
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;/caption&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<bdi>&lt;img src=x&gt;</bdi>", html, StringComparison.Ordinal);
        Assert.Contains("Unknown", html, StringComparison.Ordinal);
        Assert.Contains("style=\"width:25%\"", html, StringComparison.Ordinal);
    }
}
