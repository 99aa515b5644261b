using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks;

/// <summary>The convolution of every block, 4 x 4 of stride 2, which halves the plane, and its transpose, which doubles it.</summary>
internal static class Convolution
{
    private const long Kernel = 4;
    private const long Stride = 2;
    private const long Padding = 1;

    public static Conv2d Halving(int inputs, int outputs, bool bias) => Conv2d(inputs, outputs, Kernel, Stride, Padding, bias: bias);

    public static ConvTranspose2d Doubling(int inputs, int outputs, bool bias) => ConvTranspose2d(inputs, outputs, Kernel, Stride, Padding, bias: bias);

    /// <summary>Either of them as ONNX.</summary>
    /// <param name="graph">Where the node goes.</param>
    /// <param name="operation"><c>Conv</c> or <c>ConvTranspose</c>.</param>
    /// <param name="name">The block's name.</param>
    /// <param name="weight">The kernels.</param>
    /// <param name="bias">One number for each output channel, or null.</param>
    /// <param name="input">The features.</param>
    public static string Write(OnnxGraphBuilder graph, string operation, string name, Tensor weight, Tensor? bias, string input)
    {
        string kernels = graph.ConvolutionWeights($"{name}.weight", weight);
        return graph.Node(operation, bias is null ? [input, kernels] : [input, kernels, graph.Weights($"{name}.bias", bias)],
            OnnxGraphBuilder.Ints("kernel_shape", Kernel, Kernel), OnnxGraphBuilder.Ints("strides", Stride, Stride),
            OnnxGraphBuilder.Ints("pads", Padding, Padding, Padding, Padding));
    }
}
