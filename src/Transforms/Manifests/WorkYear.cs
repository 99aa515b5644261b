using System.Globalization;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Manifests;

/// <summary>Reads the year of a work as museums and catalogues write it.</summary>
internal static partial class WorkYear
{
    /// <summary>Two years that are further apart are the dates of a life, or a century, and not the date of a work.</summary>
    public const int MaxSpan = 30;

    /// <summary>
    /// The first year of a text such as "c. 1818", "1871-74", "ca. 1665–1668", "1780?", "1872-11-13" or "13.11.1872". Null if the text has no definite
    /// year: "17th century", "before 1900", "1840-1926", "500 BC", "n.d.".
    /// </summary>
    public static int? Parse(string? text)
    {
        if (text is null || Unsure().IsMatch(text)) return null;
        MatchCollection years = Years().Matches(text);
        if (years.Count == 0) return null;
        int first = Number(years[0].ValueSpan);
        // "1788 or 1789", "1871-1874"
        return years.Count > 1 && Math.Abs(Number(years[^1].ValueSpan) - first) > MaxSpan ? null : first;
    }

    /// <summary>Whether a text is a year and nothing else: "1872", "(c. 1665)", "1871-74".</summary>
    public static bool IsYear(string text) => OnlyYear().IsMatch(text) && Parse(text) is not null;

    /// <summary>Whether a number in the name of a file may be the year of a painting or a piece, and not another number.</summary>
    public static bool IsPlausible(int year) => year is >= 1200 and <= 2049;

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![0-9])[0-9]{4}(?![0-9])")]
    private static partial Regex Years();

    [GeneratedRegex(@"\b(before|after|until|since|not before|not after|by|vor|nach|seit|bis|avant|après|antes de|después de|prima del|dopo)\s+(c(a|irca)?\.?\s*)?[0-9]{4}"
        + @"|[0-9]\s*(BC|BCE|B\.C\.|v\. ?Chr)|[0-9]{2}00s\b|\b(post|ante)[- ]?[0-9]{4}|[<>][ ]*[0-9]{4}", RegexOptions.IgnoreCase)]
    private static partial Regex Unsure();

    [GeneratedRegex(@"^[\s([]*(c(a|irc)?a?\.?|um|vers|about|around|dated)?\s*[0-9]{4}\s*([-–—/]\s*[0-9]{2,4})?\s*\??[\s)\]]*$", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyYear();
}
