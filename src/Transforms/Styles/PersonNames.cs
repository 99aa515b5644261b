using System.Text.RegularExpressions;

namespace Pix2Pitch.Styles;

/// <summary>Parses names as museums and catalogues write them: with dates, a nationality, and qualifiers such as "workshop of".</summary>
internal static partial class PersonNames
{
    // Words that occur with the years and places of a life.
    private static readonly HashSet<string> s_lifeWords =
    [
        "born", "died", "b", "d", "active", "act", "fl", "c", "ca", "circa", "about", "century", "th", "st", "nd", "rd", "in", "and", "or", "to",
        "ne", "nee", "geb", "gest", "geboren", "gestorben", "painter", "composer", "artist", "maler", "komponist", "peintre", "compositeur", "pintor",
    ];

    private static readonly HashSet<string> s_nobody =
    [
        "unknown", "anonymous", "anon", "anonym", "unbekannt", "inconnu", "anonyme", "anonimo", "desconocido", "sconosciuto", "various", "various artists",
        "unknown artist", "artist unknown", "unknown composer", "unknown painter", "unidentified", "unidentified artist", "diverse", "na", "none",
        "null", "nan", "nn", "traditional", "verschiedene", "varios", "vari",
    ];

    /// <summary>Whether a text does not name a person: it is empty, has no letter ("04"), or is a phrase such as "Unknown artist" or "Various".</summary>
    public static bool IsNobody(string? name)
    {
        List<string> words = NameFolding.Words(name);
        return words.Count == 0 || s_nobody.Contains(string.Join(' ', words)) || s_nobody.Contains(string.Concat(words)) || Numbered().IsMatch(name!.Trim());
    }

    /// <summary>
    /// The name without dates and nationality, in several variants, the longest first. "Claude Monet (French, 1840-1926)", "Monet, Claude,
    /// French" and "Claude Monet French, 1840–1926" give the two words of the name in their order. Empty if the name has no such details.
    /// </summary>
    public static IEnumerable<string> WithoutDetails(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) yield break;
        string[] pieces = [.. Pieces().Split(name).Where(piece => piece.Trim().Length > 0)];
        string[] kept = [.. pieces.Where((piece, i) => i == 0 || !IsDetail(piece))];
        string shorter = string.Join(", ", kept.Select(piece => piece.Trim()));
        if (kept.Length < pieces.Length) yield return shorter;
        // "Vincent van Gogh Dutch 1853-1890": a nationality after the name without a comma.
        string[] words = kept.Length == 0 ? [] : Dates().Replace(kept[0], " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int length = words.Length - 1; length > 0 && words[length].Any(char.IsLetter) && IsDetail(words[length]); length--)
            yield return string.Join(", ", kept.Skip(1).Prepend(string.Join(' ', words[..length])));
    }

    /// <summary>The name without dates and nationality; unchanged if it has none.</summary>
    public static string Plain(string name) => WithoutDetails(name).LastOrDefault(name);

    /// <summary>The name without words such as "workshop of" or "(follower of)", which mean that the work is not the person's own.</summary>
    public static string? WithoutQualifier(string? name) => name is null ? null : Qualifier().Replace(name, " ").Trim();

    /// <summary>A name and the text in brackets that follows it; null if there are no brackets.</summary>
    public static (string Outside, string Inside)? InBrackets(string? name)
    {
        Match match = Bracketed().Match(name ?? "");
        if (!match.Success) return null;
        string outside = string.Concat(name.AsSpan(0, match.Index), " ", name.AsSpan(match.Index + match.Length));
        return (WithoutDetails(outside).LastOrDefault(outside), match.Groups[1].Value);
    }

    /// <summary>Whether a piece of text only gives the years and places of a life.</summary>
    private static bool IsDetail(string piece)
    {
        List<string> words = NameFolding.Words(piece);
        // The "C." in "Monet, C." is an initial. A "c." that means circa is followed by a number.
        bool hasNumber = piece.Any(char.IsAsciiDigit);
        words.RemoveAll(word => (word.Length > 2 || hasNumber) && s_lifeWords.Contains(word));
        return words.Count == 0 ? hasNumber || piece.Any(char.IsLetter) : Places.AreAll(words);
    }

    [GeneratedRegex(@"[(),;\[\]]")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"[0-9]{3,4}\s*[-–—]?\s*")]
    private static partial Regex Dates();

    [GeneratedRegex(@"\(([^()]*)\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(track|disc|disk|cd|titel|spur|piste|pista|side)\s*[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\b((after|possibly|probably|formerly|manner|style|school|circle|workshop|studio|follower|followers|pupil|imitator|copy|copyist|atelier|werkstatt|umkreis|schule|nachfolger"
        + @"|attributed|attribué|attr\.?|zugeschrieben|nach|after|d['’]après|entourage|école|taller|seguidor|atribuido|bottega|attribuito|cerchia)\b(\s+(to|of|after|by|von|de|des|du|à|a|di)\b)*)", RegexOptions.IgnoreCase)]
    private static partial Regex Qualifier();
}
