using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Features;
using Pix2Pitch.Paintings;

namespace Pix2Pitch;

/// <summary>Paintings in ML.NET's pipelines.</summary>
public static class PaintingsCatalog
{
    /// <summary>
    /// Loads the paintings that a text column names: JPEG, PNG, WebP, TIFF, GIF or BMP to a vector of Single with shape
    /// [3, size, size], RGB in [-1, 1].
    /// </summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="imageFolder">The folder that paths are relative to; null or empty to take them as they are.</param>
    /// <param name="inputColumnName">The text column with the paths; null if it has the name of the output column.</param>
    /// <param name="options">How paintings are read; null for squashing to 256 x 256.</param>
    /// <returns>The estimator; nothing is learned by fitting it, and what it gives can be saved and loaded.</returns>
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

    /// <summary>
    /// Measures paintings: columns of Single named <c>Output.Lightness</c>, <c>.Saturation</c>, <c>.Warmth</c>, <c>.Contrast</c> and
    /// <c>.EdgeDensity</c>, and <c>Output.Palette</c>, a vector of Single with L*, a*, b* and weight of each main colour.
    /// <see cref="PaintingFeatures"/> has their units and sources.
    /// </summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">What the columns' names begin with, before the point; empty for the features' names alone.</param>
    /// <param name="inputColumnName">
    /// The paintings: vectors of Single with shape [3, size, size], RGB in [-1, 1], as <see cref="LoadPaintings"/> gives them; null if the
    /// column has the name <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="options">How they are measured; null for the defaults.</param>
    /// <returns>The estimator; nothing is learned by fitting it, and what it gives can be saved and loaded.</returns>
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
