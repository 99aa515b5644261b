using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// Says how well candidates of a recurrent generator fit their painting: how likely their style is the requested one (<see cref="RollStyleClassifier"/>), how close their ranks are to those of the
/// painting (<see cref="RollFigures"/>, <see cref="RankTable"/>), and whether they rest for nearly a second. The generator keeps the best (best-of-n sampling).
/// </summary>
/// <param name="Styles">Finds styles; null if all training clips have one style.</param>
/// <param name="Ranks">The figures of the training clips; null in checkpoints of earlier versions.</param>
internal sealed record CandidateChooser(RollStyleClassifier? Styles, RankTable? Ranks)
{
    /// <summary>Frames of the piano rolls, and bands and frames of the mel-spectrograms: small, because every candidate is rendered.</summary>
    public const int Size = 128;

    private const float RankWeight = 0.25f; // of the squared differences of ranks, in nats
    private const float Rest = 100; // what a candidate with a long rest is worse than one without
    private const int RestFrames = 12; // 0.94 s
    private const float Quiet = -0.5f; // of a mel-spectrogram: 60 dB below its loudest value
    private const float LaterCandidate = 1e-3f; // what a later candidate is worse than an equal one before it, so that runtimes agree

    private static readonly NoteRenderer s_renderer = new(Size, MelOptions.ForImageSize(Size).TopDecibels);

    /// <summary>The mel-spectrograms of piano rolls, [N, <see cref="Size"/>, <see cref="Size"/>], and their onsets.</summary>
    /// <param name="roll">[N, 16, 88, <see cref="Size"/>], from a <see cref="PianoRollLayer"/>.</param>
    public static (Tensor Mel, Tensor Onsets) Render(Tensor roll)
    {
        Tensor onsets = roll.narrow(1, 0, InstrumentFamilies.Count);
        return (s_renderer.Render(onsets, roll.narrow(1, InstrumentFamilies.Count, InstrumentFamilies.Count), zeros([1, 1, Size], device: roll.device)).squeeze(1), onsets);
    }

    /// <summary>Whether mel-spectrograms have a rest of nearly a second, [N].</summary>
    /// <param name="mel">[N, <see cref="Size"/>, <see cref="Size"/>].</param>
    public static Tensor Rests(Tensor mel) => mel.amax([1]).unfold(1, RestFrames, 1).amax([2]).amin([1]) < Quiet;

    /// <summary>How well each candidate fits.</summary>
    /// <param name="roll">The candidates of each painting, one painting after the other; see <see cref="Render"/>.</param>
    /// <param name="style">[N, styles], the probabilities of the requested style; zeros for none.</param>
    /// <param name="ranks">[N, 3], of the paintings.</param>
    /// <returns>[N, candidates].</returns>
    public Tensor Scores(Tensor roll, Tensor style, Tensor ranks)
    {
        long count = style.shape[0];
        (Tensor mel, Tensor onsets) = Render(roll);
        Tensor scores = zeros([count, roll.shape[0] / count], device: roll.device);
        if (Styles is not null) scores = scores + (Styles.LogProbabilities(mel).reshape(count, -1, style.shape[1]) * style.unsqueeze(1)).sum(2);
        if (Ranks is not null) scores = scores - (Ranks.Of(RollFigures.Of(mel, onsets), style) - ranks.unsqueeze(1)).square().sum(2) * RankWeight;
        scores = scores - Rests(mel).to(ScalarType.Float32).reshape(scores.shape) * Rest;
        return scores - arange(scores.shape[1], device: roll.device).to(ScalarType.Float32) * LaterCandidate;
    }

    /// <summary>Adds the same as <see cref="Scores"/> to an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="onsets">[N * candidates, 8, 88, <see cref="Size"/>].</param>
    /// <param name="sounding">[N * candidates, 8, 88, <see cref="Size"/>].</param>
    /// <param name="candidates">Candidates of a painting.</param>
    /// <param name="style">See <see cref="Scores"/>.</param>
    /// <param name="ranks">See <see cref="Scores"/>.</param>
    /// <returns>The name of the scores, [N, candidates].</returns>
    public string Write(OnnxGraphBuilder graph, string onsets, string sounding, int candidates, string style, string ranks)
    {
        string rendered = s_renderer.Write(graph, onsets, sounding, graph.Floats("style.gain", new float[Size], 1, 1, Size), "style");
        string mel = graph.Node("Reshape", [rendered, graph.Integers(-1, Size, Size)]);
        string scores = graph.Floats("style.later", [.. Enumerable.Range(0, candidates).Select(i => -i * LaterCandidate)], 1, candidates);
        if (Styles is not null)
        {
            string logarithms = graph.Node("Reshape", [Styles.Write(graph, mel), graph.Integers(-1, candidates, StyleNames.All.Count)]);
            scores = graph.Node("Add", [Sum(graph.Node("Mul", [logarithms, ForEach(style)])), scores]);
        }
        if (Ranks is not null)
        {
            string difference = graph.Node("Sub", [Ranks.Write(graph, "candidate-ranks", RollFigures.Write(graph, mel, onsets), candidates, style), ForEach(ranks)]);
            scores = graph.Node("Sub", [scores, graph.Node("Mul", [Sum(graph.Node("Mul", [difference, difference])), graph.Number(RankWeight)])]);
        }
        string loudest = graph.Node("MaxPool", [graph.Node("ReduceMax", [mel, graph.Integers(1)])], OnnxGraphBuilder.Ints("kernel_shape", RestFrames));
        string rests = graph.Node("Less", [graph.Node("ReduceMin", [loudest, graph.Integers(2)]), graph.Number(Quiet)]);
        string rest = graph.Node("Where", [rests, graph.Number(Rest), graph.Number(0)]);
        return graph.Node("Sub", [scores, graph.Node("Reshape", [rest, graph.Integers(-1, candidates)])]);

        string ForEach(string ofPainting) => graph.Node("Unsqueeze", [ofPainting, graph.Integers(1)]);

        string Sum(string values) => graph.Node("ReduceSum", [values, graph.Integers(2)], OnnxGraphBuilder.Int("keepdims", 0));
    }
}
