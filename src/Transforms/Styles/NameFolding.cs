using System.Text;

namespace Pix2Pitch.Styles;

/// <summary>
/// Folds the spellings of a name to one: "Monet, Claude", "claude-monet", "CLAUDE MONET" and "Monét Claude" give the same key, as do
/// "Schönberg" and "Schoenberg". Accents are removed with a table, because Unicode normalisation does nothing in a process without ICU data.
/// </summary>
internal static class NameFolding
{
    private static readonly Dictionary<char, string> s_letters = Letters(
        ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"),
        ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőơ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"),
        ("u", "ùúûüũūŭůűųư"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"));

    // Words that some sources omit. None is a single letter, which would be an initial.
    private static readonly HashSet<string> s_particles =
        ["van", "von", "vom", "de", "der", "den", "la", "le", "du", "des", "di", "da", "del", "della", "dos", "zu", "af", "the", "of"];

    /// <summary>The words of a name in alphabetical order, so that their order in the text has no effect; empty if there are none.</summary>
    public static string Key(string? name)
    {
        List<string> words = JoinInitials(Words(name));
        List<string> significant = words.FindAll(word => !s_particles.Contains(word));
        if (significant.Count == 0) significant = words;
        significant.Sort(StringComparer.Ordinal);
        return string.Join(' ', significant);
    }

    /// <summary>The folded words of a text, in its order: in lower case, without accents, numbers and punctuation.</summary>
    public static List<string> Words(string? text) => Words(text, char.IsLetter);

    /// <summary>The same, with digits kept as letters are.</summary>
    public static List<string> WordsAndNumbers(string? text) => Words(text, char.IsLetterOrDigit);

    private static List<string> Words(string? text, Func<char, bool> isInWord)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in text ?? "")
        {
            if (c is '\'' or '’' or '‘' or 'ʼ' or '`' or '´') continue; // O'Keeffe, d'Indy
            if (c is >= '\u0300' and <= '\u036f') continue; // an accent after its letter, as macOS writes file names
            char lower = char.ToLowerInvariant(c);
            if (s_letters.TryGetValue(lower, out string? plain)) word.Append(plain);
            else if (isInWord(lower) || char.IsSurrogate(lower)) word.Append(lower);
            else End();
        }
        End();
        return words;

        void End()
        {
            // Umlauts are written as "a" or "ae", "o" or "oe", "u" or "ue".
            if (word.Length > 0) words.Add(word.Replace("ae", "a").Replace("oe", "o").Replace("ue", "u").ToString());
            word.Clear();
        }
    }

    /// <summary>Joins initials, which are written with or without dots and spaces: "j m w turner" becomes "jmw turner".</summary>
    private static List<string> JoinInitials(List<string> words)
    {
        var joined = new List<string>(words.Count);
        bool initials = false;
        foreach (string word in words)
        {
            bool initial = word.Length == 1;
            if (initial && initials) joined[^1] += word;
            else joined.Add(word);
            initials = initial;
        }
        return joined;
    }

    private static Dictionary<char, string> Letters(params (string Plain, string Letters)[] table)
        => table.SelectMany(row => row.Letters, (row, letter) => (letter, row.Plain)).ToDictionary(pair => pair.letter, pair => pair.Plain);
}
