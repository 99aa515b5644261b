using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

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

    /// <summary>
    /// Creates an estimator that judges the style of the paintings that a text column names from their pictures, for paintings of which nothing is known. The
    /// judgement is often wrong: about three of five paintings of artists that the classifier was not trained with get their style. Where the artist, or year and place are
    /// known, use <see cref="LabelStyle"/>.
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input column</term><description>path: text</description></item>
    /// <item><term>Output columns</term><description>style: key with five values; Probabilities: vector of Single of size 5; embedding (optional): vector of Single of size 512</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term>
    /// <description>Microsoft.ML.DnnImageFeaturizer.ResNet18, Microsoft.ML.OnnxRuntime and NetVips.Native</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>A painting that cannot be read causes a <see cref="Pix2PitchException"/> when its row is read, not before. The network (64 MB) is loaded once for all
    /// pipelines of a process when the first row is read; it is not saved with the model (<see cref="ClassifyStyleOptions.NetworkFolder"/>).</para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The column of the most probable style: Key&lt;UInt32, 0-4&gt; with the names of the five styles as key values, as <see cref="LabelStyle"/> makes it. With "Style", the
    /// column <c>Style.Probabilities</c> has the probability of each style: Vector&lt;Single, 5&gt; in the order of <see cref="Style"/>, with the names as slot names. Its sum is 1.
    /// </param>
    /// <param name="imageFolder">The folder that relative paths start from. Null or empty: paths are used as they are.</param>
    /// <param name="inputColumnName">The text column with the paths. Null means <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Files, and a column for the embedding; null means the defaults.</param>
    /// <exception cref="Pix2PitchException">The network or the classifier is missing or damaged; the message names the package to add.</exception>
    /// <example><code>
    /// var pipeline = ml.Transforms.ClassifyStyle("Style", "paintings", "Path")
    ///     .Append(ml.Transforms.Conversion.MapKeyToValue("StyleName", "Style"));
    /// </code></example>
    public static ComposedEstimator ClassifyStyle(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder = null, string? inputColumnName = null, ClassifyStyleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        options ??= new ClassifyStyleOptions();
        StyleClassifier classifier = options.ClassifierFile is { } file ? StyleClassifier.Read(file) : StyleClassifier.Default;
        ImageNetwork.RequireFiles(options.NetworkFolder);
        string? network = options.NetworkFolder is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;
        return StyleClassificationMapping.EstimatorFor(
            catalog, outputColumnName, inputColumnName ?? outputColumnName,
            new FilesIn<StyleClassificationMapping.Judgement>(imageFolder ?? "", new StyleClassificationMapping.Judgement(classifier, network, options.EmbeddingColumn is not null)), options.EmbeddingColumn);
    }
}
