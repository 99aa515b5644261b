using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;
using SixLabors.ImageSharp;

namespace Pix2Pitch.Generation;

/// <summary>
/// Makes music from paintings without an ML.NET pipeline. The same model, painting, style and seed give the same music as
/// <see cref="GenerationCatalog.GenerateMusic"/>.
/// </summary>
/// <remarks>
/// Thread-safe: all threads share one ONNX session, and each call has its own buffers. <see cref="Dispose"/> does not wait: calls that are
/// running may finish; later calls throw <see cref="ObjectDisposedException"/>.
/// </remarks>
/// <example>
/// <code>
/// using PaintingToMusic music = PaintingToMusic.Load("model.onnx");
/// music.Generate("painting.jpg", seed: 1, Style.Impressionism).WriteWave("painting.wav");
/// </code>
/// </example>
public sealed class PaintingToMusic : IDisposable
{
    private readonly GeneratorSession _generator;
    private readonly MelSpectrogramInverter _inverter;
    private readonly StyleJudge? _judge;
    private readonly bool _embeds;
    private readonly MusicOptions _options;

    private PaintingToMusic(GeneratorSession generator, MelSpectrogramInverter inverter, StyleJudge? judge, bool embeds, MusicOptions options)
        => (_generator, _inverter, _judge, _embeds, _options) = (generator, inverter, judge, embeds, options);

    /// <summary>The metadata of the model file.</summary>
    public GeneratorMetadata Metadata => _generator.Metadata;

    /// <summary>
    /// Loads a generator. If it takes the embedding of the picture (<see cref="GeneratorMetadata.EmbeddingLength"/>) and the NuGet package
    /// Microsoft.ML.DnnImageFeaturizer.ResNet18 is there, the embedding is computed; otherwise the generator gets zeros (<see cref="GeneratedMusic.HasEmbedding"/>).
    /// </summary>
    /// <param name="modelFile">The ONNX file.</param>
    /// <param name="options">How music is made; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="Pix2PitchException">
    /// The file is missing or is not a generator that this version can run, or the accelerator cannot be used, or the network that styles are judged with is missing.
    /// </exception>
    public static PaintingToMusic Load(string modelFile, MusicOptions? options = null) => Load(modelFile, options, ImageNetwork.IsPresent(null));

