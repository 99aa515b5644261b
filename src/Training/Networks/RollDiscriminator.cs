using Pix2Pitch.Notes;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Judges piano rolls as played or generated, given the style: a small PatchGAN with spectral normalisation, whose patches have 38 pitches and 38 frames (1.5 s
/// at 256 px).
/// </summary>
internal sealed class RollDiscriminator : Module
{
    private readonly Sequential _layers;
    private readonly int _styles;

    /// <summary>Creates the network; <see cref="WeightInitializer"/> sets its weights.</summary>
    /// <param name="width">Channels of the first convolution.</param>
    /// <param name="styles">Number of styles.</param>
    public RollDiscriminator(int width, int styles) : base("roll-discriminator")
    {
        _styles = styles;
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = NoteRoll.ChannelCount + styles;
        for (int i = 0; i < 3; i++)
        {
            layers.Add(($"conv{i}", new ConvolutionLayer($"conv{i}", inputs, width << i, ConvolutionShape.Halving, bias: true, spectral: true)));
            layers.Add(($"leaky{i}", LeakyReLU(GeneratorNetwork.NegativeSlope)));
            inputs = width << i;
        }
        layers.Add(("verdict", new ConvolutionLayer("verdict", inputs, 1, ConvolutionShape.Same(3), bias: true, spectral: true)));
        _layers = Sequential(layers);
        register_module("layers", _layers);
    }

    /// <summary>Judges rolls.</summary>
    /// <param name="style">[N, styles].</param>
    /// <param name="roll">[N, 16, 88, S].</param>
    /// <returns>Logits for each patch; positive for played.</returns>
    public IReadOnlyList<Judgement> forward(Tensor style, Tensor roll)
    {
        long[] shape = roll.shape;
        Tensor planes = style.reshape(shape[0], _styles, 1, 1).expand(shape[0], _styles, shape[2], shape[3]);
        return [new Judgement(_layers.forward(cat([roll, planes], 1)), [])];
    }
}
