using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Features;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch;

/// <summary>Sound as a part of an ML.NET pipeline.</summary>
public static class AudioCatalog
{
    /// <summary>
    /// Creates an estimator that extracts mel-spectrograms: it reads a clip of each recording that a text column names (WAV, AIFF, FLAC, OGG or
    /// MP3).
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input columns</term><description>path: text; offset in seconds (optional): Single</description></item>
    /// <item><term>Output column</term><description>vector of Single, 1 x bands x frames, in [-1, 1]</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>
    /// The size of the vector is part of the schema for 64 x 64, 128 x 128, 256 x 256 and 512 x 512; for other sizes the vector has an unknown
    /// size. A recording that cannot be read, ends before the offset or is silent throws <see cref="Pix2PitchException"/> when its row is read.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">The mel-spectrogram, band 0 the lowest.</param>
    /// <param name="audioFolder">The folder that paths are relative to; null or empty means that paths are used as they are.</param>
    /// <param name="inputColumnName">The text column with the paths; null means the name of <paramref name="outputColumnName"/>.</param>
    /// <param name="options">The representation and the start of the clips; null means the first 10 s at 256 x 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the options contradict each other.</exception>
    /// <example><code>
    /// var pipeline = ml.Transforms.ExtractMelSpectrogram("MelSpectrogram", "music", "Path",
    ///     new MelExtractionOptions { Mel = MelOptions.Thesis512, OffsetColumn = "Start" });
    /// </code></example>
    public static ComposedEstimator ExtractMelSpectrogram(this TransformsCatalog catalog, string outputColumnName,
        string? audioFolder = null, string? inputColumnName = null, MelExtractionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        options ??= new MelExtractionOptions();
        options.Validate();
        return MelExtractionMapping.EstimatorFor(
            catalog, outputColumnName, inputColumnName ?? outputColumnName, new FilesIn<MelExtractionOptions>(audioFolder ?? "", options));
    }

    /// <summary>Creates an estimator that turns mel-spectrograms into sound.</summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input column</term><description>vector of Single with bands x frames values, in [-1, 1]</description></item>
    /// <item><term>Output column</term><description>vector of Single, of unknown size in the schema</description></item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>
    /// A mel-spectrogram that has another size than the options, or contains NaN, throws <see cref="Pix2PitchException"/> when its row is read.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The sound: <see cref="MelOptions.ClipSamples"/> mono samples in [-1, 1] at <see cref="MelOptions.SampleRate"/>.
    /// </param>
    /// <param name="inputColumnName">
    /// The mel-spectrograms, of any shape, as <c>ExtractMelSpectrogram</c> or a generator produces them; null means the name of
    /// <paramref name="outputColumnName"/>.
    /// </param>
    /// <param name="mel">The representation of the mel-spectrograms; null means <see cref="MelOptions.Thesis256"/>.</param>
    /// <param name="options">How they are inverted; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the options contradict each other.</exception>
    /// <example><code>
    /// var pipeline = ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", MelOptions.Thesis256, new InversionOptions { Iterations = 64 });
    /// </code></example>
    public static ComposedEstimator InvertMelSpectrogram(this TransformsCatalog catalog, string outputColumnName,
        string? inputColumnName = null, MelOptions? mel = null, InversionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        mel ??= MelOptions.Thesis256;
        options ??= new InversionOptions();
        mel.Validate();
        options.Validate();
        return MelInversionMapping.EstimatorFor(
            catalog, outputColumnName, inputColumnName ?? outputColumnName, new MelInversionMapping.Representation(mel, options));
    }

    /// <summary>
    /// Creates an estimator that measures music: it reads a clip of each recording that a text column names (WAV, AIFF, FLAC, OGG or MP3).
    /// <see cref="MusicFeatures"/> documents the units and sources.
    /// </summary>
    /// <remarks>
    /// <para><b>Estimator Characteristics</b></para>
    /// <list type="table">
    /// <item><term>Does this estimator need to look at the data to train its parameters?</term><description>No</description></item>
    /// <item><term>Input columns</term><description>path: text; offset in seconds (optional): Single</description></item>
    /// <item>
    /// <term>Output columns</term>
    /// <description>
    /// Single: Brightness, Loudness, LoudnessRange, OnsetRate, Tempo (NaN if the clip has no tempo), Harmonicity, Mode; vector of 12 Single:
    /// PitchClasses
    /// </description>
    /// </item>
    /// <item><term>Required NuGet in addition to Microsoft.ML</term><description>None</description></item>
    /// <item><term>Exportable to ONNX</term><description>No</description></item>
    /// </list>
    /// <para>
    /// A recording that cannot be read, ends before the offset or is silent throws <see cref="Pix2PitchException"/> when its row is read.
    /// </para>
    /// </remarks>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="outputColumnName">
    /// The prefix of the columns' names: <c>Music</c> gives <c>Music.Brightness</c> and so on; empty means no prefix and no dot.
    /// </param>
    /// <param name="audioFolder">The folder that paths are relative to; null or empty means that paths are used as they are.</param>
    /// <param name="inputColumnName">The text column with the paths; null means the name of <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Start and length of the clips, and how they are measured; null means the first 10 s.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <example><code>
    /// var pipeline = ml.Transforms.ExtractMusicFeatures("Music", "music", "Path", new MusicFeatureOptions { OffsetSeconds = 30 });
    /// </code></example>
    public static ComposedEstimator ExtractMusicFeatures(this TransformsCatalog catalog, string outputColumnName,
        string? audioFolder = null, string? inputColumnName = null, MusicFeatureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName ??= outputColumnName);
        options ??= new MusicFeatureOptions();
        options.Validate();
        return MusicFeatureMapping.EstimatorFor(
            catalog, outputColumnName, inputColumnName, new FilesIn<MusicFeatureOptions>(audioFolder ?? "", options));
    }
}
