using System.Diagnostics.CodeAnalysis;

namespace Pix2Pitch.Styles;

/// <summary>The names of the styles as text columns and files have them: lower-case English nouns.</summary>
public static class StyleNames
{
    private static readonly string[] s_all = [.. Enum.GetValues<Style>().Select(style => style.ToString().ToLowerInvariant())];

    private static readonly Dictionary<string, Style> s_byName = Enum.GetValues<Style>()
        .Select(style => (Name: Of(style), style))
        .Concat([
            ("classical", Style.Classicism), ("classic", Style.Classicism), ("romantic", Style.Romanticism),
            ("impressionist", Style.Impressionism), ("expressionist", Style.Expressionism),
        ])
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    // What stands beside the name of a style and says nothing.
    private static readonly HashSet<string> s_besides =
        ["art", "painting", "paintings", "music", "style", "period", "era", "movement", "artworks", "works", "images", "pictures", "malerei", "musik", "epoche", "stil",
            "train", "training", "val", "valid", "validation", "test", "dev", "set"];

    // What museums and data sets call styles, by folded words; null for a style that is known and is none of the five.
    private static readonly Lazy<Dictionary<string, Style?>> s_foreign = new(() => EmbeddedTable.Read("style-names.csv")
        .SelectMany(row => EmbeddedTable.List(row["names"]), (row, name) =>
            (Words: Fold(name), Style: s_byName!.TryGetValue(row["style"], out Style style) ? style : (Style?)null))
        .Concat(s_byName!.Select(pair => (Words: Fold(pair.Key), Style: (Style?)pair.Value)))
        .DistinctBy(pair => pair.Words)
        .ToDictionary(pair => pair.Words, pair => pair.Style));

    /// <summary>All names in key order: the name of the style with key value k is at index k - 1.</summary>
    public static IReadOnlyList<string> All => s_all;

    /// <summary>The name of a style.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not one of the five.</exception>
    public static string Of(Style style)
        => (uint)style - 1 < (uint)s_all.Length
            ? s_all[(uint)style - 1]
            : throw new ArgumentOutOfRangeException(nameof(style), style, $"A style is a value from 1 to {s_all.Length}.");

    /// <summary>
    /// Reads a name in any case, as a noun or an adjective ("Romanticism", "romantic"), or as museums and data sets call it, by
    /// <c>data/style-names.csv</c> ("Rococo", "Post_Impressionism"); also with a number or a word such as "art" or "period" beside it
    /// ("01 Baroque", "Impressionist paintings").
    /// </summary>
    /// <param name="text">The name; null, empty or a style that is none of the five gives false.</param>
    /// <param name="style">The style, where the answer is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Style style)
    {
        style = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        if (s_byName.TryGetValue(text.Trim(), out style)) return true;
        style = Foreign(text) ?? default;
        return style != default;
    }

    /// <summary>Whether a text names a style, be it none of the five.</summary>
    internal static bool IsKnown(string? text) => TryParse(text, out _) || text is not null && Key(text) is not null;

    private static Style? Foreign(string text) => Key(text) is { } key ? s_foreign.Value[key] : null;

    private static string? Key(string text)
    {
        List<string> words = NameFolding.Words(text);
        string all = string.Join(' ', words), fewer = string.Join(' ', words.Where(word => !s_besides.Contains(word)));
        return s_foreign.Value.ContainsKey(all) ? all : fewer.Length > 0 && s_foreign.Value.ContainsKey(fewer) ? fewer : null;
    }

    private static string Fold(string text) => string.Join(' ', NameFolding.Words(text));

    /// <summary>Reads a name as <see cref="TryParse"/> does; null where it is none.</summary>
    public static Style? ParseOrNull(string? text) => TryParse(text, out Style style) ? style : null;
}
