using Microsoft.ML;
using Pix2Pitch.Audio;
using Pix2Pitch.Generation.Mapping;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>
/// The whole road in one object, for those who want no pipeline of their own: a painting's file in, music out. Inside are the
/// same ML.NET pipeline and inverter that anyone can use. Not thread-safe: one object for each thread.
/// </summary>
/// <example>
/// <code>
/// using PaintingToMusic music = PaintingToMusic.Load("model.onnx");
/// music.Generate("painting.jpg", seed: 1, Style.Impressionism).WriteWave("painting.wav");
/// </code>
/// </example>
public sealed class PaintingToMusic : IDisposable
{
    private readonly ITransformer _model;
    private readonly PredictionEngine<PaintingRequest, PaintingAnswer> _engine;
    private readonly MelSpectrogramInverter _inverter;
    private readonly MusicOptions _options;

    private PaintingToMusic(
        GeneratorMetadata metadata, ITransformer model, PredictionEngine<PaintingRequest, PaintingAnswer> engine, MusicOptions options)
    {
        (Metadata, _model, _engine, _options) = (metadata, model, engine, options);
        _inverter = new MelSpectrogramInverter(metadata.Mel, options.Inversion);
    }

    /// <summary>What the model file says of itself.</summary>
    public GeneratorMetadata Metadata { get; }

    /// <summary>Loads a generator.</summary>
    /// <param name="modelFile">The ONNX file.</param>
    /// <param name="options">How music is made; null means the defaults.</param>
    /// <exception cref="Pix2PitchException">The file is missing or is not a generator that this version can run.</exception>
    public static PaintingToMusic Load(string modelFile, MusicOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        options ??= new MusicOptions();
        var ml = new MLContext(seed: 1);
        var howToGenerate = new GenerationOptions { Creativity = options.Creativity, SeedColumn = "Seed" };
        var generation = ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", modelFile, "Painting", "Style", howToGenerate);
        GeneratorMetadata metadata = generation.Metadata;
        var howToLoad = new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit };
        var pipeline = ml.Transforms.LoadPaintings("Painting", null, "Path", howToLoad)
            .Append(generation);
        ITransformer model = pipeline.Fit(ml.Data.LoadFromEnumerable(Array.Empty<PaintingRequest>()));
        return new PaintingToMusic(metadata, model, ml.Model.CreatePredictionEngine<PaintingRequest, PaintingAnswer>(model), options);
    }

    /// <summary>
    /// Makes music of a painting. The same painting, seed, style and length give the same music. Music that is longer than a clip is the
    /// answers to successive seeds, each fading into the next (<see cref="InversionOptions.CrossFadeSeconds"/>); beside itself and its mel
    /// image it takes the memory of one clip.
    /// </summary>
    /// <param name="paintingPath">The painting's file.</param>
    /// <param name="seed">Any number; another one gives another answer. Where there are several clips, the seed of the first one.</param>
    /// <param name="style">The style to ask for; null means none.</param>
    /// <param name="seconds">Length of the music, 0.1 to 600 s; null means one clip.</param>
    /// <param name="progress">Told how many of how many steps are done: two for each clip.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style, or the length is out of its range.</exception>
    /// <exception cref="Pix2PitchException">The painting cannot be read.</exception>
    public GeneratedMusic Generate(
        string paintingPath, int seed = 0, Style? style = null, double? seconds = null,
        IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(paintingPath);
        if (style is { } asked && !Enum.IsDefined(asked))
            throw new ArgumentOutOfRangeException(nameof(style), style, $"There are the styles {string.Join(", ", StyleNames.All)}.");
        MelSettings mel = Metadata.Mel;
        var layout = new ClipLayout(mel, _options.Inversion.CrossFadeSeconds, seconds ?? mel.ClipSeconds);
        var image = new float[mel.MelBands * layout.Frames];
        var answer = new PaintingAnswer();
        for (int clip = 0; clip < layout.Clips; clip++)
        {
            cancellation.ThrowIfCancellationRequested();
            _engine.Predict(new PaintingRequest { Path = paintingPath, Style = (uint)(style ?? 0), Seed = unchecked(seed + clip) }, ref answer);
            layout.Put(answer.MelSpectrogram, clip, image);
            progress?.Report((clip + 1, 2 * layout.Clips));
        }
        float[] samples = _inverter.Invert(image, seconds ?? mel.ClipSeconds, progress is null ? null : new SecondHalf(progress), cancellation);
        return new GeneratedMusic(paintingPath, samples, image, layout.Clips, Metadata, seed, style, _options);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        (_model as IDisposable)?.Dispose();
    }

    private sealed class SecondHalf(IProgress<(int Done, int Count)> whole) : IProgress<(int Done, int Count)>
    {
        public void Report((int Done, int Count) value) => whole.Report((value.Count + value.Done, 2 * value.Count));
    }
}
