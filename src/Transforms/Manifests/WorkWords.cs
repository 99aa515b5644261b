using System.Globalization;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Manifests;

/// <summary>Finds who made a work among the pieces of a file's name, by the knowledge base and by the form of the name.</summary>
internal sealed class WorkWords(PersonKind kind)
{
    private const int MaxNameWords = 6;

    // Words before a person who is shown, thanked or copied.
    private static readonly HashSet<string> s_before =
        ["of", "to", "for", "with", "and", "after", "in", "at", "from", "like", "vs", "&", "de", "von", "nach", "und", "et", "y", "portrait", "school", "style", "workshop", "circle", "follower", "madame", "mrs", "mr"];

    /// <summary>The person's name, where the text is one of this kind and of nobody else.</summary>
    public string? Find(string text) => KnowledgeBase.Default.Find(text) is { } person && person.Kind == kind ? person.Name : null;

    /// <summary>Whether a name in WikiArt's form is one: somebody known, or written as only WikiArt does.</summary>
    public bool IsAccepted(WorkName slug)
        => IsKnown(slug.Name)
            || slug.Name.Any(char.IsLetter) && !slug.Name.Any(char.IsAsciiDigit) && kind == PersonKind.Artist && !slug.Name.Any(char.IsAsciiLetterUpper)
            && (slug.Name.Contains(' ', StringComparison.Ordinal) || slug.Year is not null);

    /// <summary>Which of several pieces names the maker; -1 where none does.</summary>
    public int MakerAmong(IReadOnlyList<string> parts)
    {
        foreach (Func<string, bool> isMaker in (Func<string, bool>[])[part => Find(part) is not null, IsKnown])
        {
            for (int i = 0; i < parts.Count; i++)
            {
                if (isMaker(parts[i])) return i;
            }
        }
        // "Artist - Title" is how pictures are named. In the names of recordings the first may as well be the player.
        return kind == PersonKind.Artist && IsName(parts[0]) ? 0 : -1;
    }

    /// <summary>Takes a text without separators apart: "Claude Monet, Water Lilies", "Water Lilies by Claude Monet", "1665 Claude Monet Water Lilies".</summary>
    public (string Name, string Title, int? Year) Split(string text)
    {
        if (IsKnown(text) && !text.Any(char.IsAsciiDigit)) return (text, "", null);
        int? year = null;
        string rest = text;
        if (text.Length > 5 && text[..4].All(char.IsAsciiDigit) && text[4] == ' ')
        {
            int number = int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture);
            if (WorkYear.IsPlausible(number)) (year, rest) = (number, text[5..].Trim());
        }

        string[] pieces = rest.Split(',', StringSplitOptions.TrimEntries);
        for (int length = Math.Min(3, pieces.Length - 1); length > 0; length--) // "Monet, Claude, Water Lilies" before "Monet, ..."
        {
            string name = string.Join(", ", pieces[..length]);
            if (IsKnown(name)) return WithoutYear(name, pieces[length..], year);
        }
        if (rest.LastIndexOf(" by ", StringComparison.OrdinalIgnoreCase) is > 0 and var by && IsKnown(rest[(by + 4)..]))
            return (rest[(by + 4)..], rest[..by], year);

        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int length = Math.Min(MaxNameWords, words.Length); length > 0; length--)
        {
            string name = string.Join(' ', words[..length]);
            if (Find(name) is not null && !words[..length].Any(word => word.Any(char.IsAsciiDigit) || word is "(" or "-"))
                return (name.TrimEnd(',', ':'), string.Join(' ', words[length..]), year);
        }
        return AtTheEnd(rest) is { } end ? (end.Name, end.Title, year ?? end.Year) : ("", rest, year);
    }

    // "The Starry Night, Vincent van Gogh, 1889", "Girl with a Pearl Earring (Johannes Vermeer, 1665)", "Water Lilies Claude Monet 1906"
    private (string Name, string Title, int? Year)? AtTheEnd(string text)
    {
        string[] pieces = text.Split([',', '(', ')', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int? year = pieces.Skip(1).Where(WorkYear.IsYear).Select(WorkYear.Parse).FirstOrDefault();
        for (int i = 1; i < pieces.Length; i++)
        {
            string name = pieces[i].StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? pieces[i][3..] : pieces[i];
            if (Find(name) is not null && !name.Any(char.IsAsciiDigit)) return (name, string.Join(", ", pieces.Where((piece, at) => at != i && !WorkYear.IsYear(piece))), year);
        }
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 2 && WorkYear.IsYear(words[^1])) (words, year) = (words[..^1], WorkYear.Parse(words[^1]));
        for (int length = Math.Min(MaxNameWords, words.Length - 1); length > 1; length--)
        {
            string name = string.Join(' ', words[^length..]);
            // "Portrait of Claude Monet" is not by Monet.
            if (Find(name) is not null && !name.Any(char.IsAsciiDigit) && !s_before.Contains(words[^(length + 1)].ToLowerInvariant()))
                return (name, string.Join(' ', words[..^length]), year);
        }
        return null;
    }

    private static (string, string, int?) WithoutYear(string name, string[] pieces, int? year)
    {
        if (pieces.Length > 1 && WorkYear.IsYear(pieces[^1])) return (name, string.Join(", ", pieces[..^1]), WorkYear.Parse(pieces[^1]) ?? year);
        return (name, string.Join(", ", pieces), year);
    }

    /// <summary>Whether a text is the name of somebody of this kind, or a surname of several, such as "Bach".</summary>
    public bool IsKnown(string text)
        => !PersonNames.IsNobody(text) && KnowledgeBase.Default.Lookup(text) is { Candidates.Count: > 0 } found
            && found.Candidates.Any(person => person.Kind == kind) && (found.IsFullName || IsSurname(text, found));

    private static bool IsSurname(string text, PersonLookup found)
        => NameFolding.Words(text) is [.., var last] && found.Candidates.All(person => NameFolding.Words(person.Name).Contains(last))
            && found.Candidates.Any(person => NameFolding.Words(person.Name)[^1] == last || NameFolding.Words(text).Count > 1);

    // Letters only, not too many words, and no orchestra.
    private static bool IsName(string text)
        => !PersonNames.IsNobody(text) && !text.Any(char.IsAsciiDigit) && text.Split(' ').Length <= MaxNameWords && !WorkName.IsEnsemble(text);
}
