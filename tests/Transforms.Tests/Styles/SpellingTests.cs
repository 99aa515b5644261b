using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

/// <summary>Every person of the knowledge base, under every spelling and in all formats that lists and file names use.</summary>
public class SpellingTests
{
    private static KnowledgeBase Known => KnowledgeBase.Default;

    private static IEnumerable<(Person Person, string Name)> Spellings
        => Known.People.SelectMany(person => person.OtherNames.Append(person.Name), (person, name) => (person, name));

    private static IEnumerable<string> WaysToWrite(string name)
    {
        string[] words = name.Split(' ');
        yield return name.ToUpperInvariant();
        yield return name.ToLowerInvariant();
        yield return name.ToLowerInvariant().Replace(' ', '-');
        yield return name.Replace(' ', '_');
        yield return $"  {name.Replace(" ", "   ")} ";
        yield return $"{name} (1801-1899)";
        yield return WithoutAccents(name);
        yield return name.Replace(".", "");
        yield return name.Replace(". ", ".");
        // "Turner, J. M. W.", but not "W. Turner, J. M.": no family name begins with an initial.
        foreach (int split in Enumerable.Range(1, words.Length - 1).Where(at => !words[at].EndsWith('.')))
            yield return $"{string.Join(' ', words[split..])}, {string.Join(' ', words[..split])}";
    }

    private static string WithoutAccents(string text) => string.Concat(text.Select(letter => letter switch
    {
        'É' => "E",
        'á' or 'ä' => "a",
        'ç' or 'č' => "c",
        'è' or 'é' or 'ë' or 'ě' => "e",
        'í' or 'ï' => "i",
        'ñ' or 'ň' => "n",
        'ò' or 'ó' or 'ö' or 'ø' => "o",
        'ü' => "u",
        'ÿ' => "y",
        'ł' => "l",
        'ř' => "r",
        'š' => "s",
        'ž' => "z",
        _ => $"{letter}",
    }));

    [Fact]
    public void Everyone_is_found_under_every_spelling_in_every_way_to_write_it()
    {
        var wrong = Spellings.SelectMany(spelling => WaysToWrite(spelling.Name), (spelling, written) => (spelling.Person, written))
            .Where(pair => Known.Find(pair.written) != pair.Person)
            .Select(pair => $"'{pair.written}' is not {pair.Person.Name}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Umlauts_may_be_written_with_an_e()
    {
        string WithE(string name) => name.Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue");
        Assert.All(Spellings, spelling => Assert.Equal(spelling.Person, Known.Find(WithE(spelling.Name))));
    }

    [Fact]
    public void A_name_with_another_word_is_not_found()
        => Assert.All(Known.People, person => Assert.Null(Known.Find($"workshop {person.Name}")));

    [Fact]
    public void No_spelling_is_a_bare_surname_that_another_of_that_art_has_too()
    {
        var shared = Spellings.Where(spelling => NameFolding.Words(spelling.Name).Count == 1)
            .Where(spelling => Known.People.Any(other => other != spelling.Person && other.Kind == spelling.Person.Kind
                && NameFolding.Words(other.Name)[^1] == NameFolding.Words(spelling.Name)[0]));
        Assert.Empty(shared.Select(spelling => $"{spelling.Name} of {spelling.Person.Name}"));
    }

    [Theory]
    [InlineData("Bach", 5)]
    [InlineData("BACH", 5)]
    [InlineData("Brueghel", 2)]
    [InlineData("Jan Brueghel", 2)]
    [InlineData("Haydn", 2)]
    [InlineData("Mozart", 3)]
    [InlineData("Strauss", 4)]
    [InlineData("Couperin", 2)]
    [InlineData("Carracci", 3)]
    public void A_surname_of_several_is_ambiguous_and_nobody_is_chosen(string name, int people)
    {
        PersonLookup lookup = Known.Lookup(name);
        Assert.Equal(people, lookup.Candidates.Count);
        Assert.Null(Known.Find(name));
        Assert.Null(Known.StyleOf(name));
    }

    [Fact]
    public void Nobody_is_there_twice_with_initials_and_without()
    {
        var same = Known.People.GroupBy(person => (person.Kind, Initials(person.Name)))
            .SelectMany(group => group.SelectMany(a => group, (a, b) => (a, b)))
            .Where(pair => pair.a != pair.b && Math.Abs(pair.a.Born - pair.b.Born) <= 2 && Math.Abs(pair.a.Died - pair.b.Died) <= 2);
        Assert.Empty(same.Select(pair => $"{pair.a.Name} and {pair.b.Name}"));

        static string Initials(string name)
        {
            List<string> words = NameFolding.Words(name);
            return $"{words[0][0]} {words[^1]}";
        }
    }

    [Fact]
    public void Nobody_is_there_twice_under_names_that_differ_by_a_letter_or_two()
    {
        Person[] people = [.. Known.People];
        for (int a = 0; a < people.Length; a++)
        {
            for (int b = a + 1; b < people.Length; b++)
            {
                if (people[a].Born != people[b].Born || people[a].Died != people[b].Died) continue;
                int distance = Distance(NameFolding.Key(people[a].Name), NameFolding.Key(people[b].Name));
                Assert.True(distance > 2, $"{people[a].Name} and {people[b].Name}");
            }
        }
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
