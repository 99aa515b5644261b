using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class DataSplitTests
{
    private static readonly SplitOptions s_options = new() { ValidationShare = 0.15, TestShare = 0.1, Seed = 1 };

    private static readonly (Style Style, string[] Groups)[] s_rows = Artists(200, Style.Baroque, Style.Romanticism);

    [Fact]
    public void An_artist_is_in_one_set_with_all_paintings()
    {
        Split[] splits = Choose(s_rows, s_options);
        Assert.Equal([Split.Train, Split.Validation, Split.Test], splits.Distinct().Order());
        AssertWhole(s_rows, splits);
    }

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(0.1, 0.1)]
    [InlineData(0, 0.3)]
    [InlineData(0.25, 0.2)]
    public void The_shares_are_met_in_every_style_as_nearly_as_whole_groups_allow(double validation, double test)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            (Style Style, string[] Groups)[] rows = [.. Artists(300, Style.Classicism), .. Artists(77, Style.Expressionism)];
            Split[] splits = Choose(rows, new() { ValidationShare = validation, TestShare = test, Seed = seed });
            foreach (var style in Enumerable.Range(0, rows.Length).GroupBy(i => rows[i].Style))
            {
                int all = style.Count(), half = all / 2, tested = style.Count(i => splits[i] == Split.Test);
                int[] artists = [.. style.GroupBy(i => rows[i].Groups[0]).Select(group => group.Count())];
                int[] left = [.. style.Where(i => splits[i] != Split.Test).GroupBy(i => rows[i].Groups[0]).Select(group => group.Count())];
                Assert.Equal(Nearest(artists, all * test, half), Math.Abs(all * test - tested), 1e-9);
                Assert.Equal(
                    Nearest(left, all * validation, half - tested),
                    Math.Abs(all * validation - style.Count(i => splits[i] == Split.Validation)), 1e-9);
            }
            AssertWhole(rows, splits);
        }
    }

    [Fact]
    public void A_chain_of_groups_is_never_cut()
    {
        var random = new Random(7);
        for (int round = 0; round < 50; round++)
        {
            (Style Style, string[] Groups)[] rows = [.. Enumerable.Range(0, 120).Select(_ => (
                (Style)random.Next(1, 6), Enumerable.Range(0, random.Next(0, 3)).Select(_ => $"group {random.Next(90)}").ToArray()))];
            Split[] splits = Choose(rows, new() { ValidationShare = 0.25, TestShare = 0.25, Seed = round });
            AssertWhole(rows, splits);
            foreach (var style in Enumerable.Range(0, rows.Length).GroupBy(i => rows[i].Style))
                Assert.True(2 * style.Count(i => splits[i] != Split.Train) <= style.Count());
        }
    }

    [Fact]
    public void Rows_are_joined_over_other_rows()
    {
        (Style Style, string[] Groups)[] rows =
        [
            (Style.Baroque, ["artist a", "picture 1"]), (Style.Baroque, ["picture 1", "artist b"]), (Style.Romanticism, ["artist b"]),
            .. Artists(60, Style.Baroque, Style.Romanticism),
        ];
        for (int seed = 0; seed < 30; seed++)
            Assert.Single(Choose(rows, new() { TestShare = 0.5, Seed = seed })[..3].Distinct());
    }

    [Fact]
    public void Rows_without_a_group_are_by_themselves()
    {
        Split[] splits = Choose([.. Enumerable.Repeat((Style.Baroque, Array.Empty<string>()), 40)], s_options);
        Assert.Equal(4, splits.Count(split => split == Split.Test));
        Assert.Equal(6, splits.Count(split => split == Split.Validation));
    }

    [Fact]
    public void The_seed_decides()
    {
        Assert.Equal(Choose(s_rows, s_options), Choose(s_rows, s_options));
        Assert.NotEqual(Choose(s_rows, s_options), Choose(s_rows, s_options with { Seed = 2 }));
        Assert.DoesNotContain(Choose(s_rows, new()), split => split != Split.Train);
    }

    [Fact]
    public void A_style_of_one_artist_keeps_that_artist_in_training()
        => Assert.DoesNotContain(
            Choose([.. Enumerable.Repeat((Style.Baroque, (string[])["artist"]), 10)], new() { TestShare = 0.5 }), split => split != Split.Train);

    [Fact]
    public void The_order_of_rows_and_the_folder_of_the_library_change_nothing()
    {
        (Style Style, string[] Groups)[] rows = Artists(100, Style.Baroque, Style.Impressionism);
        Split[] splits = Choose(rows, s_options);
        Assert.Equal(splits.Reverse(), Choose([.. rows.Reverse()], s_options));
        (Style, string[])[] In(string folder) => [.. Enumerable.Range(0, 100).Select(i => (Style.Baroque, (string[])[$"{folder}/{i}.jpg"]))];
        Assert.Equal(Choose(In("/a"), s_options), Choose(In("/b/c"), s_options));
    }

    [Fact]
    public void More_rows_of_one_style_change_nothing_in_another()
    {
        (Style Style, string[] Groups)[] more = [.. Artists(90, Style.Classicism), .. s_rows];
        Assert.Equal(Choose(s_rows, s_options), Choose(more, s_options)[90..]);
    }

    [Fact]
    public void An_artist_is_known_under_any_spelling()
    {
        string[] spellings = ["Claude Monet", "MONET, Claude", "claude-monet", "Monet"];
        string[][] groups = [.. spellings.Select((name, i) => SplitGroups.OfPainting(Row($"{i}.jpg", name, $"{i}")).ToArray())];
        Assert.All(groups, each => Assert.Contains(groups[0][0], each));
        Assert.Equal(
            Artist("Peter Unheard-of"), Artist("UNHEARD OF, Peter"));
        Assert.NotEqual(Artist("Peter Unheard-of"), Artist("Paul Unheard-of"));
        // A name that may mean several people is kept with all of them.
        IReadOnlyList<string> brueghel = SplitGroups.OfPainting(Row("b.jpg", "Brueghel", ""));
        Assert.Contains(Artist("Jan Brueghel the Elder"), brueghel);
        Assert.Contains(Artist("Jan Breughel II"), brueghel);

        static string Artist(string name) => SplitGroups.OfPainting(Row("x.jpg", name, ""))[0];
    }

    [Fact]
    public void A_piece_is_known_by_its_number_and_by_composer_and_title()
    {
        IReadOnlyList<string> one = SplitGroups.OfMusic(Row("1.flac", "Johann Sebastian Bach", "Prelude No. 1") with { PieceId = "7" });
        Assert.Contains("piece: 7", one);
        Assert.Contains(one[1], SplitGroups.OfMusic(Row("2.flac", "BACH, Johann Sebastian", "Prelude no 1")));
        Assert.DoesNotContain(one[1], SplitGroups.OfMusic(Row("3.flac", "Johann Sebastian Bach", "Prelude No. 2")));
        Assert.DoesNotContain(one[1], SplitGroups.OfMusic(Row("4.flac", "Wolfgang Amadeus Mozart", "Prelude No. 1")));
    }

    [Fact]
    public void Real_paintings_and_clips_are_split_near_to_the_shares()
    {
        if (TestData.Find("train", "paintings.csv") is not { } paintings || TestData.Find("train", "music.csv") is not { } music) return;
        foreach ((string path, Func<Work, IEnumerable<string>> groups) in
            new (string, Func<Work, IEnumerable<string>>)[] { (paintings, SplitGroups.OfPainting), (music, SplitGroups.OfMusic) })
        {
            IReadOnlyList<Work> rows = ManifestReader.Read(path).Rows;
            Split[] splits = DataSplit.Choose(rows, row => StyleNames.ParseOrNull(row.Style)!.Value, groups, s_options);
            foreach (var style in Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Style))
            {
                Assert.Equal(0.1, style.Average(i => splits[i] == Split.Test ? 1.0 : 0), 0.03);
                Assert.Equal(0.15, style.Average(i => splits[i] == Split.Validation ? 1.0 : 0), 0.03);
            }
        }
    }

    [Theory, InlineData(-0.1, 0), InlineData(0, 0.6), InlineData(0.3, 0.3), InlineData(double.NaN, 0)]
    public void Shares_out_of_range_are_refused(double validation, double test)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Choose([], new() { ValidationShare = validation, TestShare = test }));

    private static Split[] Choose((Style Style, string[] Groups)[] rows, SplitOptions options)
        => DataSplit.Choose(rows, row => row.Style, row => row.Groups, options);

    // Rows of each style in turn, of artists with one to twelve paintings of one style.
    private static (Style Style, string[] Groups)[] Artists(int count, params Style[] styles)
    {
        var random = new Random(count);
        int[] artist = new int[styles.Length], left = new int[styles.Length];
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                int style = i % styles.Length;
                if (left[style]-- == 0) (artist[style], left[style]) = (artist[style] + 1, random.Next(12));
                return (styles[style], (string[])[$"artist {artist[style]} of {styles[style]}"]);
            }),
        ];
    }

    // How near the sums of some of the sizes come to a number; none is over the most.
    private static double Nearest(int[] sizes, double wanted, int most)
    {
        HashSet<int> sums = [0];
        foreach (int size in sizes) sums.UnionWith(sums.Select(sum => sum + size).ToArray());
        return sums.Where(sum => sum <= most).Min(sum => Math.Abs(sum - wanted));
    }

    private static void AssertWhole((Style Style, string[] Groups)[] rows, Split[] splits)
    {
        foreach (var group in Enumerable.Range(0, rows.Length).SelectMany(i => rows[i].Groups, (i, name) => (Row: i, name)).GroupBy(pair => pair.name))
            Assert.Single(group.Select(pair => splits[pair.Row]).Distinct());
    }

    private static Work Row(string path, string name, string title) => new() { Path = path, Name = name, Title = title };
}
