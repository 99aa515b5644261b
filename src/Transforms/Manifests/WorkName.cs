using System.Text.RegularExpressions;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>
/// What the name of a file tells about a work: its artist or composer, title and year. Supported are the naming schemes of Wikimedia Commons
/// ("Vincent_van_Gogh_-_De_slaapkamer_-_Google_Art_Project", "Johannes Vermeer (1632-1675) - The Milkmaid (1658)"), of WikiArt
/// ("claude-monet_impression-sunrise-1872"), of record collections ("04 - Claude Debussy - La mer") and commas ("Claude Monet, Water Lilies, 1906").
/// A name in none of these forms is a title; no artist is guessed.
/// </summary>
/// <param name="Name">The artist or composer; empty where the name does not say it.</param>
/// <param name="Title">The title; the cleaned name where nothing else is in it.</param>
/// <param name="Year">The year of the work; null where the name does not say it.</param>
internal sealed partial record WorkName(string Name, string Title, int? Year)
{
    private static readonly HashSet<string> s_ensembles = new(StringComparer.Ordinal)
    {
        "orchestra", "orchester", "orchestre", "orquesta", "philharmonic", "philharmoniker", "philharmonie", "philharmonia", "filarmonica", "symphony", "sinfonia",
        "sinfonieorchester", "quartet", "quartett", "quatuor", "trio", "quintet", "ensemble", "consort", "choir", "chorus", "chor", "choeur", "academy", "staatskapelle",
        "kapelle", "concertgebouw", "band", "soloists", "players", "camerata", "collegium", "singers", "opera",
    };

    /// <summary>Reads a name.</summary>
    /// <param name="stem">The name of the file without folder and ending.</param>
    /// <param name="kind">Whether artists or composers are named.</param>
    /// <param name="known">Who made it, where the folders say it; the name is then only title and year. Null: they do not.</param>
    public static WorkName Parse(string stem, PersonKind kind, Person? known = null)
    {
        string text = Cleaned(stem);
        var words = new WorkWords(kind);
        if (known is null && WikiArt(text) is { } slug && words.IsAccepted(slug)) return slug;
        if (text.IndexOfAny([' ', '_']) < 0 && text.Count(c => c == '-') > 1) text = text.Replace('-', ' ').Trim(); // a slug
        text = text.Replace('_', ' ');
        text = Spaces().Replace(text, " ").Trim();
        text = TrackNumber().Replace(text, "", 1).Trim();

        List<string> parts = [.. Separator().Split(text).Select(part => TrackNumber().Replace(part.Trim(), "", 1).Trim()).Where(part => part.Length > 0)];
        parts.RemoveAll(part => parts.Count > 1 && (Noise().IsMatch(part) || part.All(char.IsAsciiDigit) && part.Length < 4));
        int? year = null;
        foreach (string part in parts.Where(WorkYear.IsYear).ToArray())
        {
            if (parts.Count == 1) break;
            year ??= Plausible(WorkYear.Parse(part));
            parts.Remove(part);
        }
        string name = known?.Name ?? "";
        if (known is not null)
        {
            parts.RemoveAll(part => parts.Count > 1 && words.Find(part) == known.Name);
        }
        else if (parts.Count > 1)
        {
            int at = words.MakerAmong(parts);
            if (at >= 0)
            {
                name = WithoutLife(parts[at]);
                year ??= YearIn(name, marked: true);
                name = TitleYear().Replace(name, " ").Trim();
                parts.RemoveAt(at);
            }
        }
        else if (parts.Count == 1)
        {
            (name, parts[0], int? before) = words.Split(parts[0]);
            year ??= before;
        }
        string title = WithoutLife(string.Join(" - ", parts));
        if (!Counter().IsMatch(text)) year ??= YearIn(title);
        name = WithoutLife(name);
        title = Spaces().Replace(TitleYear().Replace(title, " "), " ").Trim(' ', ',', '-', '–', '—', '_', '.');
        if (title.Length == 0) title = name.Length > 0 && known is null ? "" : text;
        return new WorkName(name, title, kind == PersonKind.Composer ? Composed(year, name) : year);
    }

    /// <summary>
    /// The year of a piece, from a text beside a recording, which may as well give the year of the recording: a year counts in the composer's life or,
    /// of an unknown composer, before there were recordings.
    /// </summary>
    public static int? Composed(int? year, string composer)
        => year is not { } value ? null
            : KnowledgeBase.Default.Find(composer) is { } person ? (value > person.Born && value <= person.Died ? value : null)
            : value < FirstRecordings ? value : null;

    /// <summary>Before this year nothing was recorded that is heard today.</summary>
    public const int FirstRecordings = 1890;

    /// <summary>Whether a text names an orchestra, a choir or another group of players.</summary>
    public static bool IsEnsemble(string name) => NameFolding.Words(name).Any(word => s_ensembles.Contains(word));

