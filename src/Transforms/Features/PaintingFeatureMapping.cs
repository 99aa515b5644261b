using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Features;

/// <summary>Measures paintings; ML.NET finds the factory by its contract when a saved model is loaded.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class PaintingFeatureMapping : CustomMappingFactory<PaintingPixelsRow, PaintingFeaturesRow>
{
    internal const string Contract = "Pix2Pitch.ExtractPaintingFeatures.v1";

    /// <inheritdoc/>
    public override Action<PaintingPixelsRow, PaintingFeaturesRow> GetMapping()
    {
        Func<ReadOnlyMemory<char>, PaintingFeatureExtractor> extractorOf =
            Estimators.OptionsColumn.Reader<PaintingFeatureOptions, PaintingFeatureExtractor>(
                options => new PaintingFeatureExtractor(options));
        return (input, output) =>
        {
            PaintingFeatureExtractor extractor = extractorOf(input.Options);
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
            var palette = new float[4 * extractor.Options.PaletteColors];
            for (int i = 0; i < features.Palette.Count; i++)
            {
                ((double l, double a, double b), double weight) = features.Palette[i];
                float[] color = [(float)l, (float)a, (float)b, (float)weight];
                color.CopyTo(palette, 4 * i);
            }
            output.Palette = new VBuffer<float>(palette.Length, palette);
        };
    }
}
