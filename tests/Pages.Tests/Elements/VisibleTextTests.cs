using Pix2Pitch.Pages.Elements;

namespace Pix2Pitch.Pages.Tests.Elements;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Étude, 印象", "Étude, 印象")]
    [InlineData("a\r\n\tb", "a b")]
    [InlineData("\0\u001b\u007f", "[U+0000][U+001B][U+007F]")]
    [InlineData("\u202e\u2066\ufeff\u200f", "[U+202E][U+2066][U+FEFF][U+200F]")]
    [InlineData("کتاب\u200cها", "کتاب\u200cها")]
    [InlineData("\U000E0041", "[U+E0041]")]
    public void Invisible_characters_are_shown_by_their_codes(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_a_replacement_character() => Assert.Equal("\ufffdx", VisibleText.Of("\ud800x"));

    [Fact]
    public void A_long_text_is_cut() => Assert.Equal(new string('x', 300) + "…", VisibleText.Of(new string('x', 10_000_000)));
}
