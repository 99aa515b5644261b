using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Styles;

public class KnowledgeBaseTests
{
    private static KnowledgeBase Known => KnowledgeBase.Default;

    [Theory]
    [InlineData("Claude Monet")]
    [InlineData("Monet, Claude")]
    [InlineData("claude-monet")]
    [InlineData("CLAUDE MONET")]
    [InlineData("claude_monet")]
    [InlineData("Monet Claude (1840-1926)")]
    [InlineData("  Claude   Monet ")]
    [InlineData("monet")]
    public void Case_order_and_punctuation_do_not_matter(string name) => Assert.Equal("Claude Monet", Known.Find(name)?.Name);

    [Theory]
    [InlineData("Antonin Dvorak", "Antonín Dvořák")]
    [InlineData("Dvořák, Antonín", "Antonín Dvořák")]
    [InlineData("Antoni\u0301n Dvor\u030ca\u0301k", "Antonín Dvořák")]
    [InlineData("Arnold Schönberg", "Arnold Schoenberg")]
    [InlineData("HÄNDEL, Georg Friedrich", "George Frideric Handel")]
    [InlineData("Georg Friedrich Haendel", "George Frideric Handel")]
    [InlineData("J.M.W. Turner", "J. M. W. Turner")]
    [InlineData("Turner, JMW", "J. M. W. Turner")]
    [InlineData("J.S. Bach", "Johann Sebastian Bach")]
    [InlineData("Ludwig Beethoven", "Ludwig van Beethoven")]
    [InlineData("elisabeth vigee-lebrun", "Élisabeth Vigée Le Brun")]
    public void Accents_initials_and_particles_do_not_matter(string name, string person) => Assert.Equal(person, Known.Find(name)?.Name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("1840")]
    [InlineData("Claude")]
    [InlineData("Johann")]
    [InlineData("Claude Monet and Edgar Degas")]
    [InlineData("workshop of Rembrandt")]
    [InlineData("David Teniers")]
    [InlineData("Jan Brueghel")]
    [InlineData("葛飾北斎")]
    public void A_name_that_is_nobody_s_finds_nobody(string? name) => Assert.Null(Known.Find(name));

    [Fact]
    public void A_name_that_two_people_share_finds_neither()
    {
        Person father = new("Jan Brueghel the Elder", ["Jan Brueghel"], 1568, 1625, "Belgium", Style.Baroque, PersonKind.Artist);
        Person other = new("Jan B. Brueghel", ["Brueghel, Jan"], 1740, 1800, "Belgium", Style.Classicism, PersonKind.Artist);
        var known = new KnowledgeBase([father, other]);

        Assert.Null(known.Find("Jan Brueghel"));
        Assert.Equal(2, known.FindAll("jan brueghel").Count);
        Assert.Null(known.StyleOf("Jan Brueghel"));
        Assert.Equal(father, known.Find("Jan Brueghel the Elder"));
    }

    [Fact]
    public void A_shared_name_still_tells_the_style_that_its_people_share()
    {
        Person father = new("Jan Brueghel the Elder", ["Jan Brueghel"], 1568, 1625, "Belgium", Style.Baroque, PersonKind.Artist);
        var known = new KnowledgeBase([father, father with { Name = "Jan Brueghel the Younger", Born = 1601, Died = 1678 }]);
        Assert.Equal(Style.Baroque, known.StyleOf("Jan Brueghel"));
    }

    [Fact]
    public void The_name_counts_before_the_year_and_the_place()
        => Assert.Equal(Style.Classicism, Known.StyleOf("Jean-Auguste-Dominique Ingres", 1862, "France"));

    [Fact]
    public void An_unknown_name_leaves_it_to_the_year_and_the_place()
        => Assert.Equal(Style.Impressionism, Known.StyleOf("Unknown master", 1880, "France"));

    [Fact]
    public void It_knows_at_least_250_painters_and_250_composers()
    {
        Assert.True(Known.People.Count(person => person.Kind == PersonKind.Artist) >= 250);
        Assert.True(Known.People.Count(person => person.Kind == PersonKind.Composer) >= 250);
    }

    [Theory]
    [InlineData("Johann Strauss", "Johann Strauss I,Johann Strauss II")]
    [InlineData("TENIERS, David", "David Teniers the Elder,David Teniers the Younger")]
    [InlineData("Gentileschi", "Artemisia Gentileschi,Orazio Gentileschi")]
    public void A_name_that_is_a_part_of_several_people_s_is_ambiguous(string name, string people)
    {
        PersonLookup lookup = Known.Lookup(name);
        Assert.Equal(people, string.Join(',', lookup.Candidates.Select(person => person.Name).Order(StringComparer.Ordinal)));
        Assert.Null(lookup.Person);
        Assert.All(lookup.Candidates, person => Assert.Contains($"{person.Name} ({person.Born}-{person.Died})", lookup.Reason));
    }

