using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pix2Pitch.Styles.Classification;

/// <summary>
/// A linear classifier (multinomial logistic regression) of <see cref="ImageFeatures.Correlations"/>, as in its JSON file. Files of earlier versions have weights for
/// <see cref="ImageFeatures.Texture"/>; they are read too.
/// </summary>
/// <param name="Network">The <see cref="ImageNetwork.Checksum"/> of the network whose features it was trained with.</param>
/// <param name="Styles">The names of the styles, in the order of <see cref="StyleNames.All"/>.</param>
/// <param name="Weights">For each style, the weights of the features. In the file, a row is the Base64 of numbers of 16 bits; in files of earlier versions, a list of numbers.</param>
/// <param name="Biases">For each style, the constant.</param>
internal sealed record StyleClassifier(string Network, IReadOnlyList<string> Styles, [property: JsonConverter(typeof(StyleWeightsConverter))] float[][] Weights, float[] Biases)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private static readonly Lazy<StyleClassifier> s_default = new(ReadEmbedded);

    /// <summary>The classifier that is shipped: <c>data/models/style.json</c>.</summary>
    public static StyleClassifier Default => s_default.Value;

    /// <summary>Reads the file of a classifier.</summary>
    /// <exception cref="Pix2PitchException">The file is missing or is not a classifier of styles.</exception>
    public static StyleClassifier Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            StyleClassifier? classifier = JsonSerializer.Deserialize<StyleClassifier>(stream, s_json);
            if (classifier is not null && classifier.IsValid()) return classifier;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"The style classifier '{path}' does not exist: check its name.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The style classifier '{path}' cannot be read: check its permissions.", e);
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

    /// <summary>The first 16 hexadecimal digits of the SHA-256 hash of what it judges with: classifiers with the same one judge alike.</summary>
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Network));
        foreach (float[] row in Weights.Append(Biases)) hash.AppendData(MemoryMarshal.AsBytes<float>(row));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>The probability of each style. They sum to 1.</summary>
    public float[] Classify(ImageFeatures features) => Classify(Weights[0].Length == ImageFeatures.TextureLength ? features.Texture : features.Correlations);

    /// <summary>The probability of each style. They sum to 1.</summary>
    /// <param name="features">As many values as there are weights for a style.</param>
    public float[] Classify(ReadOnlySpan<float> features)
    {
        var scores = new float[Weights.Length];
        for (int style = 0; style < scores.Length; style++) scores[style] = TensorPrimitives.Dot(Weights[style], features) + Biases[style];
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), scores); // otherwise large scores become infinite in SoftMax
        TensorPrimitives.SoftMax(scores, scores);
        return scores;
    }

    private static StyleClassifier ReadEmbedded()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pix2Pitch.data.models.style.json")
            ?? throw new InvalidOperationException("The assembly has no style classifier.");
        return JsonSerializer.Deserialize<StyleClassifier>(stream, s_json) ?? throw new InvalidOperationException("The style classifier is empty.");
    }

    private static Pix2PitchException NotAClassifier(string path, Exception? cause = null)
        => new($"'{path}' is not a style classifier of this version: train it again with tools/StyleClassifier.", cause);

    // The deserializer leaves properties that a file does not have null.
    private bool IsValid()
        => Network is not null && Styles is not null && Weights is not null && Biases is not null && Styles.SequenceEqual(StyleNames.All)
            && Weights.Length == Styles.Count && Array.TrueForAll(Weights, IsRow)
            && Biases.Length == Styles.Count && Array.TrueForAll(Biases, float.IsFinite);

    private bool IsRow(float[]? row)
        => row?.Length is ImageFeatures.CorrelationLength or ImageFeatures.TextureLength && row.Length == Weights[0].Length && Array.TrueForAll(row, float.IsFinite);
}
