using Microsoft.ML;
using Pix2Pitch.Generation;
using Pix2Pitch.Paintings;

namespace Pix2Pitch;

/// <summary>Generation of music from paintings as a part of an ML.NET pipeline.</summary>
public static class GenerationCatalog
{
    /// <summary>
    /// Creates an estimator that runs a generator, an ONNX file that this project's <c>export</c> has written: from each painting, style and seed a
    /// mel image.
    /// </summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The mel image: Vector&lt;Single, 1, 1, S, S&gt; in [-1, 1], band 0 the lowest.</param>
    /// <param name="modelFile">The ONNX file. Its bytes become part of the saved ML.NET model.</param>
    /// <param name="paintingColumnName">
    /// The paintings as <c>LoadPaintings</c> makes them, Vector&lt;Single, 3, S, S&gt; in [-1, 1], S as in
    /// <see cref="GeneratorMetadata.ImageSize"/>;
    /// null means the name of <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="styleColumnName">
    /// The style to ask for, a key as <c>LabelStyle</c> makes it; a missing key means unknown. Null means unknown in every row.
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
    public static MelSpectrogramGeneratingEstimator GenerateMelSpectrogram(
        this TransformsCatalog catalog, string outputColumnName, string modelFile, string? paintingColumnName = null,
        string? styleColumnName = null, GenerationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        return new MelSpectrogramGeneratingEstimator(
            catalog,
            outputColumnName,
            modelFile,
            paintingColumnName ?? outputColumnName,
            styleColumnName,
            options ?? new GenerationOptions());
    }
}
