using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Initial weights as in Pix2Pix (Isola et al. 2017, section 6.2): N(0, 0.02) for convolutions, N(1, 0.02) for the scales of batch normalisation,
/// 0 for everything else.
/// </summary>
internal static class WeightInitializer
{
    private const double StandardDeviation = 0.02;

    /// <summary>Sets every weight of a network from a seed; the same seed gives the same weights on every machine.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="purpose">Which numbers are used.</param>
    /// <param name="scalesByInputs">
    /// Whether the standard deviation is sqrt(2 / inputs) instead (He et al. 2015), for deep networks without normalisation.
    /// </param>
    public static void Initialize(Module network, long seed, RandomPurpose purpose, bool scalesByInputs = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        var random = new SeededRandom(seed, purpose);
        using IDisposable noGradient = no_grad();
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            bool isConditional = name.EndsWith("gamma", StringComparison.Ordinal) || name.EndsWith("beta", StringComparison.Ordinal);
            bool isBias = name.EndsWith("bias", StringComparison.Ordinal) || name.Contains("bias_", StringComparison.Ordinal); // recurrent units number theirs
            double mean = parameter.shape.Length == 1 ? 1 : 0;
            var values = new float[parameter.numel()];
            if (!isConditional && !isBias)
            {
                long[] shape = parameter.shape;
                double deviation = scalesByInputs ? Math.Sqrt(2.0 * shape[0] / values.Length) : StandardDeviation;
                for (int i = 0; i < values.Length; i++)
                    values[i] = (float)(mean + deviation * random.NextGaussian());
            }
            using Tensor source = tensor(values);
            using Tensor shaped = source.reshape(parameter.shape);
            parameter.copy_(shaped);
        }
    }
}
