using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's generator (Isola et al. 2017): a U-Net from a painting to a mel image, with a style that can be asked for and with
/// the dropout of its first decoder blocks as an explicit input.
/// </summary>
/// <remarks>
/// Inputs: painting [N, 3, S, S] in [-1, 1]; style [N, styles], one-hot or all zero for unknown; noise [N, <see cref="NoiseLength"/>],
/// each value -1 or +1 in training, smaller for less variation, 0 for none. Output: [N, 1, S, S] in [-1, 1].
/// </remarks>
public sealed class UNetGenerator : Module
{
    internal const int PaintingChannels = 3;
    internal const int MelChannels = 1;
    internal const int NoiseBlocks = 3;
    internal const double NegativeSlope = 0.2;

    private readonly EncoderBlock[] _encoder;
    private readonly DecoderBlock[] _decoder;
    private readonly LeakyReLU _leaky = LeakyReLU(NegativeSlope);
    private readonly ReLU _relu = ReLU();
    private readonly Tanh _tanh = Tanh();

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
        NoiseLength = _decoder.Sum(block => block.NoiseLength);
    }

    /// <summary>The network's shape.</summary>
    public GeneratorOptions Options { get; }

    /// <summary>Number of noise values for one painting.</summary>
    public int NoiseLength { get; }

    internal IReadOnlyList<EncoderBlock> Encoder => _encoder;

    internal IReadOnlyList<DecoderBlock> Decoder => _decoder;

    /// <summary>Turns paintings into mel images.</summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1].</param>
    /// <param name="style">[N, styles]; one-hot, or zeros for an unknown style.</param>
    /// <param name="noise">[N, <see cref="NoiseLength"/>].</param>
    /// <returns>[N, 1, S, S] in [-1, 1].</returns>
    public Tensor forward(Tensor painting, Tensor style, Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(painting);
        var skips = new Tensor[_encoder.Length];
        Tensor features = skips[0] = _encoder[0].forward(painting);
        Tensor condition = style;
        for (int i = 1; i < _encoder.Length; i++)
        {
            Tensor activated = _leaky.forward(features);
            if (i == 1 && Options.Summary)
                condition = cat([style, activated.mean([2, 3])], 1);
            features = skips[i] = _encoder[i].forward(activated);
        }

        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            DecoderBlock block = _decoder[i];
            Tensor input = i == 0 ? features : cat([features, skips[_encoder.Length - 1 - i]], 1);
            Tensor? blockNoise = block.NoiseLength == 0 ? null : noise.narrow(1, noiseStart, block.NoiseLength);
            features = block.Forward(_relu.forward(input), condition, blockNoise);
            noiseStart += block.NoiseLength;
        }
        return _tanh.forward(features);
    }

    internal static int Channels(GeneratorOptions options, int level) => Math.Min(options.Width << level, options.Width * 8);
}
