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
    private readonly Lazy<Dictionary<string, List<(Person Person, HashSet<string> Words)>>> _byWord;

    /// <summary>A knowledge base of these people.</summary>
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

    /// <summary>The one that the library brings: <c>data/artists.csv</c> and <c>data/composers.csv</c>.</summary>
    public static KnowledgeBase Default => s_default.Value;

    /// <summary>Everyone in it.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>The person of that name; null where nobody is known by it or more than one is.</summary>
    /// <param name="name">
    /// A name in any case, with or without accents, in any order of its words; years of life and a nationality may stand behind it, as
    /// museums write them: "Claude Monet (French, 1840-1926)". Null gives null.
    /// </param>
    public Person? Find(string? name) => FindAll(name) is [var person] ? person : null;

    /// <summary>Everyone whom the name may mean: none, one, or several where it is ambiguous.</summary>
    /// <param name="name">As in <see cref="Find"/>.</param>
    public IReadOnlyList<Person> FindAll(string? name)
    {
        if (ByKey(name) is { Length: > 0 } known) return known;
        foreach (string shorter in PersonNames.WithoutDetails(name))
        {
            if (ByKey(shorter) is { Length: > 0 } people) return people;
        }
        // "Rembrandt (Rembrandt van Rijn)": both are the same.
        return PersonNames.InBrackets(name) is { } pair && ByKey(pair.Outside) is [var one] && ByKey(pair.Inside) is [var same] && one == same ? [one] : [];
    }

    /// <summary>
    /// Looks a name up and says how it fared. A name that is only a part of several people's ("Johann Strauss", of two;
    /// "Brueghel") is ambiguous and so reported; one that is a part of a single person's is unknown, for there are more people than these.
    /// </summary>
    /// <param name="name">As in <see cref="Find"/>.</param>
    public PersonLookup Lookup(string? name)
    {
        IReadOnlyList<Person> known = FindAll(name);
        if (known.Count == 1) return new PersonLookup(PersonLookupStatus.Found, known, IsFullName: true);
        if (known.Count > 1) return new PersonLookup(PersonLookupStatus.Ambiguous, known, IsFullName: true);

        Person[] candidates = KnownInPart(name);
        return candidates.Length > 1 ? new PersonLookup(PersonLookupStatus.Ambiguous, candidates, IsFullName: false) : PersonLookup.Nobody;
    }

    /// <summary>
    /// The style of a work: that of its artist or composer, else the one that prevailed in its year and place
    /// (<see cref="StylePeriods"/>); null where neither is known. A name by which several people are known counts if all of
    /// them have one style, and means an unknown style otherwise: the year does not choose between them.
    /// </summary>
    /// <param name="name">The artist or composer, as in <see cref="Find"/>; may be null.</param>
    /// <param name="year">The year of the work; may be null.</param>
    /// <param name="place">A country or well-known city; may be null.</param>
    public Style? StyleOf(string? name, int? year = null, string? place = null) => FindStyle(name, year, place).Style;

    /// <summary>
    /// The style of a work, as every part of the library labels it: the style that the manifest states, where it is one of the five, with
    /// confidence 1; else what <see cref="FindStyle(string?, int?, string?)"/> finds.
    /// </summary>
    /// <param name="statedStyle">The style as the manifest writes it; may be null or empty.</param>
    /// <param name="name">As in <see cref="StyleOf"/>.</param>
    /// <param name="year">As in <see cref="StyleOf"/>.</param>
    /// <param name="place">As in <see cref="StyleOf"/>.</param>
    public StyleFinding FindStyle(string? statedStyle, string? name, int? year, string? place)
        => StyleNames.ParseOrNull(statedStyle) is { } stated ? new StyleFinding(stated, 1, PersonLookup.Nobody) : FindStyle(name, year, place);

    /// <summary>The style as <see cref="StyleOf"/> finds it, with its confidence and what the name gave.</summary>
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
    /// Everyone whom the name may mean, be it only a part of theirs, one with initials ("C. Monet"), that of a workshop or follower, and of
    /// one person's too: for keeping apart what may be by one hand.
    /// </summary>
    internal IReadOnlyList<Person> MayMean(string? name)
    {
        name = PersonNames.WithoutQualifier(name);
        if (FindAll(name) is { Count: > 0 } known) return known;
        return [.. PersonNames.WithoutDetails(name).Prepend(name ?? "").Select(KnownInPart).FirstOrDefault(people => people.Length > 0, [])];
    }

    /// <summary>Whether a word, in any case and with or without accents, is a part of somebody's name.</summary>
    internal bool KnowsWord(string word) => NameFolding.Words(word) is [var only] && only.Length > 2 && _byWord.Value.ContainsKey(only);

    private Person[] ByKey(string? name)
        => NameFolding.Key(name) is { Length: > 0 } key && _byKey.TryGetValue(key, out Person[]? people) ? people : [];

    private Person[] KnownInPart(string? name)
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
