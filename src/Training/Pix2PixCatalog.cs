using Microsoft.ML;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training;
using Pix2Pitch.Training.Runs;

#pragma warning disable IDE0130 // in the namespace of the other catalog methods
namespace Pix2Pitch;
#pragma warning restore IDE0130

/// <summary>The trainer as a part of an ML.NET pipeline.</summary>
public static class Pix2PixCatalog
{
    /// <summary>
    /// Creates an estimator that learns to turn paintings into mel-spectrograms: fitting trains the Pix2Pix network on the rows, exports it to ONNX
    /// and returns the transformer that runs the file, as <c>GenerateMelSpectrogram</c> makes it. The transformer does not need Torch, and can be
    /// saved and loaded as any ML.NET model.
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>Yes</description></item>
    /// <item><term>Input columns</term><description>painting: vector of Single, 3 x S x S; mel-spectrogram: vector of Single, S x S; style (optional): key; split (optional): text</description></item>
    /// <item><term>Output column</term><description>vector of Single, 1 x 1 x S x S, in [-1, 1]</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>TorchSharp, Microsoft.ML.OnnxTransformer and Microsoft.ML.OnnxRuntime</description></item>
    /// <item><term>Exportable to ONNX</term><description>Yes: <c>model.onnx</c> in the run folder</description></item>
    /// </list>
    /// <para>
    /// Rows are not held in memory. Those of <see cref="DataCatalog.LoadPrepared"/> are read from the prepared folder. Other rows are copied to files
    /// in the run folder, which are deleted when the run ends; if training stops earlier, fitting again with the same rows uses them again.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The column that the fitted transformer makes.</param>
    /// <param name="options">What to learn from and how; null for the defaults.</param>
    /// <param name="observer">Receives the progress of the training; null for none.</param>
    /// <param name="cancellation">Stops the training. Fitting then throws <see cref="OperationCanceledException"/>; fitting again continues the run.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <example><code>
    /// ITransformer model = ml.Transforms.Pix2Pix("Generated", new Pix2PixOptions { RunFolder = "run" }).Fit(ml.Data.LoadPrepared("prepared256"));
    /// </code></example>
    public static Pix2PixEstimator Pix2Pix(
        this TransformsCatalog catalog, string outputColumnName, Pix2PixOptions? options = null, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        return new Pix2PixEstimator(catalog, outputColumnName, options ?? new Pix2PixOptions(), observer, cancellation);
    }
}
