using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// A scale and a shift of features that depend on the condition (conditional instance normalisation, Dumoulin et al. 2017): features x (1 + condition x
/// gamma) + condition x beta. With tables of 0 it changes nothing.
/// </summary>
internal static class ConditionalScale
{
    /// <summary>Scales and shifts.</summary>
    /// <param name="features">[N, channels, H, W], normalised.</param>
    /// <param name="condition">[N, length of the condition].</param>
    /// <param name="gamma">[length of the condition, channels].</param>
    /// <param name="beta">[length of the condition, channels].</param>
    public static Tensor Apply(Tensor features, Tensor condition, Tensor gamma, Tensor beta)
    {
        Tensor scale = matmul(condition, gamma).reshape(-1, gamma.shape[1], 1, 1) + 1f;
        Tensor shift = matmul(condition, beta).reshape(-1, gamma.shape[1], 1, 1);
        return features * scale + shift;
    }

    /// <summary>Adds the same to an ONNX graph and returns the name of the output.</summary>
    public static string Write(OnnxGraphBuilder graph, string name, string features, string condition, Parameter gamma, Parameter beta)
    {
        string scale = graph.Node("Add", [Row(gamma, "gamma"), graph.Number(1)]);
        return graph.Node("Add", [graph.Node("Mul", [features, scale]), Row(beta, "beta")]);

        string Row(Parameter table, string tableName)
            => graph.Node("Reshape", [graph.Node("MatMul", [condition, graph.Weights($"{name}.{tableName}", table)]), graph.Integers(-1, table.shape[1], 1, 1)]);
    }
}
