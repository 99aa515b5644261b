namespace Pix2Pitch.Styles;

/// <summary>Finds the countries that a text such as "Vienna, Austria (German-born)" or "France/England" names, from <c>data/places.csv</c>.</summary>
internal static class Places
{
    private static readonly Lazy<Dictionary<string, string>> s_countries = new(Load);
    private static int s_maxWords = 1; // in a name of s_countries

    /// <summary>The countries in the order of the text, each once; empty if none is known. Text in brackets is ignored.</summary>
    public static IReadOnlyList<string> CountriesOf(string? text)
    {
        var found = new List<string>();
        if (string.IsNullOrWhiteSpace(text)) return found;
        Dictionary<string, string> countries = s_countries.Value;
        // These characters separate names.
        foreach (string part in WithoutBrackets(text).Split([',', ';', '/', '|', '\n']))
        {
            List<string> words = NameFolding.Words(part);
            for (int at = 0; at < words.Count; at++)
            {
                for (int length = Math.Min(s_maxWords, words.Count - at); length > 0; length--)
                {
                    if (!countries.TryGetValue(string.Join(' ', words.GetRange(at, length)), out string? country)) continue;
                    if (!found.Contains(country)) found.Add(country);
                    at += length - 1;
                    break;
                }
            }
        }
        return found;
    }

    /// <summary>All known names of places, as they are written.</summary>
    public static IEnumerable<string> Names => EmbeddedTable.Read("places.csv").SelectMany(row => EmbeddedTable.List(row["names"]).Append(row["country"]));

    /// <summary>The country that a text names; empty if it names none or several.</summary>
    public static string CountryOf(string? text) => CountriesOf(text) is [var country] ? country : "";

    /// <summary>Whether all words belong to names of places or nationalities.</summary>
    public static bool AreAll(List<string> words)
    {
        Dictionary<string, string> countries = s_countries.Value;
        for (int at = 0; at < words.Count;)
        {
            int length = Math.Min(s_maxWords, words.Count - at);
            while (length > 0 && !countries.ContainsKey(string.Join(' ', words.GetRange(at, length)))) length--;
            if (length == 0) return false;
            at += length;
        }
        return words.Count > 0;
    }

    private static string WithoutBrackets(string text)
    {
        for (int open; (open = text.IndexOf('(', StringComparison.Ordinal)) >= 0;)
        {
            int close = text.IndexOf(')', open);
            text = close < 0 ? text[..open] : text.Remove(open, close - open + 1);
        }
        return text;
    }

    private static Dictionary<string, string> Load()
    {
        var countries = new Dictionary<string, string>();
        foreach (IReadOnlyDictionary<string, string> row in EmbeddedTable.Read("places.csv"))
        {
            foreach (string name in EmbeddedTable.List(row["names"]).Append(row["country"]))
            {
                List<string> words = NameFolding.Words(name);
                s_maxWords = Math.Max(s_maxWords, words.Count);
                countries[string.Join(' ', words)] = row["country"];
            }
        }
        return countries;
    }
}
