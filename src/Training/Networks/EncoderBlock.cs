using Pix2Pitch.Training.Onnx;
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
        int channels = options.ChannelsAt(level);
        int planeSize = options.Size >> (level + 1);
        Norm = level == 0 ? null : new NormalizationLayer("norm", options.Normalization, channels, planeSize);
        int inputChannels = level == 0 ? options.InputPlanes : options.ChannelsAt(level - 1);
        Conv = new ConvolutionLayer("conv", inputChannels, channels, ConvolutionShape.Halving, bias: Norm is not { IsIdentity: false });
        RegisterComponents();
    }

    [field: ComponentName(Name = "conv")]
    public ConvolutionLayer Conv { get; }

    [field: ComponentName(Name = "norm")]
    public NormalizationLayer? Norm { get; }

    /// <summary>Runs the block.</summary>
    /// <param name="input">[N, input channels, H, W].</param>
    /// <returns>[N, output channels, H / 2, W / 2].</returns>
    public Tensor Forward(Tensor input)
    {
        Tensor features = Conv.forward(input);
        return Norm?.forward(features) ?? features;
    }

    /// <summary>Adds the block to an ONNX graph and returns the name of its output.</summary>
    public string Write(OnnxGraphBuilder graph, string input)
    {
        string features = Conv.Write(graph, _name, input);
        return Norm?.Write(graph, _name, features) ?? features;
    }
}
