using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// A further channel whose value is the row, from -1 in the first (the lowest band) to 1 in the last (Liu et al. 2018, "CoordConv"). A convolution
/// treats every row alike; with this channel it can tell low frequencies from high ones.
/// </summary>
internal static class FrequencyCoordinate
{
    /// <summary>The channel for a batch.</summary>
    /// <param name="images">[N, channels, H, W].</param>
    /// <returns>[N, 1, H, W].</returns>
    public static Tensor Like(Tensor images)
    {
        long[] shape = images.shape;
        return linspace(-1, 1, shape[2], device: images.device).reshape(1, 1, -1, 1).expand(shape[0], 1, shape[2], shape[3]);
    }

    /// <summary>Adds the channel to a value of an ONNX graph and returns the name of the result.</summary>
    public static string Write(OnnxGraphBuilder graph, string images, int size)
    {
        float[] rows;
        using (Tensor values = linspace(-1, 1, size))
            rows = values.data<float>().ToArray();
        string first = graph.Node("Slice", [images, graph.Integers(0), graph.Integers(1), graph.Integers(1)]);
        string zero = graph.Node("Mul", [first, graph.Number(0)]); // has the size of the batch
        return graph.Node("Concat", [images, graph.Node("Add", [zero, graph.Floats("frequency", rows, 1, 1, size, 1)])], OnnxGraphBuilder.Int("axis", 1));
    }
}
