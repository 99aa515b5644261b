using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

/// <summary>However a name is spelt, everything by one painter and every recording of one piece comes into one set.</summary>
public sealed class SplitNamesTests
{
    private static readonly string[] s_known =
        ["Claude Monet", "Camille Pissarro", "Edgar Degas", "Alfred Sisley", "Berthe Morisot", "Mary Cassatt", "Paul Cézanne", "Paul Signac", "Georges Seurat", "Gustave Caillebotte"];

    private static readonly string[] s_unknown =
        ["Nemo Nobody", "Ada Nowhere", "Otto Nirgends", "Carla Nessuno", "Jean Personne", "Ana Nadie", "Piet Niemand", "Jan Nikdo", "Eva Senki", "Olga Nikto"];

    public static TheoryData<string> Spellings => ["{0} {1} (French, 1840-1926)", "{1}, {0}", "{1}, {0}, 1840-1926", "{0} {1} French 1840–1926", "{0}_{1}", "{1} {0}", "workshop of {0} {1}", "{2}. {1}"];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_painter_is_in_one_set_only(string spelling)
    {
        foreach (string[] painters in (string[][])[s_known, s_unknown])
        {
            Work[] rows = [.. Enumerable.Range(0, 60).Select(i => new Work { Path = $"/{i}.png", Name = i % 2 == 0 ? painters[i / 6] : Written(painters[i / 6], spelling) })];
            Split[] sets = DataSplit.Choose(
                rows, _ => Style.Impressionism, SplitGroups.OfPainting, new SplitOptions { ValidationShare = 0.3, TestShare = 0.2 });
            Assert.True(sets.Distinct().Count() > 1);
            Assert.All(Enumerable.Range(0, 10), painter => Assert.Single(sets.Skip(6 * painter).Take(6).Distinct()));
        }
    }

    [Fact]
    public void Recordings_of_one_piece_share_a_group_whoever_plays()
    {
        Work one = new() { Path = "/1.flac", Name = "Claude Debussy", Title = "La mer", PieceId = "1" }, two = one with { Path = "/2.flac", Name = "Debussy, Claude (1862-1918)", Title = "LA MER", PieceId = "2" };
        Assert.NotEmpty(SplitGroups.OfMusic(one).Intersect(SplitGroups.OfMusic(two)));
        Assert.NotEmpty(SplitGroups.OfMusic(one with { Name = "" }).Intersect(SplitGroups.OfMusic(two with { Name = "" })));
        Assert.NotEmpty(SplitGroups.OfMusic(one with { Title = "Élégie" }).Intersect(SplitGroups.OfMusic(two with { Title = "E\u0301le\u0301gie" })));
    }

    [Fact]
    public void Works_of_nobody_in_particular_and_painters_with_numbers_are_not_one_person_s()
    {
        Assert.Empty(Groups("Unknown artist").Intersect(Groups("Unknown artist")));
        Assert.Empty(Groups("Artist 12").Intersect(Groups("Artist 13")));
        Assert.NotEmpty(Groups("Artist 12").Intersect(Groups("artist 12")));
    }

    private static IReadOnlyList<string> Groups(string name) => SplitGroups.OfPainting(new Work { Path = "/a.jpg", Name = name });

    private static string Written(string name, string spelling)
    {
        string[] words = name.Split(' ');
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, spelling, words[0], words[1], words[0][0]);
    }
}
