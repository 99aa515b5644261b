using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Estimators;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch;

/// <summary>ML.NET estimators that generate music from paintings.</summary>
public static class GenerationCatalog
{
    private const string Prefix = "Pix2Pitch.Music.";

    /// <summary>
    /// Creates an estimator that runs a generator (an ONNX file written by <c>export</c>): from each painting, style and seed it computes a
    /// mel-spectrogram.
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input columns</term><description>painting: vector of Single, 3 x S x S; style (optional): key, or vector of Single, one for each style; seed (optional): Int32; embedding (optional): vector of Single</description></item>
    /// <item><term>Output column</term><description>vector of Single, 1 x 1 x S x S, in [-1, 1]</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxTransformer and Microsoft.ML.OnnxRuntime</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>Dispose of the fitted transformer when it is no longer needed: ML.NET keeps the ONNX session until then. The model also lies in a temporary file, until the transformer is collected or the process ends.</para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The column of mel-spectrograms: Vector&lt;Single, 1, 1, S, S&gt; in [-1, 1]; band 0 is the lowest.</param>
    /// <param name="modelFile">The ONNX file. Its bytes become part of the saved ML.NET model.</param>
    /// <param name="paintingColumnName">
    /// The paintings as <c>LoadPaintings</c> makes them: Vector&lt;Single, 3, S, S&gt; in [-1, 1], where S is
    /// <see cref="GeneratorMetadata.ImageSize"/>. Null means <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="styleColumnName">
    /// The column of styles: keys as <c>LabelStyle</c> makes them, where a missing key means that the style is unknown; or Vector&lt;Single, 5&gt; with the probability of
    /// each style in the order of <see cref="GeneratorMetadata.Styles"/>, as the column Probabilities of <c>ClassifyStyle</c>, where all 0 means unknown. Null means unknown in all rows.
    /// </param>
    /// <param name="options">Seed and creativity; null means the defaults.</param>
    /// <exception cref="Pix2PitchException">The file is missing or is not a generator that this version can run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <example>
    /// <code>
    /// var metadata = GeneratorMetadata.Read("model.onnx");
    /// var pipeline = ml.Transforms.LoadPaintings("Painting", folder, "Path", new PaintingOptions { Size = metadata.ImageSize })
    ///     .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", "model.onnx", "Painting"))
    ///     .Append(ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", metadata.Mel));
    /// </code>
    /// </example>
    public static ComposedEstimator GenerateMelSpectrogram(
        this TransformsCatalog catalog, string outputColumnName, string modelFile, string? paintingColumnName = null,
        string? styleColumnName = null, GenerationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        options ??= new GenerationOptions();
        options.Validate();
        options = Logged(catalog, options, nameof(GenerateMelSpectrogram));
        GeneratorFile file = ReadFor(modelFile, options);
        if (file.Metadata.EmbeddingLength > 0 && options.EmbeddingColumn is null)
            options.OnNote?.Invoke($"'{modelFile}' takes the embedding of the picture and gets zeros, because {nameof(GenerationOptions)}.{nameof(GenerationOptions.EmbeddingColumn)} is not set.");
        return new MelSpectrogramGenerationEstimator(catalog, outputColumnName, file, paintingColumnName ?? outputColumnName, styleColumnName, options);
    }

