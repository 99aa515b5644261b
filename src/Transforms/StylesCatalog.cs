using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Styles;

namespace Pix2Pitch;

/// <summary>Styles of paintings and music as a part of an ML.NET pipeline.</summary>
public static class StylesCatalog
{
    /// <summary>
    /// Creates an estimator that gives every painting or clip of music its style: that of its artist or composer, else the one
    /// that prevailed in its year and place (<see cref="KnowledgeBase"/>). Nothing is learned from the rows.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The style: Key&lt;UInt32, 0-4&gt; with the names of the five styles as key values, in the order of <see cref="Style"/>, so
    /// that MapKeyToVector gives a one-hot vector of five and MapKeyToValue the name. An unknown style is a missing key.
    /// </param>
    /// <param name="nameColumnName">
    /// The artist or composer: text in any spelling and order of its words. Null means the name of <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="yearColumnName">The year of the work: Single, not a number where unknown, as <c>ReadManifest</c> gives it. Null: no such column.</param>
    /// <param name="placeColumnName">The country or city: text. Null: no such column.</param>
    /// <param name="options">A column that says the style outright. Null: the defaults.</param>
    /// <example>
    /// <code>
    /// var paintings = ml.Data.ReadManifest("paintings.csv");
    /// var labelled = ml.Transforms.LabelStyle("Style", "Name", "Year", "Place", new LabelStyleOptions { StyleColumn = "Style" })
    ///     .Fit(paintings).Transform(paintings);
    /// </code>
    /// </example>
    public static ComposedEstimator LabelStyle(
        this TransformsCatalog catalog, string outputColumnName, string? nameColumnName = null,
        string? yearColumnName = null, string? placeColumnName = null, LabelStyleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        return StyleMapping.EstimatorFor(
            catalog, outputColumnName, nameColumnName ?? outputColumnName, yearColumnName, placeColumnName, options ?? new LabelStyleOptions());
    }
}
