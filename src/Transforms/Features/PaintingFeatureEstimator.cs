using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;

namespace Pix2Pitch.Features;

/// <summary>
/// Measures paintings: a column of Single for each of <see cref="PaintingFeatures"/>, and one with the palette as a vector of Single. A
/// painting is measured when a row's value is asked for; one that is not square gives a <see cref="Pix2PitchException"/> then. Made by
/// <c>ml.Transforms.ExtractPaintingFeatures</c>.
/// </summary>
public sealed class PaintingFeatureEstimator : ComposedEstimator
{
    internal PaintingFeatureEstimator(
        TransformsCatalog catalog, string outputColumnName, string inputColumnName, PaintingFeatureOptions options)
        : base(
            Parts(catalog, outputColumnName, inputColumnName, options),
            new InputColumn(inputColumnName, NumberDataViewType.Single, IsVector: true))
    {
    }

    private static EstimatorChain<ITransformer> Parts(
        TransformsCatalog catalog, string output, string input, PaintingFeatureOptions options)
        => new EstimatorChain<ITransformer>()
            .Append(catalog.CopyColumns(PaintingPixelsRow.PixelsColumn, input))
            .Append(OptionsColumn.Add(catalog, PaintingPixelsRow.OptionsColumn, options))
            .Append(catalog.CustomMapping(new PaintingFeatureMapping().GetMapping(), PaintingFeatureMapping.Contract))
            .Append(FeatureColumns.Named(catalog, output, PaintingFeaturesRow.Prefix, PaintingFeaturesRow.Names,
                PaintingPixelsRow.PixelsColumn, PaintingPixelsRow.OptionsColumn));
}
