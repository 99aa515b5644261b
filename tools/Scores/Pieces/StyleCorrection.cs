using Pix2Pitch.Styles;

namespace Pix2Pitch.Tools.Scores.Pieces;

/// <summary>
/// Corrects the style of a piece whose year contradicts it. Lists of scores give a composer one style, but some composers changed theirs: Scriabin's preludes
/// and studies Op. 2 to 16 (1889 to 1896) are late Romantic.
/// </summary>
internal static class StyleCorrection
{
    // Works of a style that are dated before the year are of the earlier style. Works without a year keep their style.
    private static readonly (Style Style, int Before, Style Earlier)[] s_rules =
    [
        (Style.Expressionism, 1900, Style.Romanticism), // Schoenberg's first atonal works date from 1908, Scriabin's turn from about 1903
        (Style.Impressionism, 1880, Style.Romanticism), // Debussy's first songs date from about 1880
        (Style.Romanticism, 1790, Style.Classicism), // before Beethoven's Op. 1 (1795)
        (Style.Classicism, 1720, Style.Baroque), // before the galant style
    ];

    /// <summary>The style of a piece.</summary>
    /// <param name="style">The style in the list.</param>
    /// <param name="year">The year of the piece; null if it is unknown.</param>
    public static Style Of(Style style, int? year)
    {
        foreach ((Style from, int before, Style earlier) in s_rules)
        {
            if (style == from && year < before) return earlier;
        }
        return style;
    }
}
