using Pix2Pitch.Features;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pairing;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Pairing;

public sealed class PairingByAffinityTests
{
    [Fact]
    public void Light_paintings_have_bright_music()
    {
        IReadOnlyList<Pair> pairs = PaintingMusicPairing.Pair(
            [Row("dark"), Row("light")], [Row("bright"), Row("dull")],
            [Painting(20, 30, 0), Painting(80, 30, 0)], [Music(4000, -20, 2), Music(500, -20, 2)]);
        Assert.Equal(["dark-dull", "light-bright"], pairs.Select(Text));
    }

    [Fact]
    public void Strong_colours_have_loud_music_and_warm_ones_busy_music()
    {
        Work[] paintings = [Row("grey"), Row("strong")], music = [Row("loud"), Row("soft")];
        Assert.Equal(["grey-soft", "strong-loud"], PaintingMusicPairing.Pair(
            paintings, music, [Painting(50, 5, 0), Painting(50, 60, 0)], [Music(900, -10, 2), Music(900, -40, 2)]).Select(Text));
        Assert.Equal(["grey-soft", "strong-loud"], PaintingMusicPairing.Pair(
            paintings, music, [Painting(50, 5, -0.5), Painting(50, 5, 0.8)], [Music(900, -10, 8), Music(900, -10, 1)]).Select(Text));
    }

    [Fact]
    public void Features_correlate_over_the_pairs_and_no_clip_is_used_more_than_its_share()
    {
        var random = new Random(5);
        Work[] paintings = [.. Enumerable.Range(0, 300).Select(i => Row($"p{i}"))];
        Work[] music = [.. Enumerable.Range(0, 100).Select(i => Row($"m{i}"))];
        Dictionary<string, PaintingFeatures> seen = paintings.ToDictionary(
            row => row.Path, _ => Painting(20 + 60 * random.NextDouble(), 50 * random.NextDouble(), 2 * random.NextDouble() - 1));
        Dictionary<string, MusicFeatures> heard = music.ToDictionary(
            row => row.Path, _ => Music(300 * Math.Pow(2, 4 * random.NextDouble()), -40 * random.NextDouble(), 8 * random.NextDouble()));
        IReadOnlyList<Pair> Paired() => PaintingMusicPairing.Pair(
            paintings, music, [.. paintings.Select(row => seen[row.Path])], [.. music.Select(row => heard[row.Path])]);
        IReadOnlyList<Pair> pairs = Paired();
        Assert.All(pairs.CountBy(pair => pair.Music.Path), use => Assert.Equal(3, use.Value));
        double Correlated(Func<PaintingFeatures, double> one, Func<MusicFeatures, double> other) => Correlation(
            [.. pairs.Select(pair => one(seen[pair.Painting.Path]))], [.. pairs.Select(pair => other(heard[pair.Music.Path]))]);
        Assert.InRange(Correlated(painting => painting.Lightness, clip => Math.Log2(clip.Brightness)), 0.5, 1);
        Assert.InRange(Correlated(painting => painting.Saturation, clip => clip.Loudness), 0.5, 1);
        Assert.InRange(Correlated(painting => painting.Warmth, clip => clip.OnsetRate), 0.5, 1);
        Assert.Equal(pairs, Paired());
    }

    [Fact]
    public void Without_features_or_with_no_weight_the_pairs_are_those_of_period_and_place()
    {
        Work[] paintings = [.. Enumerable.Range(0, 40).Select(i => Row($"p{i}", 1700 + i))];
        Work[] music = [.. Enumerable.Range(0, 20).Select(i => Row($"m{i}", 1700 + 2 * i))];
        string[] wanted = [.. PaintingMusicPairing.Pair(paintings, music).Select(Text)];
        Assert.Equal(wanted, PaintingMusicPairing.Pair(paintings, music, new PaintingFeatures?[40], new MusicFeatures?[20]).Select(Text));
        Assert.Equal(wanted, PaintingMusicPairing.Pair(
            paintings, music, [.. paintings.Select((_, i) => Painting(i, 9, 0))], [.. music.Select((_, i) => Music(1000 + i, -9, 3))],
            new PairingOptions { AffinityWeight = 0 }).Select(Text));
    }

    [Fact]
    public void Features_for_another_number_of_rows_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => PaintingMusicPairing.Pair([Row("p")], [Row("m")], [], [null]));
        Assert.Contains("0 features for 1 works", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingMusicPairing.Pair([], [], new PairingOptions { AffinityWeight = -1 }));
    }

    private static Work Row(string path, int year = 1850) => new() { Path = path, Style = "romanticism", Year = year };

    private static string Text(Pair pair) => $"{pair.Painting.Path}-{pair.Music.Path}";

    private static PaintingFeatures Painting(double lightness, double saturation, double warmth) => new()
    {
        Lightness = lightness,
        Saturation = saturation,
        Warmth = warmth,
        Contrast = 10,
        EdgeDensity = 0.1,
        Palette = [],
    };

    private static MusicFeatures Music(double brightness, double loudness, double onsetRate) => new()
    {
        Brightness = brightness,
        Loudness = loudness,
        OnsetRate = onsetRate,
        Tempo = 120,
        Harmonicity = 0.8,
        Mode = 0,
        Tonic = 0,
        PitchClasses = new double[12],
    };

    private static double Correlation(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average();
        double both = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return both / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }
}
