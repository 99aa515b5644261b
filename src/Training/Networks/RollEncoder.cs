using Pix2Pitch.Notes;
using Pix2Pitch.Training.Networks.Notes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// The recognition network of a conditional variational autoencoder (Sohn et al. 2015): the distribution of the latent code of a piano roll. It is used in training only.
/// </summary>
internal sealed class RollEncoder : Module
{
    private const int Layers = 5;
    private const double MinLog = -5, MaxLog = 2;

    private readonly Sequential _layers;
    private readonly Linear _last;

    /// <summary>Creates the network; <see cref="WeightInitializer"/> sets its weights.</summary>
    /// <param name="width">Channels of the first convolution.</param>
    /// <param name="size">Frames of a roll.</param>
    /// <param name="length">Values of the code.</param>
    public RollEncoder(int width, int size, int length) : base("roll-encoder")
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        int inputs = NoteRoll.ChannelCount, rows = NoteRoll.PitchCount, columns = size;
        for (int i = 0; i < Layers; i++)
        {
            int outputs = width * Math.Min(1 << i, 4);
            layers.Add(($"conv{i}", new ConvolutionLayer($"conv{i}", inputs, outputs, ConvolutionShape.Halving, bias: true)));
            layers.Add(($"leaky{i}", LeakyReLU(GeneratorNetwork.NegativeSlope)));
            (inputs, rows, columns) = (outputs, rows / 2, columns / 2);
        }
        _layers = Sequential(layers);
        _last = Linear(inputs * rows * columns, 2 * length);
        register_module("layers", _layers);
        register_module("last", _last);
    }

    /// <summary>The distribution of the code.</summary>
    /// <param name="roll">[N, 16, 88, S].</param>
    public Gaussian forward(Tensor roll) => Gaussian.From(_last.forward(_layers.forward(roll).flatten(1)), MinLog, MaxLog);
}
