using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public class PaintingMusicPairingTests
{
    private static Work Row(string path, string style, int? year = null, string place = "", string piece = "", string name = "")
        => new() { Path = path, Style = style, Year = year, Place = place, PieceId = piece, Name = name };

    private static string Text(IEnumerable<Pair> pairs) => string.Join(' ', pairs.Select(pair => $"{pair.Painting.Path}-{pair.Music.Path}"));

    private static (Work[] Paintings, Work[] Music) Many(int paintings, int clips)
    {
        var random = new Random(3);
        string[] places = ["France", "Germany", "Italy", "Atlantis"];
        return (
            [.. Enumerable.Range(0, paintings).Select(i => Row($"p{i}", StyleNames.All[i % 3], random.Next(1700, 1800), places[random.Next(4)]))],
            [.. Enumerable.Range(0, clips).Select(i => Row($"m{i}", StyleNames.All[i % 3], random.Next(1700, 1800), places[random.Next(4)], $"piece {i / 6}"))]);
    }

    [Fact]
    public void A_pair_has_one_style()
    {
        var (paintings, music) = Many(60, 30);
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(paintings, music);
        Assert.Equal(60, pairs.Count);
        Assert.All(pairs, pair =>
        {
            Assert.Equal(pair.Painting.Style, pair.Music.Style);
            Assert.Equal(StyleNames.Of(pair.Style), pair.Painting.Style);
        });
        Assert.Equal(paintings, pairs.Select(pair => pair.Painting));
    }

    [Fact]
    public void Period_decides_inside_a_style()
        => Assert.Equal("late-1740 early-1650", Text(PaintingMusicPairing.Pair(
            [Row("late", "baroque", 1738), Row("early", "baroque", 1640)],
            [Row("1650", "baroque", 1650), Row("1740", "baroque", 1740)])));

    [Fact]
    public void Place_decides_between_clips_of_one_period()
    {
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            [Row("a", "baroque", 1700, "Venice"), Row("b", "baroque", 1700, "Leipzig")],
            [Row("german", "baroque", 1700, "Hamburg, Germany"), Row("italian", "baroque", 1700, "Italy")]);
        Assert.Equal("a-italian b-german", Text(pairs));
        Assert.All(pairs, pair => Assert.Equal((0, true), (pair.YearsApart, pair.SamePlace)));
    }

    [Fact]
    public void No_clip_is_used_for_everything()
    {
        Work[] paintings = [.. Enumerable.Range(0, 40).Select(i => Row($"p{i}", "romanticism", 1850))];
        Work[] music = [Row("best", "romanticism", 1850), .. Enumerable.Range(0, 7).Select(i => Row($"m{i}", "romanticism", 1790))];
        Assert.All(PaintingMusicPairing.Pair(paintings, music).CountBy(pair => pair.Music.Path), use => Assert.Equal(5, use.Value));
    }

    [Fact]
    public void Several_partners_are_different_clips_and_from_different_pieces_where_there_are_enough()
    {
        var (paintings, music) = Many(30, 36);
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(paintings, music, new PairingOptions { PartnersPerPainting = 3 });
        Assert.Equal(90, pairs.Count);
        foreach (var partners in pairs.GroupBy(pair => pair.Painting.Path))
        {
            Assert.Equal(3, partners.Select(pair => pair.Music.Path).Distinct().Count());
            Assert.Equal(3, partners.Select(pair => pair.Music.PieceId).Distinct().Count());
        }
    }

    [Fact]
    public void A_style_with_few_clips_gives_each_painting_all_of_them()
        => Assert.Equal(2, PaintingMusicPairing.Pair(
            [Row("p", "baroque")], [Row("m1", "baroque"), Row("m2", "baroque")], new PairingOptions { PartnersPerPainting = 9 }).Count);

    [Fact]
    public void The_same_seed_gives_the_same_pairs_and_another_gives_others()
    {
        Work[] paintings = [.. Enumerable.Range(0, 50).Select(i => Row($"p{i}", "baroque"))];
        Work[] music = [.. Enumerable.Range(0, 50).Select(i => Row($"m{i}", "baroque"))];
        string Pairs(int seed) => Text(PaintingMusicPairing.Pair(paintings, music, new PairingOptions { Seed = seed }));
        Assert.Equal(Pairs(1), Pairs(1));
        Assert.NotEqual(Pairs(1), Pairs(2));
    }

    [Fact]
    public void What_the_manifest_leaves_out_comes_from_the_knowledge_base()
    {
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            [Row("p", "", name: "Monet, Claude")],
            [Row("bach", "", name: "Bach"), Row("debussy", "", name: "Claude Debussy"), Row("unknown", "")]);
        Pair pair = Assert.Single(pairs);
        Assert.Equal(("debussy", Style.Impressionism, true), (pair.Music.Path, pair.Style, pair.SamePlace));
        Assert.InRange(pair.YearsApart!.Value, 0, 40);
    }

    [Fact]
    public void What_is_unknown_or_has_no_music_is_in_no_pair()
    {
        Assert.Empty(PaintingMusicPairing.Pair([Row("p", "cubism")], [Row("m", "baroque")]));
        Assert.Empty(PaintingMusicPairing.Pair([Row("p", "baroque")], [Row("m", "romanticism")]));
        Assert.Empty(PaintingMusicPairing.Pair([], [Row("m", "baroque")]));
        Assert.Empty(PaintingMusicPairing.Pair([Row("p", "baroque")], []));
    }

    [Fact]
    public void More_paintings_of_one_style_change_nothing_in_another()
    {
        Work[] music = [.. Enumerable.Range(0, 40).Select(i => Row($"m{i}", StyleNames.All[i % 2], 1750))];
        Work[] baroque = [.. Enumerable.Range(0, 20).Select(i => Row($"p{i}", "baroque", 1750))];
        string alone = Text(PaintingMusicPairing.Pair(baroque, music));
        IReadOnlyList<Pair> mixed = PaintingMusicPairing.Pair([Row("other", "classicism"), .. baroque], music);
        Assert.Equal(alone, Text(mixed.Where(pair => pair.Style == Style.Baroque)));
    }

    [Theory, InlineData(900, 700), InlineData(4500, 4000)] // small styles, and styles large enough for the auction
    public void The_result_does_not_depend_on_the_number_of_threads(int paintings, int clips)
    {
        (Work[] seen, Work[] heard) = Many(paintings, clips);
        string Pairs(int threads) => Text(PaintingMusicPairing.Pair(seen, heard, new PairingOptions { MaxThreads = threads }));
        string one = Pairs(1);
        Assert.Equal(one, Pairs(2));
        Assert.Equal(one, Pairs(5));
    }

    [Fact]
    public void A_clip_may_be_allowed_more_uses_than_its_share_but_not_fewer()
    {
        Work[] paintings = [.. Enumerable.Range(0, 12).Select(i => Row($"p{i}", "romanticism", 1850))];
        Work[] music = [Row("best", "romanticism", 1850), .. Enumerable.Range(0, 5).Select(i => Row($"m{i}", "romanticism", 1790))];
        int Uses(int? max) => PaintingMusicPairing.Pair(paintings, music, new PairingOptions { MaxUses = max, BalanceWeight = 0 })
            .Count(pair => pair.Music.Path == "best");
        Assert.Equal(2, Uses(null));
        Assert.Equal(2, Uses(1));
        Assert.Equal(7, Uses(7));
        Assert.Equal(12, Uses(100));
    }

    [Fact]
    public void All_clips_are_used_if_they_fit_equally_well()
    {
        Work[] paintings = [.. Enumerable.Range(0, 30).Select(i => Row($"p{i}", "romanticism", 1850))];
        Work[] music = [.. Enumerable.Range(0, 20).Select(i => Row($"m{i}", "romanticism", 1850))];
        Assert.Equal(20, PaintingMusicPairing.Pair(paintings, music).CountBy(pair => pair.Music.Path).Count());
    }

    [Fact]
    public void Few_paintings_find_the_best_of_many_clips()
    {
        Work[] paintings = [.. Enumerable.Range(0, 10).Select(i => Row($"p{i}", "romanticism", 1800 + i))];
        Work[] music = [.. Enumerable.Range(0, 3000).Select(i => Row($"m{i}", "romanticism", 1700 + (i * 7 % 200)))];
        Assert.All(PaintingMusicPairing.Pair(paintings, music), pair => Assert.Equal(0, pair.YearsApart));
    }

    [Theory]
    [InlineData(0, 50, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 50, -1)]
    [InlineData(1, 50, double.PositiveInfinity)]
    public void Options_out_of_range_are_refused(int partners, double tolerance, double weight)
        => Assert.Throws<ArgumentOutOfRangeException>(() => PaintingMusicPairing.Pair(
            [], [], new PairingOptions { PartnersPerPainting = partners, YearTolerance = tolerance, YearWeight = weight }));

    [Fact]
    public void Numbers_of_uses_and_threads_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingMusicPairing.Pair([], [], new PairingOptions { MaxUses = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingMusicPairing.Pair([], [], new PairingOptions { MaxThreads = -1 }));
    }

    [Fact]
    public void Real_paintings_all_find_real_music_and_every_clip_is_used_alike()
    {
        if (TestData.Find("train", "paintings.csv") is not { } paintings || TestData.Find("train", "music.csv") is not { } music) return;
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            ManifestReader.Read(paintings).Works, ManifestReader.Read(music).Works, new PairingOptions { PartnersPerPainting = 3 });
        Assert.Equal(3 * 614, pairs.Count);
        Assert.InRange(pairs.CountBy(pair => pair.Music.Path).Max(use => use.Value), 1, 7);
        Assert.InRange(pairs.Average(pair => pair.YearsApart!.Value), 0, 40);
    }
}
