using System.Globalization;

namespace Pix2Pitch.Styles;

/// <summary>
/// Painters and composers, with their years, country and style. A person is found under any spelling of the name and any order of its words. A
/// name that may mean two people gives no person. Thread-safe.
/// </summary>
public sealed class KnowledgeBase
{
    private static readonly Lazy<KnowledgeBase> s_default = new(() => new(
        [.. Read("artists.csv", PersonKind.Artist), .. Read("composers.csv", PersonKind.Composer)]));

    private readonly Dictionary<string, Person[]> _byKey;
    private readonly Lazy<Dictionary<string, List<(Person Person, HashSet<string> Words)>>> _byWord;

    /// <summary>Creates a knowledge base of your own.</summary>
    /// <param name="people">The people.</param>
    public KnowledgeBase(IReadOnlyList<Person> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        People = people;
        _byKey = people
            .SelectMany(person => person.OtherNames.Append(person.Name).Select(NameFolding.Key).Distinct(), (person, key) => (key, person))
            .GroupBy(pair => pair.key, pair => pair.person)
            .ToDictionary(group => group.Key, group => group.ToArray());
        _byWord = new(SpellingsByWord);
    }

    /// <summary>The knowledge base of the library: <c>data/artists.csv</c> and <c>data/composers.csv</c>.</summary>
    public static KnowledgeBase Default => s_default.Value;

    /// <summary>All people in it.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>The person with this name; null if there is none or more than one.</summary>
    /// <param name="name">
    /// A name in any case, with or without accents, with its words in any order. Years of life and a nationality may follow it, as museums write
    /// them: "Claude Monet (French, 1840-1926)". Null gives null.
    /// </param>
    public Person? Find(string? name) => FindAll(name) is [var person] ? person : null;

    /// <summary>Everyone whom the name may mean: nobody, one person, or several if it is ambiguous.</summary>
    /// <param name="name">As in <see cref="Find"/>.</param>
    public IReadOnlyList<Person> FindAll(string? name)
    {
        if (ByKey(name) is { Length: > 0 } known) return known;
        foreach (string shorter in PersonNames.WithoutDetails(name))
        {
            if (ByKey(shorter) is { Length: > 0 } people) return people;
        }
        // "Rembrandt (Rembrandt van Rijn)": both names mean the same person.
        return PersonNames.InBrackets(name) is { } pair && ByKey(pair.Outside) is [var one] && ByKey(pair.Inside) is [var same] && one == same ? [one] : [];
    }

    /// <summary>
    /// Looks a name up. A name that is only a part of the names of several people ("Johann Strauss", "Brueghel") is ambiguous. A name that is only
    /// a part of one person's name is unknown, because it may belong to a person who is not in the knowledge base.
    /// </summary>
    /// <param name="name">As in <see cref="Find"/>.</param>
    public PersonLookup Lookup(string? name)
    {
        IReadOnlyList<Person> known = FindAll(name);
        if (known.Count > 0) return new PersonLookup(known, IsFullName: true);
        Person[] candidates = FindByPart(name);
        return candidates.Length > 1 ? new PersonLookup(candidates, IsFullName: false) : PersonLookup.Unknown;
    }

    /// <summary>
    /// The style of a work: that of its artist or composer, otherwise the style that prevailed in its year and place; null if neither is known. A
    /// name that several people have gives their style if it is the same, otherwise null, whatever the year.
    /// </summary>
    /// <param name="name">The artist or composer, as in <see cref="Find"/>; may be null.</param>
    /// <param name="year">The year of the work; may be null.</param>
    /// <param name="place">A country or well-known city; may be null.</param>
    public Style? StyleOf(string? name, int? year = null, string? place = null) => FindStyle(name, year, place).Style;

    /// <summary>
    /// The style of a work, as all parts of the library label it: the stated style, with confidence 1, if it is one of the five; otherwise the
    /// result of <see cref="FindStyle(string?, int?, string?)"/>.
    /// </summary>
    /// <param name="statedStyle">The style that a manifest states; may be null or empty.</param>
    /// <param name="name">As in <see cref="StyleOf"/>.</param>
    /// <param name="year">As in <see cref="StyleOf"/>.</param>
    /// <param name="place">As in <see cref="StyleOf"/>.</param>
    public StyleFinding FindStyle(string? statedStyle, string? name, int? year, string? place)
        => StyleNames.ParseOrNull(statedStyle) is { } stated ? new StyleFinding(stated, 1, PersonLookup.Unknown) : FindStyle(name, year, place);

    /// <summary>The style as in <see cref="StyleOf"/>, with its confidence and the result of the lookup of the name.</summary>
    /// <param name="name">As in <see cref="StyleOf"/>.</param>
    /// <param name="year">As in <see cref="StyleOf"/>.</param>
    /// <param name="place">As in <see cref="StyleOf"/>.</param>
    public StyleFinding FindStyle(string? name, int? year = null, string? place = null)
    {
        PersonLookup lookup = Lookup(name);
        if (lookup.IsFullName)
        {
            bool agree = lookup.Candidates.All(person => person.Style == lookup.Candidates[0].Style);
            return agree ? new StyleFinding(lookup.Candidates[0].Style, 1, lookup) : new StyleFinding(null, 0, lookup);
        }
        (Style? style, float confidence) = StylePeriods.Find(year, place);
        return new StyleFinding(style, confidence, lookup);
    }

    /// <summary>
    /// Everyone whom the name may mean, also if it is only a part of their names, has initials ("C. Monet"), or is that of a workshop or follower.
    /// Used to keep works that may be by the same person in the same split.
    /// </summary>
    internal IReadOnlyList<Person> MayMean(string? name)
    {
        name = PersonNames.WithoutQualifier(name);
        if (FindAll(name) is { Count: > 0 } known) return known;
        return [.. PersonNames.WithoutDetails(name).Prepend(name ?? "").Select(FindByPart).FirstOrDefault(people => people.Length > 0, [])];
    }

    /// <summary>Whether a word, in any case and with or without accents, is a part of somebody's name.</summary>
    internal bool KnowsWord(string word) => NameFolding.Words(word) is [var only] && only.Length > 2 && _byWord.Value.ContainsKey(only);

    private Person[] ByKey(string? name)
        => NameFolding.Key(name) is { Length: > 0 } key && _byKey.TryGetValue(key, out Person[]? people) ? people : [];

    private Person[] FindByPart(string? name)
    {
        string[] words = NameFolding.Key(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] whole = [.. words.Where(word => word.Length > 1)];
        if (whole.Length == 0 || !_byWord.Value.TryGetValue(whole[0], out List<(Person Person, HashSet<string> Words)>? spellings)) return [];
        return [.. spellings.Where(spelling => spelling.Words.IsSupersetOf(whole) && HasInitials(spelling.Words, words)).Select(spelling => spelling.Person).Distinct()];
    }

    private static bool HasInitials(HashSet<string> words, string[] name)
        => name.All(word => word.Length > 1 || words.Any(each => each[0] == word[0]));

    private Dictionary<string, List<(Person Person, HashSet<string> Words)>> SpellingsByWord()
    {
        var byWord = new Dictionary<string, List<(Person, HashSet<string>)>>();
        foreach ((string key, Person[] people) in _byKey)
        {
            HashSet<string> words = [.. key.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            foreach (string word in words)
            {
                if (!byWord.TryGetValue(word, out List<(Person, HashSet<string>)>? spellings)) byWord[word] = spellings = [];
                spellings.AddRange(people.Select(person => (person, words)));
            }
        }
        return byWord;
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
