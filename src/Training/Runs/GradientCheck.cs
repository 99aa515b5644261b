using System.Collections.Concurrent;
using Pix2Pitch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Runs;

/// <summary>
/// Compares libtorch's convolutions on the CPU, and their gradients, with matrix products in double precision. libtorch 2.10 computes wrong gradients
/// for some numbers of channels. They would not stop the training, but make the model worse.
/// </summary>
internal static class GradientCheck
{
    private const long Kernel = 4; // of every convolution of both networks
    private const long Padding = 1;
    private const int PlaneSize = 16; // small, so that the check is fast
    private const double Tolerance = 1e-3; // relative to the largest value; rounding errors are about 1e-6, the faults found so far 0.1 or more

    private static readonly ConcurrentDictionary<(GeneratorOptions, DiscriminatorOptions), string?> s_results = new();

    /// <summary>Checks the convolutions of both networks. The results are kept for the lifetime of the process.</summary>
    /// <exception cref="Pix2PitchException">One of them is wrong.</exception>
    public static void Run(UNetGenerator generator, PatchGanDiscriminator discriminator)
    {
        string? wrong = s_results.GetOrAdd((generator.Options, discriminator.Options), _ => FindWrong(generator) ?? FindWrong(discriminator));
        if (wrong is not null)
            throw new Pix2PitchException($"libtorch computes a wrong convolution ({wrong}) for networks of width {generator.Options.Width} and "
                + $"{discriminator.Options.Width} on this processor; choose multiples of 16 for --width and --discriminator-width.");
    }

    /// <summary>The name of the first convolution that is wrong; null if there is none.</summary>
    public static string? FindWrong(Module network)
    {
        var random = new SeededRandom(1, RandomPurpose.GradientCheck);
        // The convolution inside a UnitStrideConvolution is checked together with its padding.
        HashSet<Module> inner = [.. network.modules().OfType<UnitStrideConvolution>().Select(unit => unit.Conv)];
        var seen = new HashSet<string>();
        foreach ((string name, Module module) in network.named_modules())
        {
            (Func<Tensor, Tensor> forward, Parameter weight, Parameter? bias, long stride)? found = module switch
            {
                UnitStrideConvolution unit => (unit.forward, unit.Conv.weight!, unit.Conv.bias, 1),
                Conv2d conv when !inner.Contains(conv) => (conv.forward, conv.weight!, conv.bias, 2),
                ConvTranspose2d conv => (conv.forward, conv.weight!, conv.bias, 2),
                _ => null,
            };
            if (found is not { } layer)
                continue;
            string shape = string.Join(" x ", layer.weight.shape);
            if (seen.Add($"{module.GetType()} {shape}") && !IsRight(layer.forward, layer.weight, layer.bias, layer.stride, module is ConvTranspose2d, random))
                return $"{network.GetName()} {name}, {shape}";
        }
        return null;
    }

    private static bool IsRight(Func<Tensor, Tensor> forward, Parameter weight, Parameter? bias, long stride, bool transposed, SeededRandom random)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = Random(1, weight.shape[transposed ? 0 : 1], PlaneSize, PlaneSize);
        using Tensor original = weight.detach().clone();
        using (no_grad())
            weight.copy_(Random(weight.shape));

        Tensor found = forward(input.requires_grad_());
        Tensor exactInput = input.detach().to(ScalarType.Float64).requires_grad_(), exactWeight = weight.detach().to(ScalarType.Float64).requires_grad_();
        Tensor expected = transposed ? Transposed(exactInput, exactWeight, stride) : Plain(exactInput, exactWeight, stride);
        if (bias is not null)
            expected = expected + bias.detach().to(ScalarType.Float64).reshape(1, -1, 1, 1);
        Tensor direction = Random(found.shape);
        IList<Tensor> foundGradients = autograd.grad([found], [input, weight], [direction]);
        IList<Tensor> expectedGradients = autograd.grad([expected], [exactInput, exactWeight], [direction.to(ScalarType.Float64)]);
        using (no_grad())
            weight.copy_(original);
        return Agree(found, expected) && Agree(foundGradients[0], expectedGradients[0]) && Agree(foundGradients[1], expectedGradients[1]);

        Tensor Random(params long[] shape)
        {
            var values = new float[shape.Aggregate((a, b) => a * b)];
            foreach (ref float value in values.AsSpan())
                value = (float)random.NextDouble() - 0.5f;
            return tensor(values).reshape(shape);
        }
    }

    // The comparison is false for NaN.
    private static bool Agree(Tensor found, Tensor expected)
        => ((found.to(ScalarType.Float64) - expected).abs().max() <= expected.abs().max() * Tolerance).item<bool>();

    private static Tensor Plain(Tensor input, Tensor weight, long stride)
    {
        Tensor columns = functional.unfold(input, (Kernel, Kernel), (1, 1), (Padding, Padding), (stride, stride));
        long size = (PlaneSize + 2 * Padding - Kernel) / stride + 1;
        return matmul(weight.reshape(weight.shape[0], -1), columns).reshape(1, weight.shape[0], size, size);
    }

    private static Tensor Transposed(Tensor input, Tensor weight, long stride)
    {
        long inputs = weight.shape[0], size = (PlaneSize - 1) * stride - 2 * Padding + Kernel;
        Tensor columns = matmul(weight.reshape(inputs, -1).t(), input.reshape(1, inputs, -1));
        return functional.fold(columns, (size, size), (Kernel, Kernel), (1, 1), (Padding, Padding), (stride, stride));
    }
}
