using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>Convolution 4 x 4 of stride 2, then normalisation (not in the first block). Takes activated features.</summary>
internal sealed class EncoderBlock : Module
{
    private readonly string _name;

    public EncoderBlock(string name, GeneratorOptions options, int level) : base(name)
    {
        _name = name;
        int channels = UNetGenerator.Channels(options, level);
        int planeSize = options.Size >> (level + 1);
        Norm = level == 0 ? null : new FeatureNorm("norm", options.Normalization, channels, planeSize);
        bool normalised = Norm is { IsIdentity: false };
        Conv = Convolution.Halving(level == 0 ? UNetGenerator.PaintingChannels : UNetGenerator.Channels(options, level - 1), channels, bias: !normalised);
        RegisterComponents();
    }

    [field: ComponentName(Name = "conv")]
    public Conv2d Conv { get; }

    [field: ComponentName(Name = "norm")]
    public FeatureNorm? Norm { get; }

    public Tensor Forward(Tensor input)
    {
        Tensor features = Conv.forward(input);
        return Norm?.Forward(features) ?? features;
    }

    public string Write(OnnxGraphBuilder graph, string input)
    {
        string features = Convolution.Write(graph, "Conv", _name, Conv.weight!, Conv.bias, input);
        return Norm?.Write(graph, _name, features) ?? features;
    }
}
