using Microsoft.ML;
using Pix2Pitch.Generation.Mapping;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Generation;

/// <summary>
/// The whole road in one object, for those who want no pipeline of their own: a painting's file in, music out. Inside is the same
/// ML.NET pipeline that anyone can build. Not thread-safe: one object for each thread.
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
    private readonly MusicOptions _options;

    private PaintingToMusic(
        GeneratorMetadata metadata, ITransformer model, PredictionEngine<PaintingRequest, PaintingAnswer> engine, MusicOptions options)
        => (Metadata, _model, _engine, _options) = (metadata, model, engine, options);

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
            .Append(generation)
            .Append(ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", metadata.Mel, options.Inversion));
        ITransformer model = pipeline.Fit(ml.Data.LoadFromEnumerable(Array.Empty<PaintingRequest>()));
        return new PaintingToMusic(metadata, model, ml.Model.CreatePredictionEngine<PaintingRequest, PaintingAnswer>(model), options);
    }

    /// <summary>Makes music of a painting. The same painting, seed and style give the same music.</summary>
    /// <param name="paintingPath">The painting's file.</param>
    /// <param name="seed">Any number; another one gives another answer.</param>
    /// <param name="style">The style to ask for; null means none.</param>
    /// <exception cref="Pix2PitchException">The painting cannot be read.</exception>
    public GeneratedMusic Generate(string paintingPath, int seed = 0, Style? style = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(paintingPath);
        if (style is { } asked && !Enum.IsDefined(asked))
            throw new ArgumentOutOfRangeException(nameof(style), style, $"There are the styles {string.Join(", ", StyleNames.All)}.");
        PaintingAnswer answer = _engine.Predict(new PaintingRequest { Path = paintingPath, Style = (uint)(style ?? 0), Seed = seed });
        return new GeneratedMusic(paintingPath, answer.Audio, answer.MelSpectrogram, Metadata, seed, style, _options.Creativity);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        (_model as IDisposable)?.Dispose();
    }
}
