using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Styles;

namespace Pix2Pitch;

/// <summary>ML.NET estimators for the styles of paintings and music.</summary>
public static class StylesCatalog
{
    /// <summary>
    /// Creates an estimator that finds the style of every painting or piece of music: the style of its artist or composer, otherwise the
    /// style that prevailed in its year and place (<see cref="KnowledgeBase"/>).
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input columns</term><description>name: text; year (optional): Single; place (optional): text; stated style (optional): text</description></item>
    /// <item><term>Output columns</term><description>style: key with five values; confidence (optional): Single</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The column of styles: Key&lt;UInt32, 0-4&gt; with the names of the five styles as key values, in the order of <see cref="Style"/>.
    /// MapKeyToVector turns it into a one-hot vector of five, MapKeyToValue into the name. An unknown style is a missing key.
    /// </param>
    /// <param name="nameColumnName">
    /// The text column with the artist or composer, in any spelling and with the words in any order. Null means <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="yearColumnName">The column with the year of the work: Single, NaN if unknown, as in <c>ReadManifest</c>. Null: no such column.</param>
    /// <param name="placeColumnName">The text column with the country or city. Null: no such column.</param>
    /// <param name="options">Columns for a stated style and for the confidence; null means the defaults.</param>
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
