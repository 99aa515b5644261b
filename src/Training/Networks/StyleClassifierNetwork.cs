using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Finds the style of mel-spectrograms, for the style loss: the auxiliary classifier of AC-GAN (Odena et al. 2017). It sees the mel-spectrogram only,
/// so that a painting or a requested style cannot tell it the answer.
/// </summary>
internal sealed class StyleClassifierNetwork : Module<Tensor, Tensor>
{
    private const int Layers = 4;

    private readonly Sequential _layers;
    private readonly Linear _last;

    /// <summary>Creates the network; <see cref="WeightInitializer"/> sets its weights.</summary>
    /// <param name="width">Channels of the first convolution.</param>
    /// <param name="styles">Number of styles.</param>
    public StyleClassifierNetwork(int width, int styles) : base("style-classifier")
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = Images.MelChannels;
        for (int i = 0; i < Layers; i++)
        {
            int outputs = width * Math.Min(1 << i, 8);
            layers.Add(($"conv{i}", new ConvolutionLayer($"conv{i}", inputs, outputs, ConvolutionShape.Halving, bias: true)));
            if (i > 0)
                layers.Add(($"norm{i}", InstanceNorm2d(outputs)));
            layers.Add(($"leaky{i}", LeakyReLU(GeneratorNetwork.NegativeSlope)));
            inputs = outputs;
        }
        _layers = Sequential(layers);
        _last = Linear(2 * inputs, styles);
        register_module("layers", _layers);
        register_module("last", _last);
    }

    /// <summary>Classifies mel-spectrograms.</summary>
    /// <param name="mel">[N, 1, S, S] in [-1, 1].</param>
    /// <returns>Logits [N, styles].</returns>
    public override Tensor forward(Tensor mel)
    {
        Tensor features = _layers.forward(mel);
        // Means say what there is everywhere, maxima what there is anywhere.
        return _last.forward(cat([features.mean([2, 3]), features.amax([2, 3])], 1));
    }
}
