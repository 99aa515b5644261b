using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings;

namespace Pix2Pitch;

/// <summary>ML.NET estimators for paintings.</summary>
public static class PaintingsCatalog
{
    /// <summary>Creates an estimator that loads the paintings that a text column names: JPEG, PNG, WebP, TIFF, GIF and BMP files.</summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input column</term><description>path: text</description></item>
    /// <item><term>Output column</term><description>vector of Single, 3 x S x S, in [-1, 1]; of known size if S is 64, 128, 256 or 512</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>NetVips.Native</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>A painting that cannot be read causes a <see cref="Pix2PitchException"/> when its row is read, not before.</para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The column of paintings: Vector&lt;Single, 3, S, S&gt;, RGB in [-1, 1], where S is <see cref="PaintingOptions.Size"/>.
    /// </param>
    /// <param name="imageFolder">The folder that relative paths start from. Null or empty: paths are used as they are.</param>
    /// <param name="inputColumnName">The text column with the paths. Null means <paramref name="outputColumnName"/>.</param>
    /// <param name="options">How paintings are read; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <example><code>
    /// var pipeline = ml.Transforms.LoadPaintings("Painting", "paintings", "Path", new PaintingOptions { Size = 128 });
    /// </code></example>
    public static ComposedEstimator LoadPaintings(this TransformsCatalog catalog, string outputColumnName,
        string? imageFolder = null, string? inputColumnName = null, PaintingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        options ??= new PaintingOptions();
        options.Validate();
        return PaintingMapping.EstimatorFor(
            catalog, outputColumnName, inputColumnName ?? outputColumnName, new FilesIn<PaintingOptions>(imageFolder ?? "", options));
    }

    /// <summary>Creates an estimator that measures features of paintings. <see cref="PaintingFeatures"/> gives their units and sources.</summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input column</term><description>painting: vector of Single, 3 x S x S, in [-1, 1]</description></item>
    /// <item><term>Output columns</term><description>Lightness, Saturation, Warmth, Contrast, EdgeDensity: Single; Palette: vector of Single</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The prefix of the output columns: with "Painting" they are <c>Painting.Lightness</c>, <c>Painting.Saturation</c>, <c>Painting.Warmth</c>,
    /// <c>Painting.Contrast</c>, <c>Painting.EdgeDensity</c> and <c>Painting.Palette</c> (L*, a*, b* and weight of each main colour). Empty: no prefix.
    /// </param>
    /// <param name="inputColumnName">
    /// The paintings as <see cref="LoadPaintings"/> makes them: Vector&lt;Single, 3, S, S&gt;, RGB in [-1, 1]. Null means
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="options">How they are measured; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <example><code>
    /// var pipeline = ml.Transforms.LoadPaintings("Painting", "paintings", "Path")
    ///     .Append(ml.Transforms.ExtractPaintingFeatures("Painting"));
    /// </code></example>
    public static ComposedEstimator ExtractPaintingFeatures(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, PaintingFeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName ??= outputColumnName);
        options ??= new PaintingFeatureOptions();
        options.Validate();
        return PaintingFeatureMapping.EstimatorFor(catalog, outputColumnName, inputColumnName, options);
    }
}
