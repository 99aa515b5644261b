using Pix2Pitch.Features;

namespace Pix2Pitch.Transforms.Tests.Features;

public sealed class PaintingFeatureExtractorTests
{
    private static readonly (double, double, double) s_red = (1, 0, 0), s_blue = (0, 0, 1), s_white = (1, 1, 1), s_black = (0, 0, 0);

    [Fact]
    public void A_red_painting_has_the_values_of_red()
    {
        PaintingFeatures features = Extract(16, 12, (_, _) => s_red);
        Assert.Equal(53.24, features.Lightness, 0.01);
        Assert.Equal(104.55, features.Saturation, 0.01);
        Assert.Equal(Math.Cos((40.0 - 50) * Math.PI / 180), features.Warmth, 1e-4); // red's hue angle is 40.0 degrees
        Assert.Equal(0, features.Contrast, 1e-9);
        Assert.Equal(0, features.EdgeDensity);
        PaletteColor only = Assert.Single(features.Palette);
        Assert.Equal(1, only.Weight, 1e-9);
        Assert.Equal(53.24, only.Color.L, 0.01);
    }

    [Fact]
    public void Half_black_and_half_white_has_the_maximum_contrast_and_two_columns_of_edges()
    {
        PaintingFeatures features = Extract(20, 10, (x, _) => x < 10 ? s_black : s_white);
        Assert.Equal(50, features.Lightness, 0.001);
        Assert.Equal(50, features.Contrast, 0.001);
        Assert.Equal(0, features.Saturation, 0.001);
        Assert.Equal(0, features.Warmth, 0.001);
        Assert.Equal(2.0 / 20, features.EdgeDensity, 1e-9);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_slope_is_an_edge_when_it_is_steeper_than_the_threshold(bool down)
    {
        // Lightness increases by 4 per pixel.
        (double, double, double) Slope(int x, int y) => new LabColor(10 + 4 * (down ? y : x), 0, 0).ToSrgb();
        Assert.Equal(0, Extract(20, 20, Slope, new() { EdgeThreshold = 4.1 }).EdgeDensity);
        // At the border, where pixels are repeated, the slope is half.
        Assert.Equal(18.0 / 20, Extract(20, 20, Slope, new() { EdgeThreshold = 3.9 }).EdgeDensity, 1e-9);
        Assert.Equal(1, Extract(20, 20, Slope, new() { EdgeThreshold = 1.9 }).EdgeDensity);
    }

    [Fact]
    public void Orange_is_warm_teal_is_cold_and_between_them_the_stronger_colour_decides()
    {
        double orange = Extract(8, 8, (_, _) => (1, 0.5, 0)).Warmth, teal = Extract(8, 8, (_, _) => (0, 0.6, 0.7)).Warmth;
        Assert.InRange(orange, 0.9, 1);
        Assert.InRange(teal, -1, -0.95);
        double more = Extract(8, 8, (x, _) => x < 4 ? (1, 0.5, 0) : (0.45, 0.5, 0.55)).Warmth;
        Assert.InRange(more, 0.6, orange);
    }

    [Fact]
    public void An_almost_grey_painting_is_neither_warm_nor_cold()
        => Assert.InRange(Extract(8, 8, (_, _) => (0.501, 0.5, 0.5)).Warmth, 0, 0.5);

    [Fact]
    public void The_palette_has_the_colours_and_their_shares_for_any_seed()
    {
        // 50 % blue, 30 % white, 15 % red, 5 % black.
        (double, double, double) Flag(int x, int _) => x switch { < 10 => s_blue, < 16 => s_white, < 19 => s_red, _ => s_black };
        (double, double, double)[] colors = [s_blue, s_white, s_red, s_black];
        double[] shares = [0.5, 0.3, 0.15, 0.05];
        for (int seed = 0; seed < 20; seed++)
        {
            IReadOnlyList<PaletteColor> palette = Extract(20, 20, Flag, new() { PaletteColors = 4, Seed = seed }).Palette;
            Assert.Equal(shares, palette.Select(color => Math.Round(color.Weight, 9)));
            for (int i = 0; i < colors.Length; i++)
            {
                (double r, double g, double b) = colors[i];
                Assert.InRange(palette[i].Color.SquaredDistanceTo(LabColor.FromSrgb(r, g, b)), 0, 1e-9);
            }
        }
    }

    [Fact]
    public void A_large_painting_is_sampled_evenly()
    {
        IReadOnlyList<PaletteColor> palette = Extract(300, 200,
            (x, y) => y < 50 ? s_red : x < 150 ? s_white : s_blue, new() { PaletteColors = 3 }).Palette;
        Assert.Equal(0.375, palette[0].Weight, 0.01);
        Assert.Equal(0.375, palette[1].Weight, 0.01);
        Assert.Equal(0.25, palette[2].Weight, 0.01);
    }

    [Fact]
    public void Noise_gives_the_same_palette_every_time_with_weights_that_add_up_to_one()
    {
        (double, double, double) Noise(int x, int y)
        {
            var random = new Random(1000 * y + x);
            return (random.NextDouble(), random.NextDouble(), random.NextDouble());
        }
        IReadOnlyList<PaletteColor> palette = Extract(40, 40, Noise, new() { PaletteColors = 8 }).Palette;
        Assert.Equal(palette, Extract(40, 40, Noise, new() { PaletteColors = 8 }).Palette);
        Assert.Equal(8, palette.Count);
        Assert.Equal(1, palette.Sum(color => color.Weight), 1e-9);
        Assert.Equal(palette.OrderByDescending(color => color.Weight), palette);
    }

    [Fact]
    public void Pixels_that_are_not_a_painting_are_refused()
    {
        var extractor = new PaintingFeatureExtractor();
        Assert.Contains("10 values", Assert.Throws<ArgumentException>(() => extractor.Extract(new float[10], 2, 2)).Message);
        Assert.Contains("Pixel 1, 0", Assert.Throws<Pix2PitchException>(() => extractor.Extract([0, 0, 0, float.NaN, 0, 0], 2, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => extractor.Extract([], 0, 0));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        AssertRefused("65", new() { PaletteColors = 65 });
        AssertRefused("0 to 100", new() { EdgeThreshold = double.NaN });
    }

    private static void AssertRefused(string valid, PaintingFeatureOptions options)
        => Assert.Contains(valid, Assert.Throws<ArgumentOutOfRangeException>(() => new PaintingFeatureExtractor(options)).Message);

    private static PaintingFeatures Extract(
        int width, int height, Func<int, int, (double Red, double Green, double Blue)> color, PaintingFeatureOptions? options = null)
    {
        var rgb = new float[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            (double red, double green, double blue) = color(i % width, i / width);
            rgb[i] = (float)(2 * red - 1);
            rgb[width * height + i] = (float)(2 * green - 1);
            rgb[2 * width * height + i] = (float)(2 * blue - 1);
        }
        return new PaintingFeatureExtractor(options).Extract(rgb, width, height);
    }
}
