using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>Convolution 4 x 4 of stride 2, then normalisation (not in the first block). Takes activated features.</summary>
internal sealed class EncoderBlock : Module<Tensor, Tensor>
{
    public EncoderBlock(string name, GeneratorOptions options, int level) : base(name)
    {
        int channels = UNetGenerator.Channels(options, level);
        int planeSize = options.Size >> (level + 1);
        Norm = level == 0 ? null : new FeatureNorm("norm", options.Normalization, channels, planeSize);
        bool normalised = Norm is { IsIdentity: false };
        Conv = Conv2d(level == 0 ? UNetGenerator.PaintingChannels : UNetGenerator.Channels(options, level - 1), channels, 4L, 2L, 1L, bias: !normalised);
        register_module("conv", Conv);
        if (Norm is not null)
            register_module("norm", Norm);
    }

    public Conv2d Conv { get; }

    public FeatureNorm? Norm { get; }

    public override Tensor forward(Tensor input)
    {
        Tensor features = Conv.forward(input);
        return Norm?.forward(features) ?? features;
    }
}
