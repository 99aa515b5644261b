using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// A block of the decoder: doubles height and width (<see cref="Upsampling"/>), then normalisation with a scale and a shift that depend on the
/// condition (<see cref="ConditionalScale"/>), then noise in the first blocks. The input is already activated.
/// </summary>
/// <remarks>The last block has only the convolution.</remarks>
internal sealed class DecoderBlock : Module
{
    private readonly string _name;
    private readonly bool _resizes;

    public DecoderBlock(string name, GeneratorOptions options, int position) : base(name)
    {
        _name = name;
        _resizes = options.Upsampling == Upsampling.ResizeConvolution;
        int mirror = options.Levels - 1 - position;
        bool isLast = mirror == 0 && options.Output == GeneratorOutput.Spectrogram;
        PlaneSize = 2 << position;
        Channels = isLast ? options.OutputChannels : options.ChannelsAt(Math.Max(0, mirror - 1));
        int inputChannels = options.ChannelsAt(mirror) * (position == 0 || !options.Skips ? 1 : 2);
        Norm = isLast ? null : new NormalizationLayer("norm", options.Normalization, Channels, PlaneSize);
        Conv = new ConvolutionLayer(
            "conv", inputChannels, Channels, _resizes ? ConvolutionShape.Same(3) : ConvolutionShape.Doubling, bias: Norm is not { IsIdentity: false });
        NoiseLength = position < UNetGenerator.NoiseBlocks && !isLast && options.LatentLength == 0 ? Channels * PlaneSize * PlaneSize : 0;
        if (Norm is not null)
        {
            Gamma = Parameter(zeros([options.ConditionLength, Channels]));
            Beta = Parameter(zeros([options.ConditionLength, Channels]));
        }
        RegisterComponents();
    }

    // When a module is moved to another device or type, TorchSharp replaces its parameters. It finds their fields by these names, which are also the
    // names in a checkpoint.
    [field: ComponentName(Name = "conv")]
    public ConvolutionLayer Conv { get; }

    [field: ComponentName(Name = "norm")]
    public NormalizationLayer? Norm { get; }

    [field: ComponentName(Name = "gamma")]
    public Parameter? Gamma { get; }

    [field: ComponentName(Name = "beta")]
    public Parameter? Beta { get; }

    public int Channels { get; }

    public int PlaneSize { get; }

    /// <summary>Number of noise values that the block uses for one painting; 0 if it uses none.</summary>
    public int NoiseLength { get; }

    /// <summary>Runs the block.</summary>
    /// <param name="activated">[N, input channels, H, W], after the activation.</param>
    /// <param name="condition">[N, length of the condition].</param>
    /// <param name="noise">[N, length of the noise of all blocks].</param>
    /// <param name="noiseStart">Index of this block's first noise value.</param>
    /// <returns>[N, output channels, 2 H, 2 W].</returns>
    public Tensor Forward(Tensor activated, Tensor condition, Tensor noise, int noiseStart)
    {
        Tensor features = Conv.forward(_resizes ? functional.interpolate(activated, scale_factor: [2, 2], mode: InterpolationMode.Nearest) : activated);
        if (Norm is null)
            return features;
        features = ConditionalScale.Apply(Norm.forward(features), condition, Gamma!, Beta!);
        if (NoiseLength == 0)
            return features;
        Tensor blockNoise = noise.narrow(1, noiseStart, NoiseLength).reshape(-1, Channels, PlaneSize, PlaneSize);
        return features * (blockNoise + 1f);
    }

    /// <summary>Adds the block to an ONNX graph and returns the name of its output.</summary>
    public string Write(OnnxGraphBuilder graph, string activated, string condition, string noise, int noiseStart)
    {
        string features = Conv.Write(graph, _name, _resizes ? graph.Enlarged(activated, 2, 2) : activated);
        if (Norm is null)
            return features;
        features = ConditionalScale.Write(graph, _name, Norm.Write(graph, _name, features), condition, Gamma!, Beta!);
        if (NoiseLength == 0)
            return features;
        string slice = graph.Node("Slice", [noise, graph.Integers(noiseStart), graph.Integers(noiseStart + NoiseLength), graph.Integers(1)]);
        string blockNoise = graph.Node("Reshape", [slice, graph.Integers(-1, Channels, PlaneSize, PlaneSize)]);
        return graph.Node("Mul", [features, graph.Node("Add", [blockNoise, graph.Number(1)])]);
    }
}
