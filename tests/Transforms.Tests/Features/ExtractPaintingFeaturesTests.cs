using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;

namespace Pix2Pitch.Transforms.Tests.Features;

public sealed class ExtractPaintingFeaturesTests : EstimatorTest
{
    private const int Size = 16;
    private static readonly PaintingFeatureOptions s_options = new() { PaletteColors = 3, Seed = 4, EdgeThreshold = 2 };
    private static readonly float[][] s_paintings = [.. Enumerable.Range(0, 3).Select(Painting)];

    protected override IReadOnlyList<string> InputColumns => ["Painting"];

    protected override IReadOnlyList<string> OutputColumns =>
        ["Look.Lightness", "Look.Saturation", "Look.Warmth", "Look.Contrast", "Look.EdgeDensity", "Look.Palette"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.ExtractPaintingFeatures("Look", "Painting", s_options);

    protected override IDataView CreateData(MLContext ml)
        => ml.Data.LoadFromEnumerable(s_paintings.Select(pixels => new Row { Painting = pixels }));

    [Fact]
    public void The_values_are_those_of_the_extractor()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml), output = CreateEstimator(ml).Fit(data).Transform(data);
        PaintingFeatures[] wanted = [.. s_paintings.Select(pixels => new PaintingFeatureExtractor(s_options).Extract(pixels, Size, Size))];
        Assert.Equal(wanted.Select(features => (float)features.Lightness), output.GetColumn<float>("Look.Lightness"));
        Assert.Equal(wanted.Select(features => (float)features.Saturation), output.GetColumn<float>("Look.Saturation"));
        Assert.Equal(wanted.Select(features => (float)features.Warmth), output.GetColumn<float>("Look.Warmth"));
        Assert.Equal(wanted.Select(features => (float)features.Contrast), output.GetColumn<float>("Look.Contrast"));
        Assert.Equal(wanted.Select(features => (float)features.EdgeDensity), output.GetColumn<float>("Look.EdgeDensity"));
        float[][] palettes = [.. output.GetColumn<float[]>("Look.Palette")];
        Assert.Equal(wanted.Select(features => (float)features.Palette[1].Color.A), palettes.Select(palette => palette[5]));
        Assert.Equal(wanted.Select(features => (float)features.Palette[2].Weight), palettes.Select(palette => palette[11]));
    }

    [Fact]
    public void An_empty_name_gives_columns_with_the_features_names_and_missing_colours_are_zeros()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<Row>([new() { Painting = new float[3 * Size * Size] }]);
        IDataView output = ml.Transforms.ExtractPaintingFeatures("", "Painting").Fit(data).Transform(data);
        Assert.Equal(53.39f, output.GetColumn<float>("Lightness").Single(), 0.01f);
        float[] palette = output.GetColumn<float[]>("Palette").Single();
        Assert.Equal(20, palette.Length);
        Assert.Equal(1, palette[3]);
        Assert.All(palette[4..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_painting_that_is_not_square_is_refused_when_its_row_is_read()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<FreeRow>([new() { Painting = new float[3 * 6] }]);
        IDataView output = CreateEstimator(ml).Fit(data).Transform(data);
        Assert.Contains("18 values", Refusal.Of(() => output.GetColumn<float>("Look.Warmth").ToArray()).Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => new MLContext().Transforms.ExtractPaintingFeatures("A", options: new() { PaletteColors = 0 }));

    private static float[] Painting(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 3 * Size * Size).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }

    private sealed class Row
    {
        [VectorType(3, Size, Size)]
        public float[] Painting { get; set; } = [];
    }

    private sealed class FreeRow
    {
        public float[] Painting { get; set; } = [];
    }
}
