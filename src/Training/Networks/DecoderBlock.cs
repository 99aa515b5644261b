using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Transposed convolution 4 x 4 of stride 2; normalisation whose scale and shift depend on the condition (conditional instance
/// normalisation, Dumoulin et al. 2017); in the first blocks the noise. The last block has the convolution alone.
/// </summary>
internal sealed class DecoderBlock : Module
{
    public DecoderBlock(string name, GeneratorOptions options, int position, int conditionLength) : base(name)
    {
        int mirror = options.Levels - 1 - position;
        bool isLast = mirror == 0;
        PlaneSize = 2 << position;
        Channels = isLast ? UNetGenerator.MelChannels : UNetGenerator.Channels(options, mirror - 1);
        int inputChannels = UNetGenerator.Channels(options, mirror) * (position == 0 ? 1 : 2);
        Norm = isLast ? null : new FeatureNorm("norm", options.Normalization, Channels, PlaneSize);
        Conv = ConvTranspose2d(inputChannels, Channels, 4L, 2L, 1L, bias: Norm is not { IsIdentity: false });
        NoiseLength = position < UNetGenerator.NoiseBlocks && !isLast ? Channels * PlaneSize * PlaneSize : 0;
        register_module("conv", Conv);
        if (Norm is null)
            return;
        register_module("norm", Norm);
        Gamma = Parameter(zeros([conditionLength, Channels]));
        Beta = Parameter(zeros([conditionLength, Channels]));
        register_parameter("gamma", Gamma);
        register_parameter("beta", Beta);
    }

    public ConvTranspose2d Conv { get; }

    public FeatureNorm? Norm { get; }

    public Parameter? Gamma { get; }

    public Parameter? Beta { get; }

    public int Channels { get; }

    public int PlaneSize { get; }

    /// <summary>How many values of the noise input the block takes; 0 for none.</summary>
    public int NoiseLength { get; }

    public Tensor Forward(Tensor activated, Tensor condition, Tensor? noise)
    {
        Tensor features = Conv.forward(activated);
        if (Norm is null)
            return features;
        Tensor scale = matmul(condition, Gamma!).reshape(-1, Channels, 1, 1) + 1f;
        Tensor shift = matmul(condition, Beta!).reshape(-1, Channels, 1, 1);
        features = Norm.forward(features) * scale + shift;
        return noise is null ? features : features * (noise.reshape(-1, Channels, PlaneSize, PlaneSize) + 1f);
    }
}
