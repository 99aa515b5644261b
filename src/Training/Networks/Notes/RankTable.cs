using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// Means and standard deviations of the figures of training paintings or clips, from which figures get their ranks. They are ranks within a style, because <see cref="ClipRanks"/>, from which
/// a recurrent generator learns, are: a painting is light for an Impressionist one.
/// </summary>
internal sealed record RankTable
{
    private const float MinDeviation = 1e-3f;

    /// <summary>The means of the figures: first of all, then of each style, or again of all if there is none of the style.</summary>
    public required float[][] Means { get; init; }

    /// <summary>The standard deviations in the same order.</summary>
    public required float[][] Deviations { get; init; }

    /// <summary>Measures training paintings or clips.</summary>
    /// <param name="figures">The figures of each, at least one.</param>
    /// <param name="styles">The style of each; null for unknown.</param>
    public static RankTable Train(IReadOnlyList<float[]> figures, IReadOnlyList<Style?> styles)
    {
        (float[] Means, float[] Deviations) all = LogisticRegression.Moments(figures, MinDeviation);
        (float[] Means, float[] Deviations)[] rows = [all, .. Enum.GetValues<Style>().Select(style =>
        {
            float[][] some = [.. figures.Where((_, i) => styles[i] == style)];
            return some.Length == 0 ? all : LogisticRegression.Moments(some, MinDeviation);
        })];
        return new RankTable { Means = [.. rows.Select(row => row.Means)], Deviations = [.. rows.Select(row => row.Deviations)] };
    }

    /// <summary>The ranks of figures, 0 (the least of the style) to 1, if the figures of a style are normally distributed.</summary>
    /// <param name="figures">[N * K, 3].</param>
    /// <param name="style">[N, styles], probabilities of the styles; zeros for unknown, which gives the ranks among all.</param>
    /// <returns>[N, K, 3].</returns>
    public Tensor Of(Tensor figures, Tensor style)
    {
        Tensor shares = cat([1f - style.sum(1, keepdim: true), style], 1);
        return ((figures.reshape(style.shape[0], -1, ClipRanks.Count) - Row(Means)) / Row(Deviations) * ClipRanks.NormalSlope).sigmoid();

        Tensor Row(float[][] rows) => matmul(shares, tensor(Flat(rows), device: style.device).reshape(-1, ClipRanks.Count)).unsqueeze(1);
    }

    /// <summary>Adds the same as <see cref="Of"/> to an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">A name for the constants.</param>
    /// <param name="figures">See <see cref="Of"/>.</param>
    /// <param name="count">K.</param>
    /// <param name="style">See <see cref="Of"/>.</param>
    /// <returns>The name of the ranks, [N, K, 3].</returns>
    public string Write(OnnxGraphBuilder graph, string name, string figures, int count, string style)
    {
        string unknown = graph.Node("Sub", [graph.Number(1), graph.Node("ReduceSum", [style, graph.Integers(1)], OnnxGraphBuilder.Int("keepdims", 1))]);
        string shares = graph.Node("Concat", [unknown, style], OnnxGraphBuilder.Int("axis", 1));
        string difference = graph.Node("Sub", [graph.Node("Reshape", [figures, graph.Integers(-1, count, ClipRanks.Count)]), Row("means", Means)]);
        return graph.Node("Sigmoid", [graph.Node("Mul", [graph.Node("Div", [difference, Row("deviations", Deviations)]), graph.Number(ClipRanks.NormalSlope)])]);

        string Row(string kind, float[][] rows)
            => graph.Node("Unsqueeze", [graph.Node("MatMul", [shares, graph.Floats($"{name}.{kind}", Flat(rows), rows.Length, ClipRanks.Count)]), graph.Integers(1)]);
    }

    private static float[] Flat(float[][] rows) => [.. rows.SelectMany(row => row)];
}