    internal static PaintingToMusic Load(string modelFile, MusicOptions? options, bool isNetworkPresent)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFile);
        options ??= new MusicOptions();
        options.Validate();
        var generator = new GeneratorSession(modelFile, options.Accelerator);
        try
        {
            var inverter = new MelSpectrogramInverter(generator.Metadata.Mel, options.Inversion);
            bool embeds = generator.Metadata.EmbeddingLength > 0 && isNetworkPresent;
            StyleJudge? judge = options.JudgesStyle || embeds ? new StyleJudge(options.StyleClassifierFile is { } file ? StyleClassifier.Read(file) : StyleClassifier.Default, embeds: embeds) : null;
            return new PaintingToMusic(generator, inverter, judge, embeds, options);
        }
        catch
        {
            generator.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes music from a painting. The same painting, seed, style and length give the same music. Music that is longer than a clip consists of
    /// several clips with successive seeds, or of successive windows (<see cref="MusicOptions.Path"/>), cross-faded (<see cref="InversionOptions.CrossFadeSeconds"/>). Memory: the music, its
    /// mel-spectrogram, and the buffers of one clip.
    /// </summary>
    /// <param name="paintingPath">The image file. It is decoded once.</param>
    /// <param name="seed">Any number; another seed gives other music. If there are several clips, the seed of the first one.</param>
    /// <param name="style">The requested style; null means none, or the judged one (<see cref="MusicOptions.JudgesStyle"/>).</param>
    /// <param name="seconds">Length of the music, 0.1 to 600 s; null means one clip.</param>
    /// <param name="progress">Receives the number of completed steps and of all steps: two for each clip.</param>
    /// <param name="cancellation">Cancels reading the painting, the network before its next operator, and the inversion between two iterations.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such style, or the length is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The object was disposed of.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    /// <exception cref="Pix2PitchException">The painting cannot be read, or the model does not know the style.</exception>
    public GeneratedMusic Generate(
        string paintingPath, int seed = 0, Style? style = null, double? seconds = null,
        IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(paintingPath);
        CheckRequest(style, seconds, cancellation);
        return Generate(Judged(GeneratedMusic.Source.Of(paintingPath, Metadata, cancellation), paintingPath, style, cancellation), seed, style, seconds, _options, progress, cancellation);
    }

    /// <summary>Reads a painting, for music with several seeds.</summary>
    /// <param name="paintingPath">The image file.</param>
    /// <param name="judgesStyle">Whether the style is judged; only if <see cref="MusicOptions.JudgesStyle"/> is true.</param>
    /// <param name="cancellation">Stops reading.</param>
    internal GeneratedMusic.Source Read(string paintingPath, bool judgesStyle, CancellationToken cancellation = default)
        => Judged(GeneratedMusic.Source.Of(paintingPath, Metadata, cancellation), paintingPath, judgesStyle, cancellation);

    /// <summary>Makes music from a painting that <see cref="Read(string, bool, CancellationToken)"/> has read, with its own creativity.</summary>
    /// <param name="painting">The painting.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="style">The requested style; null for none, or the one that was judged.</param>
    /// <param name="seconds">Length of the music; null means one clip.</param>
    /// <param name="creativity">See <see cref="MusicOptions.Creativity"/>.</param>
    /// <param name="progress">Receives the number of completed steps and of all steps.</param>
    /// <param name="cancellation">Cancels reading the painting, the network before its next operator, and the inversion between two iterations.</param>
    internal GeneratedMusic Generate(
        GeneratedMusic.Source painting, int seed, Style? style, double? seconds, float creativity, IProgress<(int Done, int Count)>? progress, CancellationToken cancellation)
    {
        MusicOptions options = _options with { Creativity = creativity };
        options.Validate();
        CheckRequest(style, seconds, cancellation);
        return Generate(painting, seed, style, seconds, options, progress, cancellation);
    }

    /// <summary>
    /// Makes music from the content of an image file, as
    /// <see cref="Generate(string, int, Style?, double?, IProgress{ValueTuple{int, int}}?, CancellationToken)"/> does.
    /// </summary>
    /// <param name="painting">The content of an image file, from the current position on. During the call it is copied to a temporary file.</param>
    /// <param name="seed">Any number; another seed gives other music.</param>
    /// <param name="style">The requested style; null means none, or the judged one (<see cref="MusicOptions.JudgesStyle"/>).</param>
    /// <param name="seconds">Length of the music, 0.1 to 600 s; null means one clip.</param>
    /// <param name="progress">Receives the number of completed steps and of all steps: two for each clip.</param>
    /// <param name="cancellation">Cancels reading the painting, the network before its next operator, and the inversion between two iterations.</param>
    /// <inheritdoc cref="Generate(string, int, Style?, double?, IProgress{ValueTuple{int, int}}?, CancellationToken)" path="/exception"/>
    public GeneratedMusic Generate(
        Stream painting, int seed = 0, Style? style = null, double? seconds = null,
        IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(painting);
        CheckRequest(style, seconds, cancellation);
        return Generate(Read(new PaintingCopy(painting, cancellation), style, cancellation), seed, style, seconds, _options, progress, cancellation);
    }

    /// <summary>Makes music from an image that ImageSharp has loaded. The music is the same as that of a PNG file of the image.</summary>
    /// <param name="painting">The image; its colour profile and orientation are applied.</param>
    /// <param name="seed">Any number; another seed gives other music.</param>
    /// <param name="style">The requested style; null means none, or the judged one (<see cref="MusicOptions.JudgesStyle"/>).</param>
    /// <param name="seconds">Length of the music, 0.1 to 600 s; null means one clip.</param>
    /// <param name="progress">Receives the number of completed steps and of all steps: two for each clip.</param>
    /// <param name="cancellation">Cancels reading the painting, the network before its next operator, and the inversion between two iterations.</param>
    /// <inheritdoc cref="Generate(string, int, Style?, double?, IProgress{ValueTuple{int, int}}?, CancellationToken)" path="/exception"/>
    public GeneratedMusic Generate(
        Image painting, int seed = 0, Style? style = null, double? seconds = null,
        IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(painting);
        CheckRequest(style, seconds, cancellation);
        return Generate(Read(new PaintingCopy(painting), style, cancellation), seed, style, seconds, _options, progress, cancellation);
    }

    private GeneratedMusic Generate(
        GeneratedMusic.Source painting, int seed, Style? style, double? seconds, MusicOptions options, IProgress<(int Done, int Count)>? progress, CancellationToken cancellation)
    {
        MelOptions mel = Metadata.Mel;
        (ClipLayout layout, PaintingParts parts) = Divide(painting, seconds, options);
        float[] styleVector = StyleVector(painting, style), values = new float[mel.MelBands * layout.Frames];
        List<Note>? notes = Metadata.MakesNotes ? [] : null;
        for (int clip = 0; clip < layout.Clips; clip++)
        {
            (float[] melSpectrogram, float[]? roll) = _generator.Run(parts.PixelsOf(clip), styleVector, parts.SeedOf(clip, seed), options.Creativity, painting.Embedding, cancellation);
            layout.Put(melSpectrogram, clip, values);
            if (roll is not null)
            {
                (int from, int to) = layout.LoudestFrames(clip);
                notes!.AddRange(NoteRoll.Read(roll, mel.Frames, from, to, layout.StartOf(clip) / mel.HopLength, (double)mel.HopLength / mel.SampleRate));
            }
            progress?.Report((clip + 1, 2 * layout.Clips));
        }
        var spectrogram = new MelSpectrogram(mel, values, seconds);
        float[] samples = _inverter.Invert(spectrogram, progress is null ? null : new SecondHalf(progress), cancellation);
        return new GeneratedMusic(painting, samples, spectrogram, notes, layout.Clips, Metadata, _generator.Hash, seed, style, options) { Windows = parts.Windows };
    }

    /// <summary>
    /// Measures which parts of a painting change which seconds of its music. The generator runs once for each of the 64 cells, for each clip.
    /// </summary>
    /// <param name="paintingPath">The image file.</param>
    /// <param name="seed">The seed of the music.</param>
    /// <param name="style">The requested style; null means none, or the judged one (<see cref="MusicOptions.JudgesStyle"/>).</param>
    /// <param name="seconds">Length of the music, 0.1 to 600 s; null means one clip.</param>
    /// <param name="progress">Receives the number of cells that are measured, and of all.</param>
    /// <param name="cancellation">Cancels reading the painting, and the network before its next operator.</param>
    /// <inheritdoc cref="Generate(string, int, Style?, double?, IProgress{ValueTuple{int, int}}?, CancellationToken)" path="/exception"/>
    public OcclusionMap MeasureOcclusion(
        string paintingPath, int seed = 0, Style? style = null, double? seconds = null,
        IProgress<(int Done, int Count)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(paintingPath);
        CheckRequest(style, seconds, cancellation);
        GeneratedMusic.Source painting = Judged(GeneratedMusic.Source.Of(paintingPath, Metadata, cancellation), paintingPath, style, cancellation);
        MelOptions mel = Metadata.Mel;
        (ClipLayout layout, PaintingParts parts) = Divide(painting, seconds, _options);
        float[] styleVector = StyleVector(painting, style);
        float[][] clips = [.. Enumerable.Range(0, layout.Clips).Select(clip => Run(parts.PixelsOf(clip), clip))];
        float[] whole = Join(clips);
        const int cells = OcclusionMap.Cells;
        var differences = new float[(int)Math.Ceiling((double)layout.Samples / mel.SampleRate) * cells * cells];
        for (int cell = 0; cell < cells * cells; cell++)
        {
            cancellation.ThrowIfCancellationRequested(); // also where no clip changes
            PaintingParts occluded = parts.Without(cell / cells, cell % cells, cells);
            float[] changed = Join([.. clips.Select((clip, i) => occluded.Changes(i, cell / cells, cell % cells, cells) ? Run(occluded.PixelsOf(i), i) : clip)]);
            Compare(cell, changed);
            progress?.Report((cell + 1, cells * cells));
        }
        return new OcclusionMap(differences, painting.Square, RecipeOf(paintingPath, seed, style, seconds).ToProperties());

        float[] Run(float[] pixels, int clip) => _generator.Run(pixels, styleVector, parts.SeedOf(clip, seed), _options.Creativity, painting.Embedding, cancellation).Image;

        float[] Join(IReadOnlyList<float[]> all)
        {
            var joined = new float[mel.MelBands * layout.Frames];
            for (int clip = 0; clip < all.Count; clip++) layout.Put(all[clip], clip, joined);
            return joined;
        }

        void Compare(int cell, float[] changed)
        {
            var counts = new int[differences.Length / (cells * cells)];
            for (int frame = 0; frame < layout.Frames; frame++)
            {
                // The frame of the last sample may begin at the end of the last second.
                int second = Math.Min((int)((long)frame * mel.HopLength / mel.SampleRate), counts.Length - 1);
                float sum = 0;
                for (int band = 0; band < mel.MelBands; band++) sum += Math.Abs(changed[band * layout.Frames + frame] - whole[band * layout.Frames + frame]);
                differences[second * cells * cells + cell] += (float)(sum * mel.TopDecibels / 2 / mel.MelBands); // from -1 to 1 are TopDecibels
                counts[second]++;
            }
            for (int second = 0; second < counts.Length; second++) differences[second * cells * cells + cell] /= Math.Max(counts[second], 1);
        }
    }

    /// <summary>What determines the music of a painting: a file with the same recipe in its metadata has the sound that <c>Generate</c> would make.</summary>
    /// <param name="paintingPath">The image file.</param>
    /// <param name="style">See <see cref="Generate(string, int, Style?, double?, IProgress{ValueTuple{int, int}}?, CancellationToken)"/>.</param>
    /// <param name="seconds">See there.</param>
    /// <param name="seed">The seed; null means the one of the painting's file (<see cref="GeneratedMusic.SeedOf"/>).</param>
    internal MusicRecipe RecipeOf(string paintingPath, int? seed, Style? style = null, double? seconds = null)
    {
        string hash = GeneratedMusic.HashOf(paintingPath);
        return new MusicRecipe(_generator.Hash, hash, seed ?? GeneratedMusic.SeedOf(hash), style, _options.JudgesStyle && style is null ? _judge?.Hash : null, _options.Creativity, _options.Inversion.Iterations,
            _options.Accelerator, Metadata.EmbeddingLength > 0 ? _embeds : null, MelSpectrogram.SecondsText(Metadata.Mel, seconds), _options.Path);
    }

    /// <summary>Reads a copy and deletes it: it is not needed while music is made.</summary>
    private GeneratedMusic.Source Read(PaintingCopy copy, Style? style, CancellationToken cancellation)
    {
        using (copy) return copy.Read(path => Judged(GeneratedMusic.Source.OfCopy(path, Metadata, cancellation), path, style, cancellation));
    }

    private GeneratedMusic.Source Judged(GeneratedMusic.Source painting, string path, Style? style, CancellationToken cancellation) => Judged(painting, path, style is null, cancellation);

    private GeneratedMusic.Source Judged(GeneratedMusic.Source painting, string path, bool judges, CancellationToken cancellation)
    {
        judges &= _options.JudgesStyle;
        if (_judge is null || !(judges || _embeds)) return painting;
        (float[] probabilities, ImageFeatures features) = _judge.Judge(path, cancellation);
        return painting with { StyleProbabilities = judges ? probabilities : null, StyleJudge = judges ? _judge.Hash : null, Embedding = _embeds ? features.Embedding : null };
    }

    // Called before the painting is read, which takes longer.
    private void CheckRequest(Style? style, double? seconds, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Metadata.StyleVector(style);
        if (seconds is { } length) MelSpectrogram.CheckSeconds(length);
    }

    /// <inheritdoc/>
    public void Dispose() => _generator.Dispose();

    /// <summary>The clips of the music, and the part of the painting that each is made from.</summary>
    private (ClipLayout Layout, PaintingParts Parts) Divide(GeneratedMusic.Source painting, double? seconds, MusicOptions options)
    {
        MelOptions mel = Metadata.Mel;
        var layout = new ClipLayout(mel, options.Inversion.CrossFadeSeconds, seconds ?? mel.ClipSeconds);
        return (layout, new PaintingParts(painting, Metadata.ImageSize, options.Path, [.. Enumerable.Range(0, layout.Clips).Select(clip => (double)layout.StartOf(clip) / mel.SampleRate)]));
    }

    private float[] StyleVector(GeneratedMusic.Source painting, Style? style)
        => painting.StyleProbabilities is { } probabilities ? StyleVector(probabilities) : Metadata.StyleVector(style);

    /// <summary>The probabilities in the order of the model's styles. The share of a style that the model does not know is left out.</summary>
    private float[] StyleVector(float[] probabilities)
    {
        var vector = new float[Metadata.Styles.Count];
        for (int i = 0; i < vector.Length; i++)
        {
            if (StyleNames.TryParse(Metadata.Styles[i], out Style style)) vector[i] = probabilities[(int)style - 1];
        }
        return vector;
    }

    /// <summary>Reports the steps of inversion, which follow those of generation.</summary>
    private sealed class SecondHalf(IProgress<(int Done, int Count)> whole) : IProgress<(int Done, int Count)>
    {
        public void Report((int Done, int Count) value) => whole.Report((value.Count + value.Done, 2 * value.Count));
    }
}
