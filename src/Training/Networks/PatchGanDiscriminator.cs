using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Pix2Pix's discriminator (Isola et al. 2017): judges each patch of a mel-spectrogram as real or generated, seeing the painting and
/// the style that it is said to belong to.
/// </summary>
public sealed class PatchGanDiscriminator : Module
{
    private readonly Sequential _layers;

    /// <summary>Makes the network; its weights come from <see cref="WeightInitializer"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public PatchGanDiscriminator(DiscriminatorOptions options) : base("discriminator")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = UNetGenerator.PaintingChannels + options.Styles + UNetGenerator.MelChannels;
        for (int i = 0; i <= options.Layers; i++)
        {
            int outputs = options.Width * Math.Min(1 << i, 8);
            layers.Add(($"conv{i}", i < options.Layers ? Convolution.Halving(inputs, outputs, bias: i == 0) : new UnitStrideConvolution($"conv{i}", inputs, outputs, bias: i == 0)));
            if (i > 0)
                layers.Add(($"norm{i}", options.Normalization == Normalization.Batch ? BatchNorm2d(outputs) : InstanceNorm2d(outputs)));
            layers.Add(($"leaky{i}", LeakyReLU(UNetGenerator.NegativeSlope)));
            inputs = outputs;
        }
        layers.Add(("verdict", new UnitStrideConvolution("verdict", inputs, 1, bias: true)));
        _layers = Sequential(layers);
        register_module("layers", _layers);
    }

    /// <summary>The network's shape.</summary>
    public DiscriminatorOptions Options { get; }

    /// <summary>Judges mel-spectrograms.</summary>
    /// <param name="painting">[N, 3, S, S].</param>
    /// <param name="style">[N, styles].</param>
    /// <param name="mel">[N, 1, S, S].</param>
    /// <returns>Logits [N, 1, P, P], one for each patch: above 0 for real.</returns>
    public Tensor forward(Tensor painting, Tensor style, Tensor mel)
    {
        ArgumentNullException.ThrowIfNull(painting);
        long[] shape = painting.shape;
        Tensor planes = style.reshape(shape[0], Options.Styles, 1, 1).expand(shape[0], Options.Styles, shape[2], shape[3]);
        return _layers.forward(cat([painting, planes, mel], 1));
    }
}
