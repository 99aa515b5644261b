using Pix2Pitch.Features;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class PairCorrelationTests
{
    private static readonly double[] s_x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], s_y = [2.5, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4], s_z = [1, 4, 1, 4, 2, 1, 3, 5, 6, 2, 3];

    // scipy.stats.spearmanr of (x, y), (x, z) and (y, z).
    private const double XY = 0.10427594316078109, XZ = -0.11007055945765726, YZ = 0.16153158251187344;

    [Fact]
    public void The_values_are_those_of_scipy()
    {
        PairCorrelation correlation = PairCorrelation.Of(
            [.. s_x.Zip(s_x, s_y).Select(v => Painting(v.First, v.Second, v.Third))], [.. s_y.Zip(s_z, s_z).Select(v => Music(v.First, v.Second, v.Third))]);
        Assert.Equal(XY, correlation.LightnessBrightness, 1e-12);
        Assert.Equal(XZ, correlation.SaturationLoudness, 1e-12);
        Assert.Equal(YZ, correlation.WarmthOnsetRate, 1e-12);
        Assert.Equal((XY + XZ + YZ) / 3, correlation.Mean, 1e-12);
        Assert.Equal(11, correlation.Pairs);
    }

    [Fact]
    public void What_does_not_vary_does_not_correlate()
    {
        PairCorrelation correlation = PairCorrelation.Of([Painting(1, 2, 3), Painting(2, 2, 3)], [Music(1, 2, 3), Music(2, 3, 3)]);
        Assert.Equal((1, 0, 0), (correlation.LightnessBrightness, correlation.SaturationLoudness, correlation.WarmthOnsetRate));
        Assert.Equal(0, PairCorrelation.Of([], []).Mean);
        Assert.Equal(0, PairCorrelation.Of([Painting(1, 2, 3)], [Music(1, 2, 3)]).Mean);
    }

    [Fact]
    public void Shuffled_pairs_do_not_correlate_and_the_seed_decides()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        PaintingFeatures[] paintings = [.. values.Select(v => Painting(v, v, v))];
        MusicFeatures[] music = [.. values.Select(v => Music(v, v, v))];
        Assert.Equal(1, PairCorrelation.Of(paintings, music).Mean, 1e-12);
        Assert.Equal(0, PairCorrelation.OfShuffled(paintings, music).Mean, 0.02);
        Assert.Equal(PairCorrelation.OfShuffled(paintings, music, seed: 3), PairCorrelation.OfShuffled(paintings, music, seed: 3));
        Assert.NotEqual(PairCorrelation.OfShuffled(paintings, music, seed: 3), PairCorrelation.OfShuffled(paintings, music, seed: 4));
    }

    [Fact]
    public void Shuffling_inside_styles_keeps_what_the_styles_have_in_common()
    {
        // Two styles that lie apart in everything.
        double[] values = [.. Enumerable.Range(0, 200).Select(i => i % 100 + (i < 100 ? 0 : 1000.0))];
        Style[] styles = [.. Enumerable.Range(0, 200).Select(i => i < 100 ? Style.Baroque : Style.Romanticism)];
        PaintingFeatures[] paintings = [.. values.Select(v => Painting(v, v, v))];
        MusicFeatures[] music = [.. values.Select(v => Music(v, v, v))];
        Assert.Equal(0.75, PairCorrelation.OfShuffled(paintings, music, styles).Mean, 0.02);
    }

    [Fact]
    public void Each_shuffle_can_be_had_to_see_how_far_chance_spreads()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(i => (double)i)];
        PaintingFeatures[] paintings = [.. values.Select(v => Painting(v, v, v))];
        MusicFeatures[] music = [.. values.Select(v => Music(v, v, v))];
        IReadOnlyList<PairCorrelation> each = PairCorrelation.EachShuffled(paintings, music, 100, seed: 5);
        Assert.Equal(PairCorrelation.OfShuffled(paintings, music, seed: 5).Mean, each.Average(correlation => correlation.Mean), 1e-12);
        Assert.Equal(each.Take(10), PairCorrelation.EachShuffled(paintings, music, 10, seed: 5));
        // Over n pairs chance has a standard deviation of 1 / sqrt(n - 1).
        Assert.Equal(1 / 7.0, Math.Sqrt(each.Average(correlation => correlation.LightnessBrightness * correlation.LightnessBrightness)), 0.03);
        Assert.Throws<ArgumentOutOfRangeException>(() => PairCorrelation.EachShuffled(paintings, music, 0));
    }

    [Fact]
    public void Sides_that_are_not_as_many_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairCorrelation.Of([Painting(1, 1, 1)], []));
        Assert.Throws<ArgumentException>(() => PairCorrelation.OfShuffled([Painting(1, 1, 1)], [Music(1, 1, 1)], []));
    }

    private static PaintingFeatures Painting(double lightness, double saturation, double warmth) => new()
    {
        Lightness = lightness,
        Saturation = saturation,
        Warmth = warmth,
        Contrast = 0,
        EdgeDensity = 0,
        Palette = [],
    };

    private static MusicFeatures Music(double brightness, double loudness, double onsetRate) => new()
    {
        Brightness = brightness,
        Loudness = loudness,
        OnsetRate = onsetRate,
        Tempo = 0,
        Harmonicity = 0,
        Mode = 0,
        Tonic = 0,
        PitchClasses = [],
    };
}
