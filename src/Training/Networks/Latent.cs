using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// The prior network of a conditional variational autoencoder (Sohn et al. 2015): the distribution of the latent code of the music, given the painting and the style.
/// The code says which of the many possible pieces is played, so that the decoder need not answer with their average.
/// </summary>
internal sealed class LatentPrior : Module
{
    private const int Hidden = 128;
    private const int SignsPerValue = 16; // their sum is close to a normal distribution
    private const double MinLog = -5, MaxLog = 2;

    private readonly int _length;
    private readonly Linear _first;
    private readonly Linear _last;
    private readonly Linear _decode;

    /// <summary>Creates the network; <see cref="WeightInitializer"/> sets its weights.</summary>
    /// <param name="length">Values of the code.</param>
    /// <param name="context">Length of what is known: activations of the bottleneck and the condition.</param>
    /// <param name="channels">Channels of the bottleneck.</param>
    public LatentPrior(int length, int context, int channels) : base("prior")
    {
        _length = length;
        _first = Linear(context, Hidden);
        _last = Linear(Hidden, 2 * length);
        _decode = Linear(length, channels);
        register_module("first", _first);
        register_module("last", _last);
        register_module("decode", _decode);
    }

    /// <summary>Number of noise values for one painting.</summary>
    public int NoiseLength => _length * SignsPerValue;

    /// <summary>The distribution for each row of [N, context].</summary>
    public Gaussian Of(Tensor context) => Gaussian.From(_last.forward(functional.leaky_relu(_first.forward(context), GeneratorNetwork.NegativeSlope)), MinLog, MaxLog);

    /// <summary>Draws codes.</summary>
    /// <param name="prior">The distribution.</param>
    /// <param name="noise">[N, <see cref="NoiseLength"/>] signs, times the creativity.</param>
    /// <returns>[N, length].</returns>
    public Tensor Draw(Gaussian prior, Tensor noise)
        => prior.Mean + prior.Log.exp() * (noise.reshape(-1, _length, SignsPerValue).sum(2) / (float)Math.Sqrt(SignsPerValue));

    /// <summary>What is added to the bottleneck for a code: [N, channels, 1, 1].</summary>
    public Tensor Decode(Tensor code) => _decode.forward(code).unsqueeze(2).unsqueeze(3);

    /// <summary>Adds the network and the draw to an ONNX graph.</summary>
    /// <returns>The names of the code and of what is added to the bottleneck.</returns>
    public (string Code, string Bottleneck) Write(OnnxGraphBuilder graph, string context, string noise)
    {
        string hidden = graph.Node("LeakyRelu", [Layer(context, _first, "first")], OnnxGraphBuilder.Float("alpha", GeneratorNetwork.NegativeSlope));
        string both = Layer(hidden, _last, "last");
        string mean = Part(0), log = graph.Node("Max", [graph.Node("Min", [Part(_length), graph.Number((float)MaxLog)]), graph.Number((float)MinLog)]);
        string sums = graph.Node("ReduceSum", [graph.Node("Reshape", [noise, graph.Integers(-1, _length, SignsPerValue)]), graph.Integers(2)], OnnxGraphBuilder.Int("keepdims", 0));
        string normal = graph.Node("Div", [sums, graph.Number((float)Math.Sqrt(SignsPerValue))]);
        string code = graph.Node("Add", [mean, graph.Node("Mul", [graph.Node("Exp", [log]), normal])]);
        return (code, graph.Node("Reshape", [Layer(code, _decode, "decode"), graph.Integers(-1, _decode.weight.shape[0], 1, 1)]));

        string Layer(string input, Linear layer, string name) => graph.Node(
            "Gemm", [input, graph.Weights($"prior.{name}.weight", layer.weight), graph.Weights($"prior.{name}.bias", layer.bias!)], OnnxGraphBuilder.Int("transB", 1));

        string Part(int start) => graph.Node("Slice", [both, graph.Integers(start), graph.Integers(start + _length), graph.Integers(1)]);
    }
}

/// <summary>Independent normal distributions.</summary>
/// <param name="Mean">[N, length].</param>
/// <param name="Log">[N, length], the natural logarithms of the standard deviations.</param>
internal sealed record Gaussian(Tensor Mean, Tensor Log)
{
    /// <summary>From a layer's output [N, 2 x length].</summary>
    public static Gaussian From(Tensor both, double minLog, double maxLog)
    {
        Tensor[] parts = both.chunk(2, 1);
        return new Gaussian(parts[0], parts[1].clamp(minLog, maxLog));
    }

    /// <summary>A draw through which gradients pass (Kingma and Welling 2014, section 2.4).</summary>
    /// <param name="normal">[N, length] from the standard normal distribution.</param>
    public Tensor Draw(Tensor normal) => Mean + Log.exp() * normal;

    /// <summary>The Kullback-Leibler divergence from <paramref name="prior"/> in nats, averaged over the rows.</summary>
    public Tensor Divergence(Gaussian prior)
    {
        Tensor ratio = ((Log - prior.Log) * 2f).exp(), distance = ((Mean - prior.Mean) / prior.Log.exp()).square();
        return ((ratio + distance - 1f) * 0.5f - (Log - prior.Log)).sum(1).mean();
    }
}
