using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// A block of the encoder: convolution 4 x 4 with stride 2, then normalisation except in the first block. The input is already activated.
/// </summary>
internal sealed class EncoderBlock : Module
{
    private readonly string _name;

    public EncoderBlock(string name, GeneratorOptions options, int level) : base(name)
    {
        _name = name;
        int channels = UNetGenerator.Channels(options, level);
        int planeSize = options.Size >> (level + 1);
        Norm = level == 0 ? null : new NormalizationLayer("norm", options.Normalization, channels, planeSize);
        int inputChannels = level == 0 ? UNetGenerator.PaintingChannels : UNetGenerator.Channels(options, level - 1);
        Conv = Convolution.Halving(inputChannels, channels, bias: Norm is not { IsIdentity: false });
        RegisterComponents();
    }

    [field: ComponentName(Name = "conv")]
    public Conv2d Conv { get; }

    [field: ComponentName(Name = "norm")]
    public NormalizationLayer? Norm { get; }

    /// <summary>Runs the block.</summary>
    /// <param name="input">[N, input channels, H, W].</param>
    /// <returns>[N, output channels, H / 2, W / 2].</returns>
    public Tensor Forward(Tensor input)
    {
        Tensor features = Conv.forward(input);
        return Norm?.Forward(features) ?? features;
    }

    /// <summary>Adds the block to an ONNX graph and returns the name of its output.</summary>
    public string Write(OnnxGraphBuilder graph, string input)
    {
        string features = Convolution.Write(graph, "Conv", _name, Conv.weight!, Conv.bias, input);
        return Norm?.Write(graph, _name, features) ?? features;
    }
}
