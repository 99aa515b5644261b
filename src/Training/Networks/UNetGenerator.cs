using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's generator (Isola et al. 2017, section 3.2.1): a U-Net. Here it also takes a style, and the dropout of its first decoder blocks is
/// computed from a seed.
/// </summary>
internal sealed class UNetGenerator : GeneratorNetwork
{
    public const int NoiseBlocks = 3;

    private readonly EncoderBlock[] _encoder;
    private readonly DecoderBlock[] _decoder;

    /// <inheritdoc cref="GeneratorNetwork.Create"/>
    public UNetGenerator(GeneratorOptions options) : base(options)
    {
        _encoder = [.. Enumerable.Range(0, options.Levels).Select(i => new EncoderBlock($"encoder{i}", options, i))];
        _decoder = [.. Enumerable.Range(0, options.DecoderBlocks).Select(i => new DecoderBlock($"decoder{i}", options, i))];
        for (int i = 0; i < options.Levels; i++)
            register_module($"encoder{i}", _encoder[i]);
        for (int i = 0; i < _decoder.Length; i++)
            register_module($"decoder{i}", _decoder[i]);
        Noise = new SeededNoise(_decoder.Sum(block => block.NoiseLength));
    }

    public override SeededNoise Noise { get; }

    public IReadOnlyList<EncoderBlock> Encoder => _encoder;

    public IReadOnlyList<DecoderBlock> Decoder => _decoder;

    protected override Tensor Run(Tensor input, Tensor condition, Tensor noise)
    {
        var skips = new Tensor[_encoder.Length];
        Tensor features = skips[0] = _encoder[0].Forward(input);
        for (int i = 1; i < _encoder.Length; i++)
        {
            Tensor activated = functional.leaky_relu(features, NegativeSlope);
            if (i == 1 && Options.Summary)
                condition = cat([condition, activated.mean([2, 3])], 1);
            features = skips[i] = _encoder[i].Forward(activated);
        }
        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            Tensor joined = i == 0 ? features : cat([features, skips[^(1 + i)]], 1);
            features = _decoder[i].Forward(joined.relu(), condition, noise, noiseStart);
            noiseStart += _decoder[i].NoiseLength;
        }
        if (Notes is not null && Options.Size > 128)
            features = cat([features, skips[^(1 + _decoder.Length)]], 1);
        return Notes is null ? features : features.relu();
    }

    protected override string Write(OnnxGraphBuilder graph, string input, string condition, string noise)
    {
        var skips = new string[_encoder.Length];
        string features = skips[0] = _encoder[0].Write(graph, input);
        for (int i = 1; i < _encoder.Length; i++)
        {
            string activated = graph.Node("LeakyRelu", [features], OnnxGraphBuilder.Float("alpha", NegativeSlope));
            if (i == 1 && Options.Summary)
                condition = graph.WithMeans(condition, activated, Options.Width);
            features = skips[i] = _encoder[i].Write(graph, activated);
        }
        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            string joined = i == 0 ? features : graph.Node("Concat", [features, skips[^(1 + i)]], OnnxGraphBuilder.Int("axis", 1));
            features = _decoder[i].Write(graph, graph.Node("Relu", [joined]), condition, noise, noiseStart);
            noiseStart += _decoder[i].NoiseLength;
        }
        if (Notes is not null && Options.Size > 128)
            features = graph.Node("Concat", [features, skips[^(1 + _decoder.Length)]], OnnxGraphBuilder.Int("axis", 1));
        return Notes is null ? features : graph.Node("Relu", [features]);
    }
}
