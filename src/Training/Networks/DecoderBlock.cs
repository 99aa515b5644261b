using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// A block of the decoder: transposed convolution 4 x 4 with stride 2, then normalisation with a scale and a shift that depend on the condition
/// (conditional instance normalisation, Dumoulin et al. 2017), then noise in the first blocks. The input is already activated.
/// </summary>
/// <remarks>The last block has only the convolution.</remarks>
internal sealed class DecoderBlock : Module
{
    private readonly string _name;

    public DecoderBlock(string name, GeneratorOptions options, int position, int conditionLength) : base(name)
    {
        _name = name;
        int mirror = options.Levels - 1 - position;
        bool isLast = mirror == 0;
        PlaneSize = 2 << position;
        Channels = isLast ? UNetGenerator.MelChannels : UNetGenerator.Channels(options, mirror - 1);
        int inputChannels = UNetGenerator.Channels(options, mirror) * (position == 0 ? 1 : 2);
        Norm = isLast ? null : new NormalizationLayer("norm", options.Normalization, Channels, PlaneSize);
        Conv = Convolution.Doubling(inputChannels, Channels, bias: Norm is not { IsIdentity: false });
        NoiseLength = position < UNetGenerator.NoiseBlocks && !isLast ? Channels * PlaneSize * PlaneSize : 0;
        if (Norm is not null)
        {
            Gamma = Parameter(zeros([conditionLength, Channels]));
            Beta = Parameter(zeros([conditionLength, Channels]));
        }
        RegisterComponents();
    }

    // When a module is moved to another device or type, TorchSharp replaces its parameters. It finds their fields by these names, which are also the
    // names in a checkpoint.
    [field: ComponentName(Name = "conv")]
    public ConvTranspose2d Conv { get; }

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
        Tensor features = Conv.forward(activated);
        if (Norm is null)
            return features;
        Tensor scale = matmul(condition, Gamma!).reshape(-1, Channels, 1, 1) + 1f;
        Tensor shift = matmul(condition, Beta!).reshape(-1, Channels, 1, 1);
        features = Norm.Forward(features) * scale + shift;
        if (NoiseLength == 0)
            return features;
        Tensor blockNoise = noise.narrow(1, noiseStart, NoiseLength).reshape(-1, Channels, PlaneSize, PlaneSize);
        return features * (blockNoise + 1f);
    }

    /// <summary>Adds the block to an ONNX graph and returns the name of its output.</summary>
    public string Write(OnnxGraphBuilder graph, string activated, string condition, string noise, int noiseStart)
    {
        string features = Convolution.Write(graph, "ConvTranspose", _name, Conv.weight!, Conv.bias, activated);
        if (Norm is null)
            return features;
        string scale = graph.Node("Add", [Modulation(graph, condition, Gamma!, "gamma"), graph.Number(1)]);
        string shift = Modulation(graph, condition, Beta!, "beta");
        features = graph.Node("Add", [graph.Node("Mul", [Norm.Write(graph, _name, features), scale]), shift]);
        if (NoiseLength == 0)
            return features;
        string slice = graph.Node("Slice", [noise, graph.Integers(noiseStart), graph.Integers(noiseStart + NoiseLength), graph.Integers(1)]);
        string blockNoise = graph.Node("Reshape", [slice, graph.Integers(-1, Channels, PlaneSize, PlaneSize)]);
        return graph.Node("Mul", [features, graph.Node("Add", [blockNoise, graph.Number(1)])]);
    }

    private string Modulation(OnnxGraphBuilder graph, string condition, Parameter table, string tableName)
        => graph.Node("Reshape", [graph.Node("MatMul", [condition, graph.Weights($"{_name}.{tableName}", table)]), graph.Integers(-1, Channels, 1, 1)]);
}
