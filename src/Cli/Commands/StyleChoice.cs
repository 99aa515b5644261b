using System.Globalization;
using Pix2Pitch.Styles;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary>Finds the style of a painting from who painted it, when and where, and reports what is not known.</summary>
internal static class StyleChoice
{
    private const string Automatic = "auto", None = "none";

    /// <summary>The values of --style.</summary>
    public static IEnumerable<string> Values => StyleNames.All.Append(Automatic).Append(None);

    /// <summary>Whether the style is found automatically.</summary>
    public static bool IsAutomatic(string style) => style.Equals(Automatic, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error in the name of a style; null if there is none.</summary>
    public static string? Check(string style)
        => IsAutomatic(style) || IsNone(style) || StyleNames.TryParse(style, out _) ? null
            : Suggestions.For(style, Values) is { Length: > 0 } near ? $"There is no style '{style}'{near}"
            : $"There is no style '{style}': choose auto, none, {string.Join(", ", StyleNames.All)}.";

    /// <summary>Whether the music is to have no style.</summary>
    public static bool IsNone(string style) => style.Equals(None, StringComparison.OrdinalIgnoreCase);

    /// <summary>The style to generate with; null for none or a judged one.</summary>
    /// <param name="style">The value of --style.</param>
    /// <param name="artist">The painter; null if not given.</param>
    /// <param name="year">The year; null if not given.</param>
    /// <param name="place">The place; null if not given.</param>
    /// <param name="judges">Whether a style that is not known is judged from the picture.</param>
    /// <param name="say">Receives messages for the user, one sentence each.</param>
    public static Style? Find(string style, string? artist, int? year, string? place, bool judges, Action<string> say)
    {
        bool isAnythingKnown = artist is not null || year is not null || place is not null;
        if (!IsAutomatic(style))
        {
            if (isAnythingKnown) say($"--style {style} is used; --artist, --year and --place are for --style auto and are ignored.");
            return StyleNames.ParseOrNull(style);
        }
        if (!isAnythingKnown) return null;
        StyleFinding finding = KnowledgeBase.Default.FindStyle(artist, year, place);
        if (artist is not null && finding.Person.Person is null) say($"'{artist}' {finding.Person.Reason}{NearArtist(artist, finding.Person)}");
        if (place is not null && Places.CountriesOf(place).Count == 0)
        {
            string near = Suggestions.For(place, Places.Names);
            say($"The place '{place}' is not known and is ignored{(near.Length > 0 ? near : "; countries and large cities of Europe are known.")}");
        }
        if (finding.Style is null) say($"No style is known for this painter, year and place, so {(judges ? "it is judged from the picture" : "no style is used")}; choose one with --style.");
        else if (artist is not null && !finding.Person.IsFullName) say($"The style {StyleNames.Of(finding.Style.Value)} was found from the year and place.");
        return finding.Style;
    }

    /// <summary>The most probable styles, down to 10 %: "impressionism 62 %, romanticism 25 %".</summary>
    public static string Describe(IReadOnlyList<float> probabilities)
        => string.Join(", ", StyleNames.All.Zip(probabilities).OrderByDescending(style => style.Second).Where(style => style.Second >= 0.1f)
            .Select(style => string.Create(CultureInfo.InvariantCulture, $"{style.First} {100 * style.Second:0} %")));

    private static string NearArtist(string artist, PersonLookup lookup)
    {
        if (lookup.Candidates.Count > 0) return ".";
        string near = Suggestions.For(artist, KnowledgeBase.Default.People.Where(person => person.Kind == PersonKind.Artist).SelectMany(person => person.OtherNames.Append(person.Name)));
        return near.Length > 0 ? near : ".";
    }
}
