using System.Text;
using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Pairing;

/// <summary>
/// The groups that <see cref="DataSplit"/> keeps together. Whoever knows of more (the same picture in two files) adds names of groups.
/// </summary>
public static class SplitGroups
{
    /// <summary>
    /// A painting's: its artist under any spelling, and the painting itself. A name that may mean several people stands for all of them.
    /// </summary>
    public static IReadOnlyList<string> OfPainting(ManifestRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. PeopleOf(row.Name).Select(person => $"artist: {person}"), .. WorksOf(row, "painting")];
    }

    /// <summary>
    /// A clip's: its piece, by <see cref="ManifestRow.PieceId"/> and by composer and title. Not its composer, of whom a style has too few.
    /// </summary>
    public static IReadOnlyList<string> OfMusic(ManifestRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. WorksOf(row, "piece")];
    }

    private static IEnumerable<string> WorksOf(ManifestRow row, string kind)
    {
        if (row.PieceId.Length > 0) yield return $"{kind}: {row.PieceId}";
        if (row.Title.Length == 0) yield break;
        string title = Plain(row.Title);
        foreach (string person in PeopleOf(row.Name)) yield return $"{kind}: {person}: {title}";
    }

    private static string[] PeopleOf(string name)
    {
        IReadOnlyList<Person> people = KnowledgeBase.Default.MayMean(name);
        if (people.Count > 0) return [.. people.Select(person => $"{person.Name} ({person.Born})")];
        return NameFolding.Key(name) is { Length: > 0 } key ? [key] : name.Length > 0 ? [name] : [];
    }

    // Titles differ by their numbers too, which are no part of a name.
    private static string Plain(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (char c in title)
        {
            if (char.IsLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
        }
        return plain.ToString();
    }
}