    /// <summary>
    /// Creates an estimator that makes music from paintings: it loads each painting, generates a mel-spectrogram and inverts it into sound, with
    /// the options that are stored in the model file.
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input columns</term><description>path: text; style (optional): key, or vector of Single, one for each style; seed (optional): Int32; embedding (optional): vector of Single</description></item>
    /// <item><term>Output column</term><description>vector of Single</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxTransformer, Microsoft.ML.OnnxRuntime and NetVips.Native</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>Dispose of the fitted transformer when it is no longer needed: ML.NET keeps the ONNX session until then. The model also lies in a temporary file, until the transformer is collected or the process ends.</para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The column of sound: <see cref="MelOptions.ClipSamples"/> mono samples in [-1, 1] at the sample rate of <see cref="GeneratorMetadata.Mel"/>.
    /// </param>
    /// <param name="modelFile">The ONNX file. Its bytes become part of the saved ML.NET model.</param>
    /// <param name="inputColumnName">The text column with the paths of the paintings. Null means <paramref name="outputColumnName"/>.</param>
    /// <param name="styleColumnName">
    /// The column of styles: keys as <c>LabelStyle</c> makes them, where a missing key means that the style is unknown; or Vector&lt;Single, 5&gt; with the probability of
    /// each style in the order of <see cref="GeneratorMetadata.Styles"/>, as the column Probabilities of <c>ClassifyStyle</c>, where all 0 means unknown. Null means unknown in all rows.
    /// </param>
    /// <param name="options">Seed and creativity; null means the defaults.</param>
    /// <param name="inversion">How the mel-spectrogram becomes sound; null means the defaults.</param>
    /// <exception cref="Pix2PitchException">The file is missing or is not a generator that this version can run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <example>
    /// <code>
    /// var model = ml.Transforms.GenerateMusic("Audio", "model.onnx", "Path").Fit(paintings);
    /// </code>
    /// </example>
    public static ComposedEstimator GenerateMusic(
        this TransformsCatalog catalog, string outputColumnName, string modelFile, string? inputColumnName = null,
        string? styleColumnName = null, GenerationOptions? options = null, InversionOptions? inversion = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        options ??= new GenerationOptions();
        options.Validate();
        inversion?.Validate(); // before the model file is read
        options = Logged(catalog, options, nameof(GenerateMusic));
        return Music(catalog, outputColumnName, ReadFor(modelFile, options), inputColumnName ?? outputColumnName, styleColumnName, options, inversion, ImageNetwork.IsPresent(null));
    }

    internal static ComposedEstimator Music(
        TransformsCatalog catalog, string output, GeneratorFile file, string path, string? style, GenerationOptions options, InversionOptions? inversion, bool isNetworkPresent)
    {
        const string Painting = Prefix + "Painting", Spectrogram = Prefix + "MelSpectrogram", Judged = Prefix + "Style", Embedding = Prefix + "Embedding";
        GeneratorMetadata metadata = file.Metadata;
        var parts = new EstimatorChain<ITransformer>().Append<ITransformer>(
            catalog.LoadPaintings(Painting, null, path, new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit }));
        List<string> temporary = [Painting, Spectrogram];
        if (metadata.EmbeddingLength > 0 && options.EmbeddingColumn is null)
        {
            if (isNetworkPresent)
            {
                parts = parts.Append<ITransformer>(catalog.ClassifyStyle(Judged, null, path, new ClassifyStyleOptions { EmbeddingColumn = Embedding }));
                temporary.AddRange([Judged, StyleClassificationMapping.ProbabilitiesOf(Judged), Embedding]);
                options = options with { EmbeddingColumn = Embedding };
            }
            else
            {
                options.OnNote?.Invoke($"'{file.Path}' takes the embedding of the picture and gets zeros, because the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 is not in the program.");
            }
        }
        return ComposedEstimator.Of(parts
            .Append<ITransformer>(new MelSpectrogramGenerationEstimator(catalog, Spectrogram, file, Painting, style, options))
            .Append<ITransformer>(catalog.InvertMelSpectrogram(output, Spectrogram, metadata.Mel, inversion))
            .Append<ITransformer>(catalog.DropColumns([.. temporary])));
    }

    // What OnNote receives goes to MLContext.Log too.
    private static GenerationOptions Logged(TransformsCatalog catalog, GenerationOptions options, string source)
    {
        CatalogLog log = CatalogLog.Of(catalog, source);
        Action<string>? onNote = options.OnNote;
        return options with
        {
            OnNote = sentence =>
            {
                log.Warning(sentence);
                onNote?.Invoke(sentence);
            },
        };
    }

    private static GeneratorFile ReadFor(string modelFile, GenerationOptions options)
    {
        GeneratorFile file = GeneratorFile.Read(modelFile, GeneratorDirection.PaintingToMusic);
        if (options.EmbeddingColumn is not null && file.Metadata.EmbeddingLength == 0)
            throw new Pix2PitchException($"'{modelFile}' takes no embedding: leave {nameof(GenerationOptions)}.{nameof(GenerationOptions.EmbeddingColumn)} null.");
        return file;
    }
}
