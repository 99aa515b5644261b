using System.Numerics;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's generator (Isola et al. 2017, section 3.2.1): a U-Net from a painting to a mel-spectrogram. Here it also takes a style, and the
/// dropout of its first decoder blocks is computed from a seed.
/// </summary>
internal sealed class UNetGenerator : Module
{
    public const int PaintingChannels = 3;
    public const int MelChannels = 1;
    public const int NoiseBlocks = 3;
    public const double NegativeSlope = 0.2;

    private readonly EncoderBlock[] _encoder;
    private readonly DecoderBlock[] _decoder;

    /// <summary>Creates the network; <see cref="WeightInitializer"/> sets its weights.</summary>
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

    /// <summary>The size of the network.</summary>
    public GeneratorOptions Options { get; }

    /// <summary>The noise of all decoder blocks, one after the other.</summary>
    public SeededNoise Noise { get; }

    public IReadOnlyList<EncoderBlock> Encoder => _encoder;

    public IReadOnlyList<DecoderBlock> Decoder => _decoder;

    /// <summary>Turns paintings into mel-spectrograms.</summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1].</param>
    /// <param name="style">[N, styles]; one-hot, probabilities, or zeros for an unknown style.</param>
    /// <param name="seed">[N, 1], int64; only the low 32 bits are used.</param>
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

    /// <summary>Writes the network as an ONNX graph with the inputs and the output of <see cref="forward"/>, except that the seed is int32.</summary>
    public void Write(OnnxGraphBuilder graph)
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

    /// <summary>Output channels of an encoder block.</summary>
    /// <param name="options">The size of the network.</param>
    /// <param name="level">Number of the block, from 0.</param>
    public static int Channels(GeneratorOptions options, int level) => Math.Min(options.Width << level, options.Width * 8);
}

/// <summary>The size of a <see cref="UNetGenerator"/>.</summary>
internal sealed record GeneratorOptions
{
    /// <summary>Side of the painting and of the mel-spectrogram in pixels: 64, 128, 256 or 512.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Channels of the first encoder block, 1 to 256; the deepest blocks have eight times as many. Pix2Pix has 64.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Normalisation of the activations.</summary>
    public Normalization Normalization { get; init; } = Normalization.Instance;

    /// <summary>Number of styles, 1 to 1000: the length of the style vector.</summary>
    public int Styles { get; init; } = 5;

    /// <summary>
    /// Whether the scale and shift of the decoder's normalisation also depend on the mean activation of the first encoder block. Instance
    /// normalisation removes a painting's overall lightness, colour and contrast at every level; the mean activation brings them back.
    /// </summary>
    public bool Summary { get; init; } = true;

    /// <summary>Number of encoder blocks and of decoder blocks.</summary>
    public int Levels => BitOperations.Log2((uint)Size);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range; the message names it and its range.</exception>
    public void Validate()
    {
        OptionRange.Require(Size is 64 or 128 or 256 or 512, Size, "64, 128, 256 or 512");
        OptionRange.Check(Width, 1, 256);
        OptionRange.Check(Normalization);
        OptionRange.Check(Styles, 1, 1000);
    }
}
