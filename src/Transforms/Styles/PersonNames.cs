using System.Text.RegularExpressions;

namespace Pix2Pitch.Styles;

/// <summary>Takes a name apart as museums and catalogues write it: with dates, a nationality, and who it only may be.</summary>
internal static partial class PersonNames
{
    // What stands in a piece of text that says when and where somebody lived, beside places and nationalities.
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

    /// <summary>Whether a text names nobody: it is empty, has no letter ("04"), or says so ("Unknown artist", "Various").</summary>
    public static bool IsNobody(string? name)
    {
        List<string> words = NameFolding.Words(name);
        return words.Count == 0 || s_nobody.Contains(string.Join(' ', words)) || s_nobody.Contains(string.Concat(words)) || Numbered().IsMatch(name!.Trim());
    }

    /// <summary>
    /// The name without dates and nationality, the longest first: of "Claude Monet (French, 1840-1926)", "Monet, Claude, French" and
    /// "Claude Monet French, 1840–1926" "Claude Monet" in the order of its words. Nothing where nothing of the kind is there.
    /// </summary>
    public static IEnumerable<string> WithoutDetails(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) yield break;
        string[] pieces = [.. Pieces().Split(name).Where(piece => piece.Trim().Length > 0)];
        string[] kept = [.. pieces.Where((piece, i) => i == 0 || !IsDetail(piece))];
        string shorter = string.Join(", ", kept.Select(piece => piece.Trim()));
        if (kept.Length < pieces.Length) yield return shorter;
        // "Vincent van Gogh Dutch 1853-1890": a nationality behind the name without a comma.
        string[] words = kept.Length == 0 ? [] : Dates().Replace(kept[0], " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int length = words.Length - 1; length > 0 && words[length].Any(char.IsLetter) && IsDetail(words[length]); length--)
            yield return string.Join(", ", kept.Skip(1).Prepend(string.Join(' ', words[..length])));
    }

    /// <summary>The name without dates and nationality, or as it is.</summary>
    public static string Plain(string name) => WithoutDetails(name).LastOrDefault(name);

    /// <summary>"workshop of Rembrandt" and "Rembrandt (follower of)" without the words that say that it is not the person's own work.</summary>
    public static string? WithoutQualifier(string? name) => name is null ? null : Qualifier().Replace(name, " ").Trim();

    /// <summary>What stands in brackets behind a name, and the name; null where there are no brackets.</summary>
    public static (string Outside, string Inside)? InBrackets(string? name)
    {
        Match match = Bracketed().Match(name ?? "");
        if (!match.Success) return null;
        string outside = string.Concat(name.AsSpan(0, match.Index), " ", name.AsSpan(match.Index + match.Length));
        return (WithoutDetails(outside).LastOrDefault(outside), match.Groups[1].Value);
    }

    /// <summary>Whether a piece says nothing but when and where.</summary>
    private static bool IsDetail(string piece)
    {
        List<string> words = NameFolding.Words(piece);
        // "Monet, C." has an initial and no "circa", which stands before a number.
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
