using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Scores.Pieces;

namespace Pix2Pitch.Tools.Tests.Scores;

public class StyleCorrectionTests
{
    [Theory]
    [InlineData(Style.Expressionism, 1896, Style.Romanticism)] // Scriabin, Preludes Op. 11
    [InlineData(Style.Expressionism, 1903, Style.Expressionism)] // Scriabin, Studies Op. 42
    [InlineData(Style.Expressionism, null, Style.Expressionism)]
    [InlineData(Style.Romanticism, 1838, Style.Romanticism)]
    [InlineData(Style.Baroque, 1722, Style.Baroque)]
    public void A_piece_that_is_older_than_its_style_has_the_style_before(Style style, int? year, Style expected)
        => Assert.Equal(expected, StyleCorrection.Of(style, year));
}
