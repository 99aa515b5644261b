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
    private const int PlaneSize = 16; // small, so that the check is fast
    private const double Tolerance = 1e-3; // relative to the largest value; rounding errors are about 1e-6, the faults found so far 0.1 or more

    private static readonly ConcurrentDictionary<string, bool> s_results = new();

    /// <summary>Checks the convolutions of a network. The results are kept for the lifetime of the process.</summary>
    /// <exception cref="Pix2PitchException">One of them is wrong.</exception>
    public static void Run(Module network, string name)
    {
        if (FindWrong(network) is { } wrong)
        {
            throw new Pix2PitchException($"libtorch computes a wrong convolution ({name} {wrong}) on this processor; "
                + "choose multiples of 16 for --width and --discriminator-width.");
        }
    }

    /// <summary>The name of the first convolution that is wrong; null if there is none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="forward">What is checked instead of the layer itself, so that tests can make the check fail.</param>
    public static string? FindWrong(Module network, Func<ConvolutionLayer, Tensor, Tensor>? forward = null)
    {
        foreach ((string name, Module module) in network.named_modules())
        {
            if (module is not ConvolutionLayer layer)
                continue;
            string shape = $"{string.Join(" x ", layer.Weight.shape)}, {layer.Shape}";
            bool isRight = forward is null
                ? s_results.GetOrAdd($"{shape} {layer.Shape.IsTransposed} {layer.Shape.Reflects} {layer.Bias is null} {get_num_threads()}", _ => IsRight(layer, (copy, input) => copy.forward(input)))
                : IsRight(layer, forward);
            if (!isRight)
                return $"{name}, {shape}";
        }
        return null;
    }

    private static bool IsRight(ConvolutionLayer layer, Func<ConvolutionLayer, Tensor, Tensor> forward)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new SeededRandom(1, RandomPurpose.GradientCheck);
        ConvolutionShape shape = layer.Shape;
        Parameter weight = layer.Weight;
        Tensor input = Random(1, weight.shape[shape.IsTransposed ? 0 : 1], PlaneSize, PlaneSize);
        // A layer of its own, because the weights of this one must not change and may be divided by their spectral norm.
        using var copy = new ConvolutionLayer("check", (int)input.shape[1], layer.Outputs, shape, layer.Bias is not null);
        using (no_grad())
        {
            copy.Weight.copy_(Random(weight.shape));
            copy.Bias?.copy_(Random(layer.Outputs));
        }
        Tensor found = forward(copy, input.requires_grad_());
        Tensor exactInput = input.detach().to(ScalarType.Float64).requires_grad_(), exactWeight = copy.Weight.detach().to(ScalarType.Float64).requires_grad_();
        Tensor expected = shape.IsTransposed ? Transposed(exactInput, exactWeight, shape) : Plain(exactInput, exactWeight, shape);
        if (copy.Bias is not null)
            expected = expected + copy.Bias.detach().to(ScalarType.Float64).reshape(1, -1, 1, 1);
        Tensor direction = Random(found.shape);
        IList<Tensor> foundGradients = autograd.grad([found], [input, copy.Weight], [direction]);
        IList<Tensor> expectedGradients = autograd.grad([expected], [exactInput, exactWeight], [direction.to(ScalarType.Float64)]);
        return Agree(found, expected) && Agree(foundGradients[0], expectedGradients[0]) && Agree(foundGradients[1], expectedGradients[1]);

        Tensor Random(params long[] lengths)
        {
            var values = new float[lengths.Aggregate((a, b) => a * b)];
            foreach (ref float value in values.AsSpan())
                value = (float)random.NextDouble() - 0.5f;
            return tensor(values).reshape(lengths);
        }
    }

    // The comparison is false for NaN.
    private static bool Agree(Tensor found, Tensor expected)
        => ((found.to(ScalarType.Float64) - expected).abs().max() <= expected.abs().max() * Tolerance).item<bool>();

    private static Tensor Plain(Tensor input, Tensor weight, ConvolutionShape s)
    {
        if (s.Reflects)
            input = functional.pad(input, [s.PaddingX, s.PaddingX, s.PaddingY, s.PaddingY], PaddingModes.Reflect);
        (int paddingY, int paddingX) = s.Reflects ? (0, 0) : (s.PaddingY, s.PaddingX);
        Tensor columns = functional.unfold(input, (s.Height, s.Width), (1, 1), (paddingY, paddingX), (s.StrideY, s.StrideX));
        long rows = (PlaneSize + 2 * s.PaddingY - s.Height) / s.StrideY + 1;
        return matmul(weight.reshape(weight.shape[0], -1), columns).reshape(1, weight.shape[0], rows, -1);
    }

    private static Tensor Transposed(Tensor input, Tensor weight, ConvolutionShape s)
    {
        long inputs = weight.shape[0];
        long Size(int stride, int padding, int kernel) => (PlaneSize - 1) * stride - 2 * padding + kernel;
        Tensor columns = matmul(weight.reshape(inputs, -1).t(), input.reshape(1, inputs, -1));
        return functional.fold(
            columns, (Size(s.StrideY, s.PaddingY, s.Height), Size(s.StrideX, s.PaddingX, s.Width)), (s.Height, s.Width), (1, 1), (s.PaddingY, s.PaddingX), (s.StrideY, s.StrideX));
    }
}
