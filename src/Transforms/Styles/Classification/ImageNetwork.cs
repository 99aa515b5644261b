using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Onnx;

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

    private const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18";

    private static readonly string s_preprocessingFile = Path.Combine("ResNetPrepOnnx", "ResNetPreprocess.onnx");
    private static readonly string s_networkFile = Path.Combine("ResNet18Onnx", "ResNet18.onnx");
    private static readonly string[] s_outputs = ["Pooling395_Output_0", .. Statistics.Outputs];
    private static readonly ConcurrentDictionary<string, Lazy<ImageNetwork>> s_networks = new();

    private readonly InferenceSession _preprocessing; // swaps red and blue, and subtracts the mean picture of ImageNet
    private readonly InferenceSession _network;
    private readonly string[] _input;

    private ImageNetwork(string folder)
    {
        string path = Path.Combine(folder, s_networkFile);
        try
        {
            byte[] file = File.ReadAllBytes(path);
            Checksum = Convert.ToHexStringLower(SHA256.HashData(file));
            _network = new InferenceSession([.. file, .. Statistics.Nodes()]);
            _input = [.. _network.InputNames.Take(1)];
            _preprocessing = new InferenceSession(Path.Combine(folder, s_preprocessingFile));
        }
        catch (Exception e) when (e is OnnxRuntimeException or IOException or UnauthorizedAccessException)
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
    /// <exception cref="Pix2PitchException">The files are missing or damaged.</exception>
    public static ImageNetwork Open(string? folder)
    {
        string found = RequireFiles(folder);
        Lazy<ImageNetwork> network = s_networks.GetOrAdd(found, key => new Lazy<ImageNetwork>(() => new ImageNetwork(key)));
        try
        {
            return network.Value;
        }
        catch
        {
            s_networks.TryRemove(KeyValuePair.Create(found, network)); // the files may be corrected later
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
    public ImageFeatures Run(float[] picture)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(picture, [1, 3, Size, Size]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> prepared = _preprocessing.Run(options, _preprocessing.InputNames, [input], _preprocessing.OutputNames);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _network.Run(options, _input, [prepared[0]], s_outputs);
        return new ImageFeatures(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Statistics.Of(outputs.Skip(1)));
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

    /// <summary>
    /// The mean and the standard deviation of each channel after the second and the third stage of the network. They say which textures a picture has,
    /// not where, and so carry its style (X. Huang and S. Belongie, "Arbitrary style transfer in real-time with adaptive instance normalization", ICCV 2017).
    /// </summary>
    private static class Statistics
    {
        private static readonly string[] s_stages = ["ReLU315_Output_0", "ReLU347_Output_0"]; // 128 channels of 28 x 28, 256 of 14 x 14

        public static string[] Outputs { get; } = [.. s_stages.SelectMany(stage => (string[])[Mean(stage), MeanSquare(stage)])];

        /// <summary>
        /// The bytes of nodes and outputs that compute the means of the channels and of their squares. Messages of Protocol Buffers whose bytes are joined are merged,
        /// so there is no need to parse the network's 64 MB.
        /// </summary>
        public static byte[] Nodes()
        {
            var graph = new GraphProto();
            foreach (string stage in s_stages)
            {
                graph.Node.Add(new NodeProto { OpType = "Mul", Input = { stage, stage }, Output = { $"{stage}.Square" } });
                graph.Node.Add(new NodeProto { OpType = "GlobalAveragePool", Input = { stage }, Output = { Mean(stage) } });
                graph.Node.Add(new NodeProto { OpType = "GlobalAveragePool", Input = { $"{stage}.Square" }, Output = { MeanSquare(stage) } });
            }
            var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } };
            graph.Output.Add(Outputs.Select(name => new ValueInfoProto { Name = name, Type = type }));
            return new ModelProto { Graph = graph }.ToByteArray();
        }

        public static float[] Of(IEnumerable<OrtValue> outputs)
        {
            var values = new float[ImageFeatures.TextureLength];
            int done = 0;
            foreach (OrtValue[] stage in outputs.Chunk(2))
            {
                ReadOnlySpan<float> means = stage[0].GetTensorDataAsSpan<float>(), squares = stage[1].GetTensorDataAsSpan<float>();
                means.CopyTo(values.AsSpan(done));
                for (int i = 0; i < means.Length; i++) values[done + means.Length + i] = MathF.Sqrt(Math.Max(0, squares[i] - means[i] * means[i]));
                done += 2 * means.Length;
            }
            return values;
        }

        private static string Mean(string stage) => $"{stage}.Mean";

        private static string MeanSquare(string stage) => $"{stage}.MeanSquare";
    }
}
