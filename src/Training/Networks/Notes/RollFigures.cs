using Pix2Pitch.Mel;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// How bright, loud and busy notes sound. A recurrent generator that draws several candidates prefers those that are as bright, loud and busy among the clips of their style as its painting is
/// light, saturated and warm among the paintings of its style (<see cref="RankTable"/>).
/// </summary>
internal static class RollFigures
{
    private const float MinPower = 1e-12f; // of silence, so that it has a logarithm

    private static readonly MelOptions s_mel = MelOptions.ForImageSize(CandidateChooser.Size);
    private static readonly float s_exponent = (float)(s_mel.TopDecibels / 40); // from half the range of the mel-spectrogram to decades of magnitude

    // [bands, 2], and [bands, 1]: sums over bands are sums over the bins of the spectrum.
    private static readonly float[] s_magnitudeWeights = [.. ClipRanks.Bands(s_mel).SelectMany(band => (float[])[(float)band.Width, (float)(band.Width * band.Frequency)])];
    private static readonly float[] s_powerWeights = [.. ClipRanks.Bands(s_mel).Select(band => (float)band.Width / s_mel.Frames)];

    /// <summary>
    /// The logarithm of the mean frequency in Hz weighted by magnitude, the logarithm of the mean power relative to the peak, and the number of frames in which notes begin: the figures of
    /// <see cref="ClipRanks"/>, of notes.
    /// </summary>
    /// <param name="mel">[N, bands, frames] in [-1, 1].</param>
    /// <param name="onsets">[N, 8, 88, frames].</param>
    /// <returns>[N, 3].</returns>
    public static Tensor Of(Tensor mel, Tensor onsets)
    {
        Tensor magnitudes = pow(10f, (mel - 1f) * s_exponent);
        Tensor sums = matmul(magnitudes.sum(2), tensor(s_magnitudeWeights, device: mel.device).reshape(-1, 2));
        Tensor power = matmul((magnitudes * magnitudes).sum(2), tensor(s_powerWeights, device: mel.device).reshape(-1, 1));
        return cat([(sums.narrow(1, 1, 1) / sums.narrow(1, 0, 1)).log(), (power + MinPower).log(), onsets.amax([1, 2]).sum(1, keepdim: true)], 1);
    }

    /// <summary>Adds the same as <see cref="Of"/> to an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mel">See <see cref="Of"/>.</param>
    /// <param name="onsets">See <see cref="Of"/>.</param>
    /// <returns>The name of the figures, [N, 3].</returns>
    public static string Write(OnnxGraphBuilder graph, string mel, string onsets)
    {
        string magnitudes = graph.Node("Pow", [graph.Number(10), graph.Node("Mul", [graph.Node("Sub", [mel, graph.Number(1)]), graph.Number(s_exponent)])]);
        string sums = Weighted(magnitudes, "magnitude", s_magnitudeWeights, 2);
        string power = Weighted(graph.Node("Mul", [magnitudes, magnitudes]), "power", s_powerWeights, 1);
        string busy = graph.Node("ReduceSum", [graph.Node("ReduceMax", [onsets, graph.Integers(1, 2)], OnnxGraphBuilder.Int("keepdims", 0)), graph.Integers(1)], OnnxGraphBuilder.Int("keepdims", 1));
        return graph.Node("Concat", [Log(graph.Node("Div", [Column(1), Column(0)])), Log(graph.Node("Add", [power, graph.Number(MinPower)])), busy], OnnxGraphBuilder.Int("axis", 1));

        string Weighted(string values, string name, float[] weights, int columns) => graph.Node("MatMul", [
            graph.Node("ReduceSum", [values, graph.Integers(2)], OnnxGraphBuilder.Int("keepdims", 0)), graph.Floats($"ranks.{name}", weights, weights.Length / columns, columns)]);

        string Column(int index) => graph.Node("Slice", [sums, graph.Integers(index), graph.Integers(index + 1), graph.Integers(1)]);

        string Log(string value) => graph.Node("Log", [value]);
    }
}
