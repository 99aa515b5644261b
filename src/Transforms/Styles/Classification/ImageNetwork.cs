using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Pix2Pitch.Styles.Classification;

/// <summary>
/// ResNet-18 (K. He and others, "Deep residual learning for image recognition", CVPR 2016), trained on ImageNet, without its last layer. The two ONNX files are
/// those of the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18. Thread-safe. All users of a folder share one network in the process.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Networks stay open until the process ends: ONNX Runtime does not give all memory back.")]
internal sealed class ImageNetwork
{
    /// <summary>Width and height of the pictures in pixels.</summary>
    public const int Size = 224;

    /// <summary>The folder beside the program that the package copies its files to.</summary>
    public const string DefaultFolder = "DnnImageModels";

    private const float MinDeviation = 1e-3f; // a channel that is the same everywhere is correlated with nothing

    private const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18";

    private static readonly string s_preprocessingFile = Path.Combine("ResNetPrepOnnx", "ResNetPreprocess.onnx");
    private static readonly string s_networkFile = Path.Combine("ResNet18Onnx", "ResNet18.onnx");
    private static readonly ConcurrentDictionary<(string Folder, bool HasEmbedding), Lazy<ImageNetwork>> s_networks = new();

    private readonly InferenceSession _preprocessing; // swaps red and blue, and subtracts the mean picture of ImageNet
    private readonly InferenceSession _network;
    private readonly string[] _input;

    private ImageNetwork(string folder, bool hasEmbedding)
    {
        string path = Path.Combine(folder, s_networkFile);
        try
        {
            byte[] file = File.ReadAllBytes(path);
            Task<byte[]> checksum = Task.Run(() => SHA256.HashData(file));
            using SessionOptions options = OnnxSessionOptions.Create();
            _network = new InferenceSession(ImageNetworkGraph.Adapt(file, hasEmbedding), options);
            _input = [.. _network.InputNames.Take(1)];
            _preprocessing = new InferenceSession(Path.Combine(folder, s_preprocessingFile), options);
            Checksum = Convert.ToHexStringLower(checksum.Result);
        }
        catch (Exception e) when (e is OnnxRuntimeException or InvalidProtocolBufferException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _network?.Dispose();
            throw new Pix2PitchException($"The network '{path}' cannot be used ({e.Message.Split('\n')[0].Trim().TrimEnd('.')}): "
                + $"restore the files of the NuGet package {Package} again.", e);
        }
    }

    /// <summary>The SHA-256 of the network's file, in hexadecimal. Features of another file are different.</summary>
    public string Checksum { get; }

    /// <summary>Whether the files are where <see cref="Open"/> looks for them.</summary>
    /// <param name="folder">The folder with the files; null means the one beside the program.</param>
    public static bool IsPresent(string? folder) => Find(folder, AppContext.BaseDirectory, out _) is not null;

    /// <summary>Opens the network, or returns the one that is open.</summary>
    /// <param name="folder">The folder with the files. If it is null or does not have them, the one beside the program is used.</param>
    /// <param name="hasEmbedding">Whether the embedding is computed. Without it the network takes less than half of the time to open and of the memory.</param>
    /// <exception cref="Pix2PitchException">The files are missing or damaged.</exception>
    public static ImageNetwork Open(string? folder, bool hasEmbedding)
    {
        string found = RequireFiles(folder);
        (string, bool) key = (found, hasEmbedding);
        Lazy<ImageNetwork> network = s_networks.GetOrAdd(key, _ => new Lazy<ImageNetwork>(() => new ImageNetwork(found, hasEmbedding)));
        try
        {
            return network.Value;
        }
        catch
        {
            s_networks.TryRemove(KeyValuePair.Create(key, network)); // the files may be corrected later
            throw;
        }
    }

    /// <summary>The folder that has the files.</summary>
    /// <param name="folder">The folder that is looked in first; null means the one beside the program.</param>
    /// <exception cref="Pix2PitchException">The files are missing.</exception>
    public static string RequireFiles(string? folder) => RequireFiles(folder, AppContext.BaseDirectory);

    internal static string RequireFiles(string? folder, string program)
        => Find(folder, program, out string missing)
            ?? throw new Pix2PitchException($"The network that styles are judged with was not found: there is no '{missing}'. Add the NuGet package {Package} to the program, "
                + $"or set {nameof(ClassifyStyleOptions.NetworkFolder)} to the folder {DefaultFolder} that has its files.");

    /// <summary>Computes the features of a picture.</summary>
    /// <param name="picture">3 x 224 x 224 values from 0 to 255: the red plane, then green, then blue.</param>
    /// <param name="cancellation">Stops the network before its next operator.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public ImageFeatures Run(float[] picture, CancellationToken cancellation = default)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, Size, Size]);
        using IDisposableReadOnlyCollection<OrtValue> prepared = OnnxRun.Start(options => _preprocessing.Run(options, _preprocessing.InputNames, [input], _preprocessing.OutputNames), cancellation);
        using IDisposableReadOnlyCollection<OrtValue> outputs = OnnxRun.Start(options => _network.Run(options, _input, [prepared[0]], _network.OutputNames), cancellation);
        float[] embedding = outputs.Count > ImageNetworkGraph.Statistics ? outputs[^1].GetTensorDataAsSpan<float>().ToArray() : [];
        (float[] correlations, float[] texture) = StatisticsOf(outputs);
        return new ImageFeatures(correlations, texture, embedding);
    }

    private static string? Find(string? folder, string program, out string missing)
    {
        string beside = Path.Combine(program, DefaultFolder);
        if (string.IsNullOrEmpty(folder)) return IsIn(beside, out missing) ? beside : null;
        string full = Path.GetFullPath(folder);
        return IsIn(full, out missing) ? full : IsIn(beside, out _) ? beside : null;
    }

    private static bool IsIn(string folder, out string missing)
    {
        missing = Path.Combine(folder, s_networkFile);
        if (!File.Exists(missing)) return false;
        missing = Path.Combine(folder, s_preprocessingFile);
        return File.Exists(missing);
    }

    private static (float[] Correlations, float[] Texture) StatisticsOf(IEnumerable<OrtValue> outputs)
    {
        (float[] correlations, float[] texture) = (new float[ImageFeatures.CorrelationLength], new float[ImageFeatures.TextureLength]);
        int pairs = 0, done = 0;
        foreach (OrtValue[] stage in outputs.Take(ImageNetworkGraph.Statistics).Chunk(2))
        {
            ReadOnlySpan<float> means = stage[0].GetTensorDataAsSpan<float>(), products = stage[1].GetTensorDataAsSpan<float>();
            int channels = means.Length, places = ImageNetworkGraph.PlacesOf(channels);
            Span<float> deviations = texture.AsSpan(done + channels, channels);
            means.CopyTo(texture.AsSpan(done));
            for (int i = 0; i < channels; i++) deviations[i] = MathF.Sqrt(Math.Max(0, products[i * channels + i] / places - means[i] * means[i]));
            for (int i = 0; i < channels; i++)
            {
                for (int j = i + 1; j < channels; j++)
                {
                    float covariance = products[i * channels + j] / places - means[i] * means[j];
                    correlations[pairs++] = covariance / ((deviations[i] + MinDeviation) * (deviations[j] + MinDeviation));
                }
            }
            done += 2 * channels;
        }
        return (correlations, texture);
    }
}
