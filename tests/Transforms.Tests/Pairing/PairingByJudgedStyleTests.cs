using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class PairingByJudgedStyleTests
{
    private static readonly float[] s_likeBaroque = [0.3f, 0.05f, 0.6f, 0.03f, 0.02f], s_likeExpressionism = [0.02f, 0.03f, 0.6f, 0.05f, 0.3f];

    [Fact]
    public void Within_a_style_a_painting_gets_music_that_leans_to_the_same_other_style()
    {
        Assert.Equal([0, 1], Partners([s_likeBaroque, s_likeExpressionism], [s_likeBaroque, s_likeExpressionism]));
        Assert.Equal([1, 0], Partners([s_likeBaroque, s_likeExpressionism], [s_likeExpressionism, s_likeBaroque]));
    }

    // The centred log ratio compares proportions: a classifier of music may be far more certain than one of pictures.
    [Fact]
    public void It_does_not_matter_how_certain_the_two_classifiers_are()
        => Assert.Equal([1, 0], Partners([s_likeBaroque, s_likeExpressionism], [[1e-5f, 1e-6f, 0.999f, 1e-5f, 9e-4f], [9e-4f, 1e-5f, 0.999f, 1e-6f, 1e-5f]]));

    [Fact]
    public void Judged_styles_do_not_change_the_style_of_a_pair()
    {
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            Side<PaintingFeatures>([[1, 0, 0, 0, 0]], "expressionism"),
            new PairingSide<MusicFeatures> { Works = [Work("baroque", 0), Work("expressionism", 1)], StyleProbabilities = [[1, 0, 0, 0, 0], [0, 0, 0, 0, 1]] });
        Assert.Equal(1, Assert.Single(pairs).MusicIndex);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_weight_or_without_probabilities_of_one_side_the_pairs_are_those_of_the_other_measures(bool hasWeight)
    {
        float[][] judged = [.. Enumerable.Range(0, 30).Select(i => (float[])[0.2f + 0.01f * i, 0.1f, 0.4f, 0.2f, 0.6f - 0.01f * i])];
        var options = new PairingOptions { StyleWeight = hasWeight ? 4 : 0 };
        int[] wanted = Partners([.. Enumerable.Repeat<float[]?>(null, 30)], [.. Enumerable.Repeat<float[]?>(null, 30)]);
        Assert.Equal(wanted, Partners(judged, hasWeight ? [.. Enumerable.Repeat(new float[5], 30)] : judged, options));
    }

    [Fact]
    public void A_row_that_was_not_judged_is_paired_too()
    {
        int[] partners = Partners([s_likeBaroque, null, s_likeExpressionism], [s_likeExpressionism, new float[5], s_likeBaroque], new PairingOptions { StyleWeight = 4 });
        Assert.Equal([2, 1, 0], partners);
    }

    [Fact]
    public void The_greater_the_weight_the_more_alike_are_the_judged_styles_of_the_pairs()
    {
        var random = new Random(3);
        float[][] seen = [.. Enumerable.Range(0, 200).Select(_ => Random(random))], heard = [.. Enumerable.Range(0, 200).Select(_ => Random(random))];
        PairingSide<PaintingFeatures> paintings = Side<PaintingFeatures>(seen) with { Works = [.. seen.Select((_, i) => Work("romanticism", i) with { Year = 1850 + 7 * i % 50 })] };
        PairingSide<MusicFeatures> music = Side<MusicFeatures>(heard) with { Works = [.. heard.Select((_, i) => Work("romanticism", i) with { Year = 1850 + 11 * i % 50 })] };
        double[] apart = [.. new[] { 0, 0.25, 4 }.Select(weight => PaintingMusicPairing.Pair(paintings, music, new PairingOptions { StyleWeight = weight })
            .Average(pair => Distance(seen[pair.PaintingIndex], heard[pair.MusicIndex])))];
        Assert.True(apart[0] > apart[1] && apart[1] > apart[2], string.Join(", ", apart));
    }

    [Theory]
    [InlineData(new[] { 0.5f, 0.5f }, "0.5, 0.5")]
    [InlineData(new[] { 0.5f, 0.5f, 0, 0, -1 }, "-1")]
    [InlineData(new[] { 0.5f, 0.5f, 0, 0, float.NaN }, "NaN")]
    public void Probabilities_that_are_not_five_numbers_of_0_or_more_are_refused(float[] wrong, string shown)
    {
        string message = Assert.Throws<ArgumentException>(() => Partners([wrong], [null])).Message;
        Assert.Contains(shown, message);
        Assert.Contains("5 numbers, 0 or more", message);
    }

    [Fact]
    public void Wrong_weights_and_numbers_of_rows_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingMusicPairing.Pair([], [], new PairingOptions { StyleWeight = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingMusicPairing.Pair([], [], new PairingOptions { StyleWeight = double.NaN }));
        Assert.Contains("0 rows of style probabilities for 1 works", Assert.Throws<ArgumentException>(() => PaintingMusicPairing.Pair(
            Side<PaintingFeatures>([null]) with { StyleProbabilities = [] }, Side<MusicFeatures>([null]))).Message);
    }

    private static int[] Partners(float[]?[] paintings, float[]?[] music, PairingOptions? options = null)
        => [.. PaintingMusicPairing.Pair(Side<PaintingFeatures>(paintings), Side<MusicFeatures>(music), options).Select(pair => pair.MusicIndex)];

    private static PairingSide<TFeatures> Side<TFeatures>(float[]?[] probabilities, string style = "romanticism")
        where TFeatures : class
        => new() { Works = [.. probabilities.Select((_, i) => Work(style, i))], StyleProbabilities = probabilities };

    private static Work Work(string style, int number) => new() { Path = $"{style} {number}", Style = style, Year = 1850 };

    private static float[] Random(Random random) => [.. Enumerable.Range(0, 5).Select(_ => 0.01f + random.NextSingle())];

    private static double Distance(float[] one, float[] other)
    {
        double[] a = [.. one.Select(p => Math.Log(p))], b = [.. other.Select(p => Math.Log(p))];
        return a.Zip(b).Average(pair => Math.Abs(pair.First - a.Average() - pair.Second + b.Average()));
    }
}