    /// <summary>WikiArt's form: words of the artist with hyphens, one underscore, words of the title with hyphens, often the year.</summary>
    private static WorkName? WikiArt(string text)
    {
        string[] sides = text.Split('_');
        if (sides.Length != 2 || text.Contains(' ', StringComparison.Ordinal) || sides[0].Length == 0 || sides[1].Length == 0) return null;
        string title = sides[1].Replace('-', ' ').Trim();
        return new WorkName(sides[0].Replace('-', ' ').Trim(), title, YearIn(title));
    }

    private static string Cleaned(string stem)
    {
        string text = stem;
        if (Encoded().IsMatch(text))
        {
            string decoded = Uri.UnescapeDataString(text);
            if (!decoded.Contains('\ufffd', StringComparison.Ordinal) && !decoded.Contains('%', StringComparison.Ordinal)) text = decoded;
        }
        text = Namespace().Replace(text, "");
        text = Scaled().Replace(text, "");
        return Marks().Replace(text, "");
    }

    // "(1632-1675)", "(French, 1840–1926)", "(b. 1955)": years of life, and not of a work
    private static string WithoutLife(string text)
        => Brackets().Replace(text, match => AnyYear().Count(match.Value) > 1 && WorkYear.Parse(match.Value) is null || AnyYear().IsMatch(match.Value) && BornOrDied().IsMatch(match.Value)
            ? "" : match.Value).Trim();

    // The one in brackets, or a range at the end; else the only one.
    private static int? YearIn(string title, bool marked = false)
    {
        string plain = Accession().Replace(title, " ");
        if (MarkedYear().Match(plain) is { Success: true } match && Plausible(WorkYear.Parse(match.Value)) is { } year) return year;
        if (marked) return null;
        int[] all = [.. AnyYear().Matches(plain).Select(each => WorkYear.Parse(each.Value)).OfType<int>().Where(WorkYear.IsPlausible).Distinct()];
        return all.Length == 1 ? all[0] : null;
    }

    private static int? Plausible(int? year) => year is { } value && WorkYear.IsPlausible(value) ? value : null;

    [GeneratedRegex(@"%[0-9A-Fa-f]{2}")]
    private static partial Regex Encoded();

    [GeneratedRegex(@"^(File|Image|Datei|Bild|Fichier|Archivo|Immagine)(:|%3A)[ _]*", RegexOptions.IgnoreCase)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^[0-9]{2,5}px[-_ ]+|(^|[-_ ]+)[0-9]{3,5} ?x ?[0-9]{3,5}(px)?$|[-_ ]+[0-9]{2,5} ?px$", RegexOptions.IgnoreCase)]
    private static partial Regex Scaled();

    [GeneratedRegex(@"[ _-]*\((cropped|crop|restored|edited|retouched|colou?r[ _]corrected|low[ _]res|hi[ _]?res|high[ _]resolution|copy)[ _]?[0-9]{0,2}\)|[ _-]*\([0-9]{1,2}\)", RegexOptions.IgnoreCase)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // "04 - ", "04. ", "1-04 ", "04 Prelude"; and not "12 Sunflowers" or "4 Seasons"
    [GeneratedRegex(@"^(?:[0-9]{1,2}-)?(?:0[0-9]{1,2}|[0-9]{1,3}(?=\s*[.)]|\s+[-–—]\s))(?:\s*[.)])?(?:\s+[-–—]\s+|\s+)")]
    private static partial Regex TrackNumber();

    [GeneratedRegex(@"\s+[-–—]{1,2}\s+|\s+[–—]|[–—]\s+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(Google (Art Project|Cultural Institute)|Wikimedia Commons|Wikipedia|WikiArt|WGA ?[0-9]*|The Yorck Project|Web Gallery of Art|Public Domain|cropped|restored)$", RegexOptions.IgnoreCase)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\s*\([^()]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b(b|born|d|died)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BornOrDied();

    // What cameras, scanners and scripts count: "IMG_1872", "image-1872", "1872"
    [GeneratedRegex(@"^[\s_-]*(img|dsc[nf]?|pxl|mvimg|imag|sam|cimg|dscf|p|image|images|photo|foto|bild|picture|pic|painting|scan|page|file|track|audio|screenshot|clip|sample|nr|no)?[\s_.-]*[0-9]+[\s_0-9-]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Counter();

    // Numbers of museums, "1993.132", "29.100.113", and dates of photographs, "2021-03-04"
    [GeneratedRegex(@"[0-9]+(\.[0-9]+)+|(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Accession();

    [GeneratedRegex(@"\([^()]*[0-9]{4}[^()]*\)|\[[^\[\]]*[0-9]{4}[^\[\]]*\]|[0-9]{4}\s*[-–—/ ]\s*[0-9]{2,4}\??$")]
    private static partial Regex MarkedYear();

    [GeneratedRegex(@"\s*[(\[]\s*(c(a|irca)?\.?\s*)?[0-9]{4}\s*([-–—/]\s*[0-9]{2,4})?\s*\??[)\]]|^[0-9]{4}\s+(?=\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex TitleYear();

    [GeneratedRegex(@"(?<![0-9])[0-9]{4}(?![0-9])")]
    private static partial Regex AnyYear();
}
