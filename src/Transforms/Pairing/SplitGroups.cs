using System.Text;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// The groups that <see cref="DataSplit"/> keeps together. Callers can add more, such as the same picture in two files.
/// </summary>
public static class SplitGroups
{
    /// <summary>
    /// The groups of a painting: its artist, in any spelling, with or without dates, nationality or initials, and the painting itself. An
    /// ambiguous name counts for everyone it may mean, and a workshop or follower counts as the artist.
    /// </summary>
    public static IReadOnlyList<string> OfPainting(Work row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. PeopleOf(row.Name).Select(person => $"artist: {person}"), .. WorksOf(row, "painting")];
    }

    /// <summary>
    /// The groups of a clip: its piece, by <see cref="Work.PieceId"/> and by composer and title. Not its composer: a style has too few.
    /// </summary>
    public static IReadOnlyList<string> OfMusic(Work row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. WorksOf(row, "piece")];
    }

    private static IEnumerable<string> WorksOf(Work row, string kind)
    {
        if (row.PieceId.Length > 0) yield return $"{kind}: {row.PieceId}";
        if (PersonNames.IsNobody(row.Title)) yield break; // "Track 04"
        string title = Plain(row.Title);
        string[] people = PeopleOf(row.Name);
        foreach (string person in people) yield return $"{kind}: {person}: {title}";
        // Two recordings of the same piece whose composer is unknown.
        if (people.Length == 0 && kind == "piece") yield return $"{kind}: {title}";
    }

    private static string[] PeopleOf(string name)
    {
        if (PersonNames.IsNobody(name)) return [];
        IReadOnlyList<Person> people = KnowledgeBase.Default.MayMean(name);
        if (people.Count > 0) return [.. people.Select(person => $"{person.Name} ({person.Born})")];
        string plain = PersonNames.Plain(PersonNames.WithoutQualifier(name)!);
        string key = NameFolding.Key(plain);
        if (key.Length == 0) return [name];
        // "Artist 12" and "Artist 13" differ only by their number, which is ignored in other names.
        string number = string.Concat(plain.Split(' ', '-', '_').Where(word => word.Length is > 0 and < 4 && word.All(char.IsAsciiDigit)));
        if (number.Length > 0) return [$"{key} {number}"];
        return WithInitial(plain) is { } initial ? [key, initial] : [key];
    }

    // "J. Nobody" may be John Nobody. It does no harm that Jane Nobody comes into the same split.
    private static string? WithInitial(string name)
    {
        string[] sides = name.Split(',', 2);
        List<string> words = NameFolding.Words(sides.Length == 2 ? $"{sides[1]} {sides[0]}" : name);
        return words is [var first, .., { Length: > 2 } surname] ? $"{surname}, {first[0]}." : null;
    }

    // Letters without accents, and numbers, because titles may differ only by a number.
    private static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (string word in NameFolding.WordsAndNumbers(title)) plain.Append(word);
        return plain.ToString();
    }
}
