using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Features;

/// <summary>Measures paintings.</summary>
[CustomMappingFactoryAttribute("Pix2Pitch.ExtractPaintingFeatures")]
internal sealed class PaintingFeatureMapping : RowMapping<PaintingFeatureMapping.Input, PaintingFeatureMapping.Output, PaintingFeatureOptions>
{
    private static readonly string[] s_features =
    [
        nameof(Output.Lightness), nameof(Output.Saturation), nameof(Output.Warmth), nameof(Output.Contrast), nameof(Output.EdgeDensity),
        nameof(Output.Palette),
    ];

    public static ComposedEstimator EstimatorFor(TransformsCatalog catalog, string output, string input, PaintingFeatureOptions options)
        => new MappingEstimator<Input, Output, PaintingFeatureOptions>(
            catalog, new PaintingFeatureMapping(), options, [(nameof(Input.Pixels), input)],
            [.. s_features.Select(feature => (feature, FeatureColumn.NameOf(output, feature)))]);

    protected override Action<Input, Output> Create(PaintingFeatureOptions options)
    {
        var extractor = new PaintingFeatureExtractor(options);
        return (input, output) =>
        {
            VBuffer<float> pixels = input.Pixels;
            int size = (int)Math.Round(Math.Sqrt(pixels.Length / 3.0));
            if (size == 0 || 3L * size * size != pixels.Length)
                throw new Pix2PitchException(
                    $"A painting has {pixels.Length} values, which is not 3 x size x size; load it with LoadPaintings.");
            PaintingFeatures features = extractor.Extract(pixels.IsDense ? pixels.GetValues() : [.. pixels.DenseValues()], size, size);
            output.Lightness = (float)features.Lightness;
            output.Saturation = (float)features.Saturation;
            output.Warmth = (float)features.Warmth;
            output.Contrast = (float)features.Contrast;
            output.EdgeDensity = (float)features.EdgeDensity;
            var palette = new float[4 * options.PaletteColors];
            for (int i = 0; i < features.Palette.Count; i++)
            {
                ((double l, double a, double b), double weight) = features.Palette[i];
                float[] color = [(float)l, (float)a, (float)b, (float)weight];
                color.CopyTo(palette, 4 * i);
            }
            output.Palette = new VBuffer<float>(palette.Length, palette);
        };
    }

    internal sealed class Input : MappingInput
    {
        /// <summary>A square painting, [3, size, size] in [-1, 1].</summary>
        [ColumnName("Pix2Pitch.PaintingFeatures.Painting")]
        public VBuffer<float> Pixels { get; set; }
    }

    /// <summary>See <see cref="PaintingFeatures"/>.</summary>
    internal sealed class Output
    {
        private const string Prefix = "Pix2Pitch.PaintingFeatures.";

        [ColumnName(Prefix + nameof(Lightness))]
        public float Lightness { get; set; }

        [ColumnName(Prefix + nameof(Saturation))]
        public float Saturation { get; set; }

        [ColumnName(Prefix + nameof(Warmth))]
        public float Warmth { get; set; }

        [ColumnName(Prefix + nameof(Contrast))]
        public float Contrast { get; set; }

        [ColumnName(Prefix + nameof(EdgeDensity))]
        public float EdgeDensity { get; set; }

        /// <summary>
        /// L*, a*, b* and weight of each colour, by descending weight; padded with zeros if the painting has fewer colours than requested.
        /// </summary>
        [ColumnName(Prefix + nameof(Palette))]
        public VBuffer<float> Palette { get; set; }
    }
}
