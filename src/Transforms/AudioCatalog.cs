using Microsoft.ML;
using Pix2Pitch.Estimators;
using Pix2Pitch.Features;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch;

/// <summary>Sound in ML.NET's pipelines.</summary>
public static class AudioCatalog
{
    /// <summary>
    /// Extracts the mel-spectrograms of the recordings that a text column names: a clip of each WAV, FLAC, OGG, MP3 or AIFF file, as
    /// a vector of Single with shape [1, bands, frames], the lowest band first, values in [-1, 1].
    /// </summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="audioFolder">The folder that paths are relative to; null or empty to take them as they are.</param>
    /// <param name="inputColumnName">The text column with the paths; null if it has the name of the output column.</param>
    /// <param name="options">The representation and where the clips begin; null for the first 10 s at 256 x 256.</param>
    /// <returns>The estimator; nothing is learned by fitting it, and what it gives can be saved and loaded.</returns>
    /// <exception cref="Pix2PitchException">The settings make no sense together.</exception>
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

    /// <summary>
    /// Turns mel-spectrograms into sound: a vector of Single with <see cref="MelOptions.ClipSamples"/> mono samples in [-1, 1].
    /// </summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="inputColumnName">
    /// The mel-spectrograms: vectors of Single with bands x frames values in any shape, as <c>ExtractMelSpectrogram</c> or a generator gives
    /// them; null if the column has the name of the output column.
    /// </param>
    /// <param name="mel">The representation that they are in; null for <see cref="MelOptions.Thesis256"/>.</param>
    /// <param name="options">How they are inverted; null for the defaults.</param>
    /// <returns>The estimator; nothing is learned by fitting it, and what it gives can be saved and loaded.</returns>
    /// <exception cref="Pix2PitchException">The settings make no sense together, or an option is out of its range.</exception>
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
    /// Measures the recordings that a text column names: columns of Single named <c>Output.Brightness</c>, <c>.Loudness</c>,
    /// <c>.OnsetRate</c>, <c>.Tempo</c> (not a number where there is none), <c>.Harmonicity</c> and <c>.Mode</c>, and
    /// <c>Output.PitchClasses</c>, a vector of 12 Single. <see cref="MusicFeatures"/> has their units and sources.
    /// </summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">What the columns' names begin with, before the point; empty for the features' names alone.</param>
    /// <param name="audioFolder">The folder that paths are relative to; null or empty to take them as they are.</param>
    /// <param name="inputColumnName">The text column with the paths; null if it has the name <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Where the clips begin, how long they last and how they are measured; null for the first 10 s.</param>
    /// <returns>The estimator; nothing is learned by fitting it, and what it gives can be saved and loaded.</returns>
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
