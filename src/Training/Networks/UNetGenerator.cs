using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's generator (Isola et al. 2017, section 3.2.1): a U-Net. Here it also takes a style, and the dropout of its first decoder blocks is
/// computed from a seed.
/// </summary>
internal sealed class UNetGenerator : ConvolutionalGenerator
{
    public const int NoiseBlocks = 3;

    private readonly EncoderBlock[] _encoder;
    private readonly DecoderBlock[] _decoder;
    private readonly LatentPrior? _prior;

    /// <inheritdoc cref="GeneratorNetwork.Create"/>
    public UNetGenerator(GeneratorOptions options) : base(options)
    {
        _encoder = [.. Enumerable.Range(0, options.Levels).Select(i => new EncoderBlock($"encoder{i}", options, i))];
        _decoder = [.. Enumerable.Range(0, options.DecoderBlocks).Select(i => new DecoderBlock($"decoder{i}", options, i))];
        for (int i = 0; i < options.Levels; i++)
            register_module($"encoder{i}", _encoder[i]);
        for (int i = 0; i < _decoder.Length; i++)
            register_module($"decoder{i}", _decoder[i]);
        if (options.LatentLength > 0)
        {
            int bottleneck = options.ChannelsAt(options.Levels - 1);
            _prior = new LatentPrior(options.LatentLength, bottleneck + options.KnownLength, bottleneck);
            register_module("prior", _prior);
        }
        Noise = new SeededNoise(_prior?.NoiseLength ?? _decoder.Sum(block => block.NoiseLength));
    }

    public override SeededNoise Noise { get; }

    public IReadOnlyList<EncoderBlock> Encoder => _encoder;

    public IReadOnlyList<DecoderBlock> Decoder => _decoder;

    protected override (Tensor Features, Gaussian? Prior) Run(Tensor input, Tensor condition, Tensor noise, Tensor? code)
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
        Gaussian? prior = null;
        if (_prior is not null)
        {
            prior = _prior.Of(cat([features.flatten(1), condition], 1));
            code ??= _prior.Draw(prior, noise);
            features = features + _prior.Decode(code);
            condition = cat([condition, code], 1);
        }
        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            Tensor joined = i == 0 || !Options.Skips ? features : cat([features, skips[^(1 + i)]], 1);
            features = _decoder[i].Forward(joined.relu(), condition, noise, noiseStart);
            noiseStart += _decoder[i].NoiseLength;
        }
        if (Notes is null)
            return (features, prior);
        return ((Options.HeadHasSkip ? cat([features, skips[^(1 + _decoder.Length)]], 1) : features).relu(), prior);
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
        if (_prior is not null)
        {
            string flat = graph.Node("Reshape", [features, graph.Integers(-1, Options.ChannelsAt(Options.Levels - 1))]);
            (string code, string added) = _prior.Write(graph, graph.Node("Concat", [flat, condition], OnnxGraphBuilder.Int("axis", 1)), noise);
            features = graph.Node("Add", [features, added]);
            condition = graph.Node("Concat", [condition, code], OnnxGraphBuilder.Int("axis", 1));
        }
        int noiseStart = 0;
        for (int i = 0; i < _decoder.Length; i++)
        {
            string joined = i == 0 || !Options.Skips ? features : graph.Node("Concat", [features, skips[^(1 + i)]], OnnxGraphBuilder.Int("axis", 1));
            features = _decoder[i].Write(graph, graph.Node("Relu", [joined]), condition, noise, noiseStart);
            noiseStart += _decoder[i].NoiseLength;
        }
        if (Options.HeadHasSkip)
            features = graph.Node("Concat", [features, skips[^(1 + _decoder.Length)]], OnnxGraphBuilder.Int("axis", 1));
        return Notes is null ? features : graph.Node("Relu", [features]);
    }
}
