using Pix2Pitch.Styles;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// Finds the style of notes by how they sound: multinomial logistic regression on the mean, the standard deviation and the mean change of the level of <see cref="Bands"/> bands of
/// their mel-spectrogram. A recurrent generator that draws several candidates prefers those in which it hears the requested style.
/// </summary>
internal sealed record RollStyleClassifier
{
    /// <summary>Bands that are told apart.</summary>
    public const int Bands = 32;

    /// <summary>The length of a row of features.</summary>
    public const int FeatureCount = 3 * Bands;

    private const int Frames = CandidateChooser.Size;
    private const double Regularization = 0.03; // for each clip
    private const float MinDeviation = 1e-4f;

    /// <summary>The mean of each feature.</summary>
    public required float[] Means { get; init; }

    /// <summary>The standard deviation of each feature.</summary>
    public required float[] Deviations { get; init; }

    /// <summary>For each style, a weight for each standardised feature.</summary>
    public required float[][] Weights { get; init; }

    /// <summary>For each style, the constant.</summary>
    public required float[] Biases { get; init; }

    /// <summary>Trains a classifier. The same clips give the same one.</summary>
    /// <param name="features">The features of clips (<see cref="Features"/>).</param>
    /// <param name="styles">Their styles.</param>
    /// <returns>The classifier; null if all clips have one style.</returns>
    public static RollStyleClassifier? Train(IReadOnlyList<float[]> features, IReadOnlyList<Style> styles)
    {
        if (styles.Distinct().Take(2).Count() < 2) return null;
        (float[] means, float[] deviations) = LogisticRegression.Moments(features, MinDeviation);
        (float[][] weights, float[] biases) = LogisticRegression.Fit([.. features.Select(row => LogisticRegression.Standardise(row, means, deviations))], styles, Regularization);
        return new RollStyleClassifier { Means = means, Deviations = deviations, Weights = weights, Biases = biases };
    }

    /// <summary>The features of notes.</summary>
    /// <param name="mel">Their mel-spectrograms, [N, <see cref="CandidateChooser.Size"/>, <see cref="CandidateChooser.Size"/>] in [-1, 1].</param>
    /// <returns>[N, <see cref="FeatureCount"/>]. Levels are relative to the mean level of the clip.</returns>
    public static Tensor Features(Tensor mel)
    {
        Tensor mean = mel.mean([2]);
        Tensor deviation = (mel - mean.unsqueeze(2)).square().mean([2]).sqrt();
        Tensor change = (mel.narrow(2, 1, Frames - 1) - mel.narrow(2, 0, Frames - 1)).abs().mean([2]);
        return cat([Pooled(mean - mean.mean([1], keepdim: true)), Pooled(deviation), Pooled(change)], 1);

        Tensor Pooled(Tensor ofBands) => ofBands.reshape(-1, Bands, CandidateChooser.Size / Bands).mean([2]);
    }

    /// <summary>The logarithm of the probability of each style: [N, styles].</summary>
    /// <param name="mel">See <see cref="Features"/>.</param>
    public Tensor LogProbabilities(Tensor mel)
    {
        Tensor standard = ((Features(mel) - tensor(Means, device: mel.device)) / tensor(Deviations, device: mel.device)).clamp(-LogisticRegression.MaxDeviations, LogisticRegression.MaxDeviations);
        return (matmul(standard, Matrix().to(mel.device)) + tensor(Biases, device: mel.device)).log_softmax(1);

        Tensor Matrix() => tensor([.. Weights.SelectMany(row => row)]).reshape(Weights.Length, FeatureCount).t();
    }

    /// <summary>Adds the same to an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mel">See <see cref="Features"/>.</param>
    /// <returns>The name of the logarithms, [N, styles].</returns>
    public string Write(OnnxGraphBuilder graph, string mel)
    {
        string mean = Mean(mel, 2);
        string difference = graph.Node("Sub", [mel, mean]);
        string deviation = graph.Node("Sqrt", [Mean(graph.Node("Mul", [difference, difference]), 2)]);
        string change = Mean(graph.Node("Abs", [graph.Node("Sub", [Between(1, Frames), Between(0, Frames - 1)])]), 2);
        string features = graph.Node("Concat", [Pooled(graph.Node("Sub", [mean, Mean(mean, 1)])), Pooled(deviation), Pooled(change)], OnnxGraphBuilder.Int("axis", 1));
        string standard = graph.Node("Div", [graph.Node("Sub", [features, graph.Floats("style.means", Means, FeatureCount)]), graph.Floats("style.deviations", Deviations, FeatureCount)]);
        string clipped = graph.Node("Max", [graph.Node("Min", [standard, graph.Number(LogisticRegression.MaxDeviations)]), graph.Number(-LogisticRegression.MaxDeviations)]);
        string weights = graph.Floats("style.weights", [.. Weights.SelectMany(row => row)], Weights.Length, FeatureCount);
        string logits = graph.Node("Gemm", [clipped, weights, graph.Floats("style.biases", Biases, Biases.Length)], OnnxGraphBuilder.Int("transB", 1));
        return graph.Node("LogSoftmax", [logits], OnnxGraphBuilder.Int("axis", 1));

        string Mean(string value, long axis) => graph.Node("ReduceMean", [value, graph.Integers(axis)], OnnxGraphBuilder.Int("keepdims", 1));

        string Between(long from, long to) => graph.Node("Slice", [mel, graph.Integers(from), graph.Integers(to), graph.Integers(2)]);

        string Pooled(string ofBands) => graph.Node("Reshape", [Mean(graph.Node("Reshape", [ofBands, graph.Integers(-1, Bands, CandidateChooser.Size / Bands)]), 2), graph.Integers(-1, Bands)]);
    }
}