    [Theory]
    [InlineData("Monet, Claude", null)]
    [InlineData("Ottilie Nobody", "is not in the knowledge base")]
    [InlineData("Vincent", "may mean")]
    [InlineData("Egon", "is not in the knowledge base")]
    [InlineData("", "is not in the knowledge base")]
    [InlineData(null, "is not in the knowledge base")]
    public void A_lookup_gives_a_person_or_a_reason(string? name, string? reason)
    {
        PersonLookup lookup = Known.Lookup(name);
        Assert.Equal(reason is null, lookup.Person is not null);
        if (reason is null) Assert.Null(lookup.Reason);
        else Assert.StartsWith(reason, lookup.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_with_many_candidates_stays_short()
        => Assert.InRange(Known.Lookup("Johann").Reason!.Length, 20, 300);

    [Fact]
    public void The_year_does_not_choose_between_two_people_of_one_name()
    {
        Person one = new("A. Nonym", ["Nonym"], 1600, 1650, "France", Style.Baroque, PersonKind.Artist);
        var known = new KnowledgeBase([one, one with { Name = "B. Nonym", Born = 1840, Died = 1900, Style = Style.Impressionism }]);
        StyleFinding finding = known.FindStyle("Nonym", 1880, "France");
        Assert.Equal((null, 0f, 2), (finding.Style, finding.Confidence, finding.Person.Candidates.Count));
    }

    [Fact]
    public void A_style_by_name_has_a_higher_confidence_than_one_by_year()
    {
        Assert.Equal(1, Known.FindStyle("Monet").Confidence);
        Assert.InRange(Known.FindStyle("nobody", 1890, "France").Confidence, 0.5f, 0.9f);
        Assert.Equal(0, Known.FindStyle("nobody").Confidence);
    }

    [Fact]
    public void Everyone_s_years_and_country_are_plausible()
    {
        foreach (Person person in Known.People)
        {
            Assert.True(person.Born is >= 1530 and <= 1900, $"{person.Name} was born in {person.Born}.");
            Assert.True(person.Died is >= 1600 and < 1955, $"{person.Name} died in {person.Died}.");
            Assert.InRange(person.Died - person.Born, 15, 110);
            Assert.True(Enum.IsDefined(person.Style), person.Name);
            Assert.Equal([person.Country], Places.CountriesOf(person.Country));
        }
    }

    [Fact]
    public void A_style_fits_the_life_of_its_people()
    {
        var lives = new Dictionary<Style, (int First, int Last)>
        {
            [Style.Baroque] = (1580, 1745),
            [Style.Classicism] = (1720, 1835),
            [Style.Romanticism] = (1790, 1920),
            [Style.Impressionism] = (1850, 1930),
            [Style.Expressionism] = (1880, 1935),
        };
        foreach (Person person in Known.People)
        {
            Assert.True(
                person.MiddleYear >= lives[person.Style].First && person.MiddleYear <= lives[person.Style].Last,
                $"{person.Name}, {person.Style}, worked around {person.MiddleYear}.");
        }
    }

    [Fact]
    public void No_spelling_means_two_people()
    {
        var shared = Known.People
            .SelectMany(person => person.OtherNames.Append(person.Name).Select(NameFolding.Key).Distinct(), (person, key) => (key, person.Name))
            .GroupBy(pair => pair.key, pair => pair.Name)
            .Where(people => people.Count() > 1)
            .Select(people => $"{people.Key}: {string.Join(" and ", people)}");
        Assert.Empty(shared);
    }

    [Fact]
    public void No_spelling_is_there_twice()
    {
        var twice = Known.People.SelectMany(person => person.OtherNames.Append(person.Name)
            .GroupBy(NameFolding.Key)
            .Where(spellings => spellings.Count() > 1 || spellings.Key.Length == 0)
            .Select(spellings => $"{person.Name}: {string.Join(" and ", spellings)}"));
        Assert.Empty(twice);
    }

    [Theory]
    [InlineData("paintings.csv")]
    [InlineData("music.csv")]
    public void The_labels_of_the_real_data_follow_from_the_names(string manifest)
    {
        if (TestData.Find("train", manifest) is not { } path) return;
        foreach (Work row in ManifestReader.Read(path).Rows)
        {
            Assert.True(Known.Find(row.Name) is not null, $"Line {row.Line}: {row.Name} is unknown.");
            Assert.True(StyleNames.ParseOrNull(row.Style) == Known.StyleOf(row.Name), $"Line {row.Line}: {row.Name} is {row.Style} there.");
        }
    }
}
