using Pix2Pitch.Mel;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>
/// Makes paintings from music with a generator that was trained without pairs and exported with the direction <see cref="GeneratorDirection.MusicToPainting"/>.
/// </summary>
/// <remarks>
/// Thread-safe: all threads share one ONNX session, and each call has its own buffers. <see cref="Dispose"/> does not wait: calls that are
/// running may finish; later calls throw <see cref="ObjectDisposedException"/>.
/// </remarks>
/// <example>
/// <code>
/// using MusicToPainting paintings = MusicToPainting.Load("painter.onnx");
/// paintings.Generate("song.mp3", seed: 1, Style.Impressionism, startSeconds: 30).Write("song.png");
/// </code>
/// </example>
public sealed class MusicToPainting : IDisposable
{
    private readonly GeneratorSession _generator;
    private readonly MelSpectrogramExtractor _extractor;
    private readonly MusicToPaintingOptions _options;

    private MusicToPainting(GeneratorSession generator, MusicToPaintingOptions options)
        => (_generator, _extractor, _options) = (generator, new MelSpectrogramExtractor(generator.Metadata.Mel), options);

    /// <summary>The metadata of the model file.</summary>
    public GeneratorMetadata Metadata => _generator.Metadata;

    /// <summary>Loads a generator of paintings.</summary>
    /// <param name="modelFile">The ONNX file.</param>
    /// <param name="options">How paintings are made; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="Pix2PitchException">
    /// The file is missing, is not a generator that this version can run or makes music of paintings, or the accelerator cannot be used.
    /// </exception>
    public static MusicToPainting Load(string modelFile, MusicToPaintingOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        options ??= new MusicToPaintingOptions();
        options.Validate();
        return new MusicToPainting(new GeneratorSession(modelFile, options.Accelerator, GeneratorDirection.MusicToPainting), options);
    }

    /// <summary>
    /// Makes a painting from one clip of a recording, as long as the model's (<see cref="MelOptions.ClipSeconds"/>, about 10 s); what is missing at the end is silence. The
    /// same clip, seed and style give the same painting.
    /// </summary>
    /// <param name="recordingPath">The sound file: WAV, AIFF, FLAC, OGG or MP3.</param>
    /// <param name="seed">Any number; another seed gives another painting.</param>
    /// <param name="style">The requested style; null means none.</param>
    /// <param name="startSeconds">Where the clip begins, in seconds; 0 or more.</param>
    /// <param name="cancellation">Cancels reading, and the run of the network before its next operator.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style, or the start is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The object was disposed of.</exception>
    /// <exception cref="Pix2PitchException">The recording cannot be read, ends before the start or is silent, or the model does not know the style.</exception>
    public GeneratedPainting Generate(string recordingPath, int seed = 0, Style? style = null, double startSeconds = 0, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(recordingPath);
        cancellation.ThrowIfCancellationRequested();
        float[] styleVector = Metadata.StyleVector(style);
        MelSpectrogram heard = _extractor.Extract(recordingPath, startSeconds, cancellation);
        float[] pixels = _generator.Run(heard.Values, styleVector, seed, _options.Creativity, cancellation: cancellation).Image;
        return new GeneratedPainting(recordingPath, pixels, heard, Metadata, seed, style, startSeconds, _options);
    }

    /// <inheritdoc/>
    public void Dispose() => _generator.Dispose();
}
