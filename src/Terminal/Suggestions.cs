namespace Pix2Pitch.Terminal;

/// <summary>Suggests what a mistyped word may mean.</summary>
internal static class Suggestions
{
    /// <summary>"; did you mean 'generate'?" with the one or two most similar known words; empty if none is similar.</summary>
    public static string For(string typed, IEnumerable<string> known)
    {
        (string Word, int Distance)[] near = [.. known.Distinct().Select(word => (word, Distance: Distance(Plain(typed), Plain(word))))
            .Where(word => word.Distance <= Math.Max(1, Math.Max(Plain(typed).Length, Plain(word.word).Length) / 3))
            .OrderBy(word => word.Distance).ThenBy(word => word.word, StringComparer.Ordinal)];
        string[] nearest = [.. near.Where(word => word.Distance == near[0].Distance).Take(2).Select(word => $"'{word.Word}'")];
        return nearest.Length > 0 ? $"; did you mean {string.Join(" or ", nearest)}?" : "";
    }

    // "-seed" and "--Seed" are similar to "--seed".
    private static string Plain(string word) => word.TrimStart('-').ToLowerInvariant();

    /// <summary>The number of letters to insert, remove, replace or swap with the next (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) table[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) table[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }
        return table[a.Length, b.Length];
    }
}
