using Pix2Pitch.Mel;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's generator (Isola et al. 2017): a U-Net from a painting to a mel-spectrogram, with a style that can be asked for and with
/// the dropout of its first decoder blocks made of a seed.
/// </summary>
public sealed class UNetGenerator : Module
{
    internal const int PaintingChannels = 3;
    internal const int MelChannels = 1;
    internal const int NoiseBlocks = 3;
    internal const double NegativeSlope = 0.2;

    private readonly EncoderBlock[] _encoder;
    private readonly DecoderBlock[] _decoder;

    /// <summary>Makes the network; its weights come from <see cref="WeightInitializer"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public UNetGenerator(GeneratorOptions options) : base("generator")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        int conditionLength = options.Styles + (options.Summary ? options.Width : 0);
        _encoder = [.. Enumerable.Range(0, options.Levels).Select(i => new EncoderBlock($"encoder{i}", options, i))];
        _decoder = [.. Enumerable.Range(0, options.Levels).Select(i => new DecoderBlock($"decoder{i}", options, i, conditionLength))];
        for (int i = 0; i < options.Levels; i++)
            register_module($"encoder{i}", _encoder[i]);
        for (int i = 0; i < options.Levels; i++)
            register_module($"decoder{i}", _decoder[i]);
        Noise = new SeededNoise(_decoder.Sum(block => block.NoiseLength));
    }

    /// <summary>The network's shape.</summary>
    public GeneratorOptions Options { get; }

    /// <summary>The noise of all decoder blocks, one after the other.</summary>
    internal SeededNoise Noise { get; }

    internal IReadOnlyList<EncoderBlock> Encoder => _encoder;

    internal IReadOnlyList<DecoderBlock> Decoder => _decoder;

    /// <summary>Turns paintings into mel-spectrograms.</summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1].</param>
    /// <param name="style">[N, styles]; one-hot, probabilities, or zeros for an unknown style.</param>
    /// <param name="seed">[N, 1], int64; only the low 32 bits count.</param>
    /// <param name="creativity">[N, 1], the size of the noise: 1 in training, less for less variation, 0 for none.</param>
    /// <returns>[N, 1, S, S] in [-1, 1].</returns>
    public Tensor forward(Tensor painting, Tensor style, Tensor seed, Tensor creativity)
    {
        ArgumentNullException.ThrowIfNull(painting);
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(creativity);
        var skips = new Tensor[_encoder.Length];
        Tensor features = skips[0] = _encoder[0].Forward(painting);
        Tensor condition = style;
        for (int i = 1; i < _encoder.Length; i++)
        {
            Tensor activated = functional.leaky_relu(features, NegativeSlope);
            if (i == 1 && Options.Summary)
                condition = cat([style, activated.mean([2, 3])], 1);
            features = skips[i] = _encoder[i].Forward(activated);
        }

        Tensor noise = Noise.Forward(seed, creativity);
        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            Tensor input = i == 0 ? features : cat([features, skips[^(1 + i)]], 1);
            features = _decoder[i].Forward(input.relu(), condition, noise, noiseStart);
            noiseStart += _decoder[i].NoiseLength;
        }
        return features.tanh();
    }

    /// <summary>The same as an ONNX graph, with the inputs and the output of <see cref="forward"/>; its seed is int32.</summary>
    internal void Write(OnnxGraphBuilder graph)
    {
        int size = Options.Size;
        string painting = graph.Input("Painting", DataType.Float, "RGB in [-1, 1]", "N", PaintingChannels, size, size);
        string style = graph.Input("Style", DataType.Float, "one-hot or probabilities; all zero for an unknown style", "N", Options.Styles);
        string seed = graph.Input("Seed", DataType.Int32, "any number; the same seed gives the same output", "N", 1);
        string creativity = graph.Input("Creativity", DataType.Float, "size of the noise, from 0 (every seed gives the same) to 1", "N", 1);
        var skips = new string[_encoder.Length];
        string features = skips[0] = _encoder[0].Write(graph, painting);
        string condition = style;
        for (int i = 1; i < _encoder.Length; i++)
        {
            string activated = graph.Node("LeakyRelu", [features], OnnxGraphBuilder.Float("alpha", NegativeSlope));
            if (i == 1 && Options.Summary)
            {
                string mean = graph.Node("Reshape", [graph.Node("GlobalAveragePool", [activated]), graph.Integers(-1, Options.Width)]);
                condition = graph.Node("Concat", [style, mean], OnnxGraphBuilder.Int("axis", 1));
            }
            features = skips[i] = _encoder[i].Write(graph, activated);
        }

        string noise = Noise.Write(graph, seed, creativity);
        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            string input = i == 0 ? features : graph.Node("Concat", [features, skips[^(1 + i)]], OnnxGraphBuilder.Int("axis", 1));
            features = _decoder[i].Write(graph, graph.Node("Relu", [input]), condition, noise, noiseStart);
            noiseStart += _decoder[i].NoiseLength;
        }
        graph.Output(graph.Node("Tanh", [features]), "MelSpectrogram", "log-mel-spectrogram in [-1, 1], band 0 the lowest", "N", MelChannels, size, size);
    }

    internal static int Channels(GeneratorOptions options, int level) => Math.Min(options.Width << level, options.Width * 8);
}
