using System.Diagnostics.CodeAnalysis;

namespace Pix2Pitch.Styles;

/// <summary>The names of the styles in text columns and files: English nouns in lower case.</summary>
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

    // Words beside the name of a style that are ignored.
    private static readonly HashSet<string> s_ignoredWords =
        ["art", "painting", "paintings", "music", "style", "period", "era", "movement", "artworks", "works", "images", "pictures", "malerei", "musik", "epoche", "stil",
            "train", "training", "val", "valid", "validation", "test", "dev", "set"];

    // Names that museums and data sets use, as folded words; null for a style that is not one of the five.
    private static readonly Lazy<Dictionary<string, Style?>> s_byFoldedName = new(() => EmbeddedTable.Read("style-names.csv")
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
    /// Reads the name of a style in any case: a noun or an adjective ("Romanticism", "romantic"), or a name that museums and data sets use
    /// ("Rococo", "Post_Impressionism"; <c>data/style-names.csv</c>). A number and words such as "art" or "period" are ignored ("01 Baroque",
    /// "Impressionist paintings").
    /// </summary>
    /// <param name="text">The name. Null, empty text and a style that is not one of the five give false.</param>
    /// <param name="style">The style, if the result is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Style style)
    {
        style = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        if (s_byName.TryGetValue(text.Trim(), out style)) return true;
        style = (Key(text) is { } key ? s_byFoldedName.Value[key] : null) ?? default;
        return style != default;
    }

    /// <summary>Whether a text names a style, also one that is not one of the five.</summary>
    internal static bool IsKnown(string? text) => TryParse(text, out _) || text is not null && Key(text) is not null;

    /// <summary>Reads a name as <see cref="TryParse"/> does; null if it is not the name of a style.</summary>
    internal static Style? ParseOrNull(string? text) => TryParse(text, out Style style) ? style : null;

    private static string? Key(string text)
    {
        List<string> words = NameFolding.Words(text);
        string all = string.Join(' ', words), fewer = string.Join(' ', words.Where(word => !s_ignoredWords.Contains(word)));
        return s_byFoldedName.Value.ContainsKey(all) ? all : fewer.Length > 0 && s_byFoldedName.Value.ContainsKey(fewer) ? fewer : null;
    }

    private static string Fold(string text) => string.Join(' ', NameFolding.Words(text));
}
