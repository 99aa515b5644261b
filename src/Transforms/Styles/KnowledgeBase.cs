using System.Globalization;

namespace Pix2Pitch.Styles;

/// <summary>
/// Who painted and composed, when, where and in which style. It finds a person under any spelling and order of the name, and
/// never guesses: a name that may mean two people means nobody. Thread-safe.
/// </summary>
public sealed class KnowledgeBase
{
    private static readonly Lazy<KnowledgeBase> s_default = new(() => new(
        [.. Read("artists.csv", PersonKind.Artist), .. Read("composers.csv", PersonKind.Composer)]));

    private readonly Dictionary<string, Person[]> _byKey;

    /// <summary>A knowledge base of these people.</summary>
    public KnowledgeBase(IReadOnlyList<Person> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        People = people;
        _byKey = people
            .SelectMany(person => person.OtherNames.Append(person.Name).Select(NameFolding.Key).Distinct(), (person, key) => (key, person))
            .GroupBy(pair => pair.key, pair => pair.person)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The one that the library brings: <c>data/artists.csv</c> and <c>data/composers.csv</c>.</summary>
    public static KnowledgeBase Default => s_default.Value;

    /// <summary>Everyone in it.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>The person of that name; null where nobody is known by it or more than one is.</summary>
    /// <param name="name">A name in any case, with or without accents, in any order of its words; null gives null.</param>
    public Person? Find(string? name) => FindAll(name) is [var person] ? person : null;

    /// <summary>Everyone whom the name may mean: none, one, or several where it is ambiguous.</summary>
    /// <param name="name">As in <see cref="Find"/>.</param>
    public IReadOnlyList<Person> FindAll(string? name)
        => NameFolding.Key(name) is { Length: > 0 } key && _byKey.TryGetValue(key, out Person[]? people) ? people : [];

    /// <summary>
    /// The style of a work: that of its artist or composer, else the one that prevailed in its year and place
    /// (<see cref="StylePeriods"/>); null where neither is known. A name that may mean several people counts if all of them
    /// have one style.
    /// </summary>
    /// <param name="name">The artist or composer, as in <see cref="Find"/>; may be null.</param>
    /// <param name="year">The year of the work; may be null.</param>
    /// <param name="place">A country or well-known city; may be null.</param>
    public Style? StyleOf(string? name, int? year = null, string? place = null)
    {
        IReadOnlyList<Person> people = FindAll(name);
        return people.Count > 0 && people.All(person => person.Style == people[0].Style)
            ? people[0].Style
            : StylePeriods.StyleOf(year, place);
    }

    private static IEnumerable<Person> Read(string table, PersonKind kind)
        => EmbeddedTable.Read(table).Select(row => new Person(
            row["name"],
            EmbeddedTable.List(row["other_names"]),
            int.Parse(row["born"], CultureInfo.InvariantCulture),
            int.Parse(row["died"], CultureInfo.InvariantCulture),
            row["country"],
            Enum.Parse<Style>(row["style"], ignoreCase: true),
            kind));
}
