using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

public class StyleNamesTests
{
    [Fact]
    public void The_names_are_lower_case_and_in_key_order()
        => Assert.Equal(["baroque", "classicism", "romanticism", "impressionism", "expressionism"], StyleNames.All);

    [Fact]
    public void Every_style_is_found_again_by_its_name()
    {
        foreach (Style style in Enum.GetValues<Style>())
        {
            Assert.True(StyleNames.TryParse(StyleNames.Of(style), out Style found));
            Assert.Equal(style, found);
            Assert.Equal(StyleNames.All[(int)style - 1], StyleNames.Of(style));
        }
    }

    [Theory]
    [InlineData("Romantic", Style.Romanticism)]
    [InlineData(" BAROQUE ", Style.Baroque)]
    [InlineData("classical", Style.Classicism)]
    public void Case_adjectives_and_spaces_do_not_matter(string text, Style style) => Assert.Equal(style, StyleNames.ParseOrNull(text));

    [Theory]
    [InlineData("Rococo", Style.Classicism)]
    [InlineData("Post_Impressionism", Style.Impressionism)]
    [InlineData("post-impressionism", Style.Impressionism)]
    [InlineData("Die Bruecke", Style.Expressionism)]
    public void The_names_that_data_sets_use_are_known(string text, Style style) => Assert.Equal(style, StyleNames.ParseOrNull(text));

    [Fact]
    public void No_name_that_data_sets_use_means_two_styles()
        => Assert.Empty(EmbeddedTable.Read("style-names.csv").SelectMany(row => EmbeddedTable.List(row["names"]))
            .GroupBy(name => string.Join(' ', NameFolding.Words(name))).Where(names => names.Count() > 1 && names.Distinct().Count() > 1).Select(names => names.Key));

    [Theory]
    [InlineData("Early_Renaissance")]
    [InlineData("Abstract_Expressionism")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("cubism")]
    public void Anything_else_is_no_style(string? text) => Assert.Null(StyleNames.ParseOrNull(text));

    [Fact]
    public void The_missing_key_has_no_name() => Assert.Throws<ArgumentOutOfRangeException>(() => StyleNames.Of(0));
}
