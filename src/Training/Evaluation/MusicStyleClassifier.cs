using System.Numerics.Tensors;
using System.Reflection;
using System.Text.Json;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Evaluation;

/// <summary>
/// Finds the style of a clip of music, as well as it can be heard in <see cref="ClipAnalysis.Vector"/>: multinomial logistic regression. Its
/// standardised vectors are also the space in which clips are compared (<see cref="Embed"/>).
/// </summary>
internal sealed record MusicStyleClassifier
{
    /// <summary>The version of the file and of the vectors. Increase it when <see cref="ClipAnalysis"/> gives other vectors.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly Lazy<MusicStyleClassifier> s_default = new(ReadEmbedded);

    /// <summary>The version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>What it was trained on, for people.</summary>
    public required string TrainedOn { get; init; }

    /// <summary>The strength of the regularization (L2).</summary>
    public required double Regularization { get; init; }

    /// <summary>The names of the styles, in the order of <see cref="StyleNames.All"/>.</summary>
    public required IReadOnlyList<string> Styles { get; init; }

    /// <summary>The mean of each value of a vector.</summary>
    public required float[] Means { get; init; }

    /// <summary>The standard deviation of each value of a vector; at least 1e-6.</summary>
    public required float[] Deviations { get; init; }

    /// <summary>For each style, a weight for each standardised value.</summary>
    public required float[][] Weights { get; init; }

    /// <summary>For each style, the constant.</summary>
    public required float[] Biases { get; init; }

    /// <summary>The classifier that is shipped: <c>data/models/music-style.json</c>.</summary>
    public static MusicStyleClassifier Default => s_default.Value;

    /// <summary>Reads the file of a classifier.</summary>
    /// <exception cref="Pix2PitchException">The file is missing or is not a classifier of this version.</exception>
    public static MusicStyleClassifier Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (JsonSerializer.Deserialize<MusicStyleClassifier>(stream, s_json) is { } classifier && classifier.IsValid()) return classifier;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The classifier '{path}' cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : Directory.Exists(path) ? "it is a folder" : "check its permissions")}.", e);
        }
        catch (JsonException e)
        {
            throw NotAClassifier(path, e);
        }
        throw NotAClassifier(path);
    }

    /// <summary>Writes the file of a classifier.</summary>
    /// <exception cref="Pix2PitchException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, s_json));

    /// <summary>A point in the space in which clips are compared: standardised values, divided by the root of their number.</summary>
    /// <param name="vector">A <see cref="ClipAnalysis.Vector"/>.</param>
    public float[] Embed(ReadOnlySpan<float> vector)
    {
        float[] point = LogisticRegression.Standardise(vector, Means, Deviations);
        TensorPrimitives.Divide(point, MathF.Sqrt(point.Length), point);
        return point;
    }

    /// <summary>The probability of each style. They sum to 1.</summary>
    /// <param name="vector">A <see cref="ClipAnalysis.Vector"/>.</param>
    public float[] Classify(ReadOnlySpan<float> vector)
    {
        float[] point = LogisticRegression.Standardise(vector, Means, Deviations);
        float[] scores = [.. Weights.Select((weights, style) => TensorPrimitives.Dot<float>(weights, point) + Biases[style])];
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores); // otherwise large scores become infinite in SoftMax
        TensorPrimitives.SoftMax<float>(scores, scores);
        return scores;
    }

    /// <summary>The most probable style.</summary>
    public Style Predict(ReadOnlySpan<float> vector) => (Style)(TensorPrimitives.IndexOfMax<float>(Classify(vector)) + 1);

    private static MusicStyleClassifier ReadEmbedded()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pix2Pitch.data.models.music-style.json")
            ?? throw new InvalidOperationException("The assembly has no classifier of music.");
        return JsonSerializer.Deserialize<MusicStyleClassifier>(stream, s_json)!;
    }

    private static Pix2PitchException NotAClassifier(string path, Exception? cause = null)
        => new($"'{path}' is not a classifier of music of this version; train it again with 'train-classifier'.", cause);

    // The deserializer checks that the properties are there, not what is in them.
    private bool IsValid()
        => Format == CurrentFormat && Styles is not null && Styles.SequenceEqual(StyleNames.All)
            && Array.TrueForAll([Means, Deviations, .. Weights ?? []], row => row?.Length == ClipAnalysis.VectorLength && Array.TrueForAll(row, float.IsFinite))
            && Array.TrueForAll(Deviations, deviation => deviation > 0) && Weights!.Length == Styles.Count
            && Biases?.Length == Styles.Count && Array.TrueForAll(Biases, float.IsFinite);
}
