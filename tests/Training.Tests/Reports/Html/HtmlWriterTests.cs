using Pix2Pitch.Styles;
using Pix2Pitch.Training.Reports.Html;

namespace Pix2Pitch.Training.Tests.Reports.Html;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Texts_and_attributes_are_encoded()
    {
        var html = new HtmlWriter();
        html.Begin("p", ("title", "\"><script>'&"), ("id", null), ("data-count", 1.5)).Text("<b>&amp;").End();
        Assert.Equal("<!doctype html>\n<p title=\"&quot;&gt;&lt;script&gt;&#x27;&amp;\" data-count=\"1.5\">&lt;b&gt;&amp;amp;</p>\n", html.ToString());
    }

    [Fact]
    public void Texts_of_the_data_are_set_apart_and_visible()
        => Assert.EndsWith("<bdi>&lt;i&gt; [U&#x2B;202E]x</bdi>", new HtmlWriter().Foreign("<i>\n\u202ex").ToString(), StringComparison.Ordinal);

    [Fact]
    public void An_empty_element_holds_nothing_even_in_a_drawing()
        => Assert.EndsWith("<rect x=\"1\"/>\n", new HtmlWriter().Void("rect", ("x", 1)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void An_element_that_is_not_ended_is_noticed()
        => Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Begin("p").ToString());

    [Fact]
    public void A_style_sheet_cannot_end_itself()
        => Assert.Throws<ArgumentException>(() => new HtmlWriter().Style("p { } </style><script>"));

    [Theory]
    [InlineData("Étude, 印象", "Étude, 印象")]
    [InlineData("a\r\n\tb", "a b")]
    [InlineData("\0\u001b\u007f", "[U+0000][U+001B][U+007F]")]
    [InlineData("\u202e\u2066\ufeff\u200f", "[U+202E][U+2066][U+FEFF][U+200F]")]
    [InlineData("کتاب\u200cها", "کتاب\u200cها")]
    [InlineData("\U000E0041", "[U+E0041]")]
    public void What_cannot_be_seen_is_shown_by_its_code(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_missing() => Assert.Equal("\ufffdx", VisibleText.Of("\ud800x"));

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal(new string('x', 300) + "…", VisibleText.Of(new string('x', 10_000_000)));
}
