using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// The convolution of both networks' blocks: 4 x 4, stride 2, padding 1. It halves height and width; its transpose doubles them.
/// </summary>
internal static class Convolution
{
    private const long Kernel = 4;
    private const long Stride = 2;
    private const long Padding = 1;

    public static Conv2d Halving(int inputs, int outputs, bool bias) => Conv2d(inputs, outputs, Kernel, Stride, Padding, bias: bias);

    public static ConvTranspose2d Doubling(int inputs, int outputs, bool bias) => ConvTranspose2d(inputs, outputs, Kernel, Stride, Padding, bias: bias);

    /// <summary>Adds one of them to an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="operation"><c>Conv</c> or <c>ConvTranspose</c>.</param>
    /// <param name="name">The block's name, which begins the names of the weights.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel, or null.</param>
    /// <param name="input">The name of the features.</param>
    /// <returns>The name of the output.</returns>
    public static string Write(OnnxGraphBuilder graph, string operation, string name, Tensor weight, Tensor? bias, string input)
    {
        string kernels = graph.ConvolutionWeights($"{name}.weight", weight);
        return graph.Node(operation, bias is null ? [input, kernels] : [input, kernels, graph.Weights($"{name}.bias", bias)],
            OnnxGraphBuilder.Ints("kernel_shape", Kernel, Kernel), OnnxGraphBuilder.Ints("strides", Stride, Stride),
            OnnxGraphBuilder.Ints("pads", Padding, Padding, Padding, Padding));
    }
}
