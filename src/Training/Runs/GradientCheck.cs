using System.Collections.Concurrent;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Compares the gradients that the tensor library computes on the CPU with those in double precision, which take another way through the library.
/// A wrong gradient would not stop the training, it would only make the model worse; libtorch 2.10 has some for certain numbers of channels.
/// </summary>
internal static class GradientCheck
{
    private const int Size = 64; // small, but with all the numbers of channels that larger networks have
    private const double Tolerance = 0.05; // of the largest value; rounding gives 0.001 at most, the faults seen so far 0.4 and more

    private static readonly ConcurrentDictionary<(GeneratorOptions, DiscriminatorOptions), string?> s_known = new();

    /// <summary>Checks networks with these numbers of channels, once in a process.</summary>
    /// <exception cref="Pix2PitchException">A gradient is wrong.</exception>
    public static void Run(GeneratorOptions generator, DiscriminatorOptions discriminator)
    {
        string? wrong = s_known.GetOrAdd((generator with { Size = Size }, discriminator), static key => FindWrong(key.Item1, key.Item2));
        if (wrong is not null)
            throw new Pix2PitchException($"The tensor library computes a wrong gradient ({wrong}) for networks of width {generator.Width} and {discriminator.Width} "
                + "on this processor: choose a --width that is a multiple of 16, and as --discriminator-width too.");
    }

    /// <summary>The first weights whose gradient is wrong; null where there are none.</summary>
    internal static string? FindWrong(GeneratorOptions generator, DiscriminatorOptions discriminator)
    {
        using DisposeScope scope = NewDisposeScope();
        IEnumerable<(string Name, double[] Gradient)> found = Gradients(generator, discriminator, ScalarType.Float32);
        IEnumerable<(string Name, double[] Gradient)> expected = Gradients(generator, discriminator, ScalarType.Float64);
        foreach (((string name, double[] gradient), (_, double[] right)) in found.Zip(expected))
        {
            double largest = right.Max(Math.Abs), difference = gradient.Zip(right, (a, b) => Math.Abs(a - b)).Max();
            // Not-a-number is over every tolerance. A gradient of next to nothing is rounding alone.
            if (!(difference <= Tolerance * Math.Max(largest, 1e-6)))
                return name;
        }
        return null;
    }

    private static List<(string Name, double[] Gradient)> Gradients(GeneratorOptions generatorOptions, DiscriminatorOptions discriminatorOptions, ScalarType type)
    {
        using var generator = new UNetGenerator(generatorOptions);
        using var discriminator = new PatchGanDiscriminator(discriminatorOptions);
        WeightInitializer.Initialize(generator, 1, RandomPurpose.GeneratorWeights);
        WeightInitializer.Initialize(discriminator, 1, RandomPurpose.DiscriminatorWeights);
        generator.to(type);
        discriminator.to(type);
        var random = new SeededRandom(1, RandomPurpose.ExportCheck);
        Tensor painting = Random(3 * Size * Size, [1, 3, Size, Size]), style = Random(generatorOptions.Styles, [1, generatorOptions.Styles]);
        Tensor mel = generator.forward(painting, style, tensor([1L]).reshape(1, 1), ones([1, 1], type));
        Tensor logits = discriminator.forward(painting, style, mel);
        (logits * Random((int)logits.numel(), logits.shape)).mean().backward();
        return [.. ((Module[])[discriminator, generator]).SelectMany(network => network.named_parameters().Select(p => ($"{network.GetName()}.{p.name}", Values(p.parameter))))];

        Tensor Random(int count, long[] shape)
            => tensor(Enumerable.Range(0, count).Select(_ => random.NextGaussian()).ToArray()).reshape(shape).to(type);
    }

    private static double[] Values(Parameter parameter)
    {
        Tensor? gradient = parameter.grad;
        return gradient is null ? [0] : gradient.to(ScalarType.Float64).data<double>().ToArray();
    }
}
