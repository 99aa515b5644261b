using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks.Notes;
using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks;

/// <summary>
/// Reads the style, and how light, saturated and warm a painting is, and writes notes one after the other (<see cref="NoteDecoder"/>); a fixed layer turns them into the
/// mel-spectrogram (<see cref="NoteRenderer"/>). It is trained by the likelihood of the notes of clips, so it needs no discriminator. In training it is told how bright, loud and
/// busy each clip is among those of its style (<see cref="ClipRanks"/>); for a painting, its ranks among the training paintings of its style take their places.
/// </summary>
internal sealed class RecurrentGenerator : GeneratorNetwork
{
    private const int ConditionValues = 64;
    private const int FigureSize = 64; // pixels on a side of the painting of which figures are computed
    private const double Dropout = 0.2;
    private const double MinSeconds = 10; // clips are excerpts: their music does not end

    // Clips have one style. Of probabilities, a power makes nearly one style again, instead of a mixture that no clip has taught.
    private const float StylePower = 16;
    private const float NoStyle = 1e-12f; // keeps an unknown style at zeros

    private const string MeansName = "figure-means", DeviationsName = "figure-deviations"; // where earlier versions kept the figures of all training paintings
    private const float MinChroma = 1e-4f; // a square; so that a grey painting is neither warm nor cold
    private const float WarmestHue = 50 * MathF.PI / 180; // as in PaintingFeatures.Warmth
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f; // luma (ITU-R BT.601)

    private readonly Linear _ranks;
    private readonly Linear _condition;
    private readonly NoteDecoder _decoder;
    private readonly NoteRenderer _renderer;
    private readonly PianoRollLayer _roll, _candidateRoll = new(CandidateChooser.Size);

    /// <inheritdoc cref="GeneratorNetwork.Create"/>
    public RecurrentGenerator(GeneratorOptions options) : base(options)
    {
        int embedding = options.EmbeddingLength > 0 ? GeneratorOptions.EmbeddingChannels : 0;
        _ranks = Linear(ClipRanks.Count, ConditionValues);
        _condition = Linear(ConditionValues + options.Styles + embedding, ConditionValues);
        _decoder = new NoteDecoder(options.StateLength, ConditionValues, Dropout);
        register_module("ranks", _ranks);
        register_buffer(MeansName, zeros(ClipRanks.Count));
        register_buffer(DeviationsName, ones(ClipRanks.Count));
        register_module("condition", _condition);
        register_module("decoder", _decoder);
        MelOptions mel = MelOptions.ForImageSize(options.Size);
        _renderer = new NoteRenderer(options.Size, mel.TopDecibels);
        _roll = new PianoRollLayer(options.Size);
        Noise = new SeededNoise(options.Candidates * NoteDecoder.NoiseLength);
    }

    public override SeededNoise Noise { get; }

    /// <summary>The figures of the training paintings, among which a painting has its ranks. Null in checkpoints of earlier versions: then ranks are among all paintings.</summary>
    public RankTable? PaintingRanks { get; set; }

    /// <summary>Chooses between candidates. Needed if there are several.</summary>
    public CandidateChooser? Chooser { get; set; }

    /// <summary>The cross entropy of notes, in nats for each note.</summary>
    /// <param name="ranks">[N, 3], the ranks of the clips (<see cref="ClipRanks"/>).</param>
    /// <param name="style">[N, styles].</param>
    /// <param name="embedding">[N, length of the embedding], or null.</param>
    /// <param name="known">[N, 1]: 1, or 0 where neither ranks nor style are known.</param>
    /// <param name="notes">The notes.</param>
    public Tensor CrossEntropy(Tensor ranks, Tensor style, Tensor? embedding, Tensor known, NoteBatch notes)
        => _decoder.CrossEntropy(ConditionOf(ranks, WithEmbedding(style, embedding), known), notes);

    /// <summary>
    /// Lightness, saturation and warmth of paintings: the mean luma, the mean distance from grey in the plane of red-green and yellow-blue differences, and the mean direction in it.
    /// They are simpler than those of <see cref="Features.PaintingFeatures"/>, because the ONNX graph computes them too, and order paintings nearly in the same way.
    /// </summary>
    /// <param name="painting">[N, 3, S, S] in [-1, 1].</param>
    /// <returns>[N, 3].</returns>
    public Tensor Figures(Tensor painting)
    {
        Tensor small = functional.avg_pool2d(painting, Options.Size / FigureSize);
        Tensor red = small.select(1, 0), green = small.select(1, 1), blue = small.select(1, 2);
        Tensor across = red - green, yellow = (red + green) * 0.5f - blue;
        Tensor luma = red * Red + green * Green + blue * Blue;
        Tensor chroma = (across * across + yellow * yellow + MinChroma).sqrt().mean([1, 2]);
        Tensor warm = (across * MathF.Cos(WarmestHue) + yellow * MathF.Sin(WarmestHue)).mean([1, 2]);
        return stack([luma.mean([1, 2]), chroma, warm / chroma], 1);
    }

    public override Generated Generate(Tensor painting, Tensor style, Tensor seed, Tensor creativity, Tensor? embedding = null, Tensor? code = null, bool renders = true)
    {
        using IDisposable noGradient = no_grad(); // choices have no gradient
        Tensor sharpened = Sharpened(style), ranks = KnownPaintingRanks.Of(Figures(painting), sharpened).squeeze(1);
        Tensor known = WithEmbedding(sharpened, embedding), all = ones([painting.shape[0], 1], device: painting.device);
        (Tensor, float)[] conditions = [.. Guided(ConditionOf(ranks, known, all), ConditionOf(ranks, known * 0f, all), ConditionOf(ranks, known, all * 0f))];
        Tensor noise = Noise.Gumbel(seed, creativity) * (float)Options.Temperature;
        (Tensor tempo, Tensor choices, double lead) = Options.Candidates == 1
            ? _decoder.Draw(conditions, noise, MinSeconds)
            : DrawBest(conditions, noise, sharpened, ranks);
        Tensor roll = _roll.Of(tempo, choices);
        Tensor mel = _renderer.Render(
            roll.narrow(1, 0, InstrumentFamilies.Count), roll.narrow(1, InstrumentFamilies.Count, InstrumentFamilies.Count), zeros([1, 1, Options.Size], device: painting.device));
        return new Generated(mel, null, null) { Roll = roll, Lead = lead };
    }

    protected override (string Output, string? Roll) WriteOutput(OnnxGraphBuilder graph, string painting, string condition, string seed, string creativity)
    {
        (string known, string withoutStyle, string unknown, string sharpened, string ranks) = WriteConditions(graph, painting, condition);
        string noise = graph.Node("Mul", [Noise.WriteGumbel(graph, seed, creativity), graph.Number((float)Options.Temperature)]);
        (string, float)[] conditions = [.. Guided(known, withoutStyle, unknown)];
        WrittenNotes notes = Options.Candidates == 1 ? _decoder.Write(graph, conditions, noise, MinSeconds) : WriteBest(graph, conditions, noise, sharpened, ranks);
        (string onsets, string sounding) = _roll.Write(graph, notes);
        string gain = graph.Floats("notes.gain", new float[Options.Size], 1, 1, Options.Size);
        return (_renderer.Write(graph, onsets, sounding, gain), graph.Node("Concat", [onsets, sounding], OnnxGraphBuilder.Int("axis", 1)));
    }

    /// <summary>
    /// Draws candidates with noise of their own and keeps, for each painting, the one that fits it best (<see cref="CandidateChooser"/>).
    /// </summary>
    private (Tensor Tempo, Tensor Choices, double Lead) DrawBest((Tensor Condition, float Weight)[] conditions, Tensor noise, Tensor style, Tensor ranks)
    {
        long candidates = Options.Candidates, count = style.shape[0];
        (Tensor tempo, Tensor choices, double lead) = _decoder.Draw(
            [.. conditions.Select(each => (each.Condition.repeat_interleave(candidates, 0), each.Weight))], noise.reshape(-1, NoteDecoder.NoiseLength), MinSeconds);
        (Tensor best, Tensor index) = KnownChooser.Scores(_candidateRoll.Of(tempo, choices), style, ranks).topk(2, 1);
        Tensor kept = arange(count, device: style.device) * candidates + index.select(1, 0);
        return (tempo.index_select(0, kept), choices.index_select(0, kept), Math.Min(lead, (best.select(1, 0) - best.select(1, 1)).min().item<float>()));
    }

    /// <summary>Adds the same as <see cref="DrawBest"/> to an ONNX graph.</summary>
    private WrittenNotes WriteBest(OnnxGraphBuilder graph, (string Condition, float Weight)[] conditions, string noise, string style, string ranks)
    {
        int candidates = Options.Candidates;
        WrittenNotes all = _decoder.Write(graph, [.. conditions.Select(each => (Repeated(each.Condition), each.Weight))], graph.Node("Reshape", [noise, graph.Integers(-1, NoteDecoder.NoiseLength)]), MinSeconds);
        (string onsets, string sounding) = _candidateRoll.Write(graph, all);
        string best = graph.Node("ArgMax", [KnownChooser.Write(graph, onsets, sounding, candidates, style, ranks)], OnnxGraphBuilder.Int("axis", 1), OnnxGraphBuilder.Int("keepdims", 0));
        string count = graph.Node("Squeeze", [graph.Node("Slice", [graph.Node("Shape", [style]), graph.Integers(0), graph.Integers(1)])]);
        string kept = graph.Node("Add", [graph.Node("Mul", [graph.Node("Range", [graph.Integer(0), count, graph.Integer(1)]), graph.Integer(candidates)]), best]);
        return new WrittenNotes(Kept(all.Tempo, 0), Kept(all.HasNote, 1), Kept(all.Step, 1), Kept(all.Family, 1), Kept(all.Pitch, 1), Kept(all.Duration, 1), Kept(all.Level, 1));

        string Kept(string value, int axis) => graph.Node("Gather", [value, kept], OnnxGraphBuilder.Int("axis", axis));

        // Each row several times, one after the other.
        string Repeated(string rows)
        {
            string shape = graph.Node("Concat", [graph.Node("Slice", [graph.Node("Shape", [rows]), graph.Integers(0), graph.Integers(1)]), graph.Integers(candidates, ConditionValues)], OnnxGraphBuilder.Int("axis", 0));
            return graph.Node("Reshape", [graph.Node("Expand", [graph.Node("Unsqueeze", [rows, graph.Integers(1)]), shape]), graph.Integers(-1, ConditionValues)]);
        }
    }

    private RankTable KnownPaintingRanks
    {
        get
        {
            if (PaintingRanks is not null) return PaintingRanks;
            return new RankTable { Means = [.. Rows(MeansName)], Deviations = [.. Rows(DeviationsName)] };

            IEnumerable<float[]> Rows(string buffer) => Enumerable.Repeat(get_buffer(buffer)!.cpu().data<float>().ToArray(), 1 + Options.Styles);
        }
    }

    private CandidateChooser KnownChooser
        => Chooser ?? throw new Pix2PitchException("The generator has nothing that could choose between candidates: it was trained by an earlier version. Use one candidate.");

    private static Tensor Sharpened(Tensor style)
    {
        Tensor powers = (style / (style.amax([1], keepdim: true) + NoStyle)).pow(StylePower);
        return powers / (powers.sum(1, keepdim: true) + NoStyle);
    }

    private Tensor ConditionOf(Tensor ranks, Tensor style, Tensor known)
        => Active(_condition.forward(cat([Active(_ranks.forward(ranks * 2f - 1f)), style], 1) * known));

    /// <summary>
    /// The conditions that guide the choices, with their weights: from nothing known towards the ranks of the painting, and from there towards its style too.
    /// </summary>
    private IEnumerable<(T Condition, float Weight)> Guided<T>(T known, T withoutStyle, T unknown)
    {
        float style = (float)Options.Guidance, painting = (float)Options.PaintingGuidance;
        return new[] { (known, style), (withoutStyle, painting - style), (unknown, 1 - painting) }.Where(each => each.Item2 != 0);
    }

    /// <summary>The condition, that without style, that when nothing is known, the probabilities of styles after <see cref="StylePower"/>, and the ranks of the painting.</summary>
    private (string Known, string WithoutStyle, string Unknown, string Style, string Ranks) WriteConditions(OnnxGraphBuilder graph, string painting, string style)
    {
        int pool = Options.Size / FigureSize;
        string small = pool == 1 ? painting : graph.Node("AveragePool", [painting], OnnxGraphBuilder.Ints("kernel_shape", pool, pool), OnnxGraphBuilder.Ints("strides", pool, pool));
        string red = Channel(0), green = Channel(1), blue = Channel(2);
        string across = Subtract(red, green), yellow = Subtract(Times(Add(red, green), 0.5f), blue);
        string luma = Mean(Add(Add(Times(red, Red), Times(green, Green)), Times(blue, Blue)));
        string chroma = Mean(graph.Node("Sqrt", [Add(Add(graph.Node("Mul", [across, across]), graph.Node("Mul", [yellow, yellow])), graph.Number(MinChroma))]));
        string warm = Mean(Add(Times(across, MathF.Cos(WarmestHue)), Times(yellow, MathF.Sin(WarmestHue))));
        string figures = graph.Node("Concat", [luma, chroma, graph.Node("Div", [warm, chroma])], OnnxGraphBuilder.Int("axis", 1));
        string styles = Columns(0, Options.Styles), largest = graph.Node("ReduceMax", [styles, graph.Integers(1)], OnnxGraphBuilder.Int("keepdims", 1));
        string powers = graph.Node("Pow", [graph.Node("Div", [styles, Add(largest, graph.Number(NoStyle))]), graph.Number(StylePower)]);
        string sum = graph.Node("ReduceSum", [powers, graph.Integers(1)], OnnxGraphBuilder.Int("keepdims", 1));
        string sharpened = graph.Node("Div", [powers, Add(sum, graph.Number(NoStyle))]);
        string ranks = graph.Node("Squeeze", [KnownPaintingRanks.Write(graph, "painting-ranks", figures, 1, sharpened), graph.Integers(1)]);
        string read = Layer(Subtract(Times(ranks, 2), graph.Number(1)), "ranks", _ranks);
        string known = Options.EmbeddingLength == 0 ? sharpened
            : graph.Node("Concat", [sharpened, Columns(Options.Styles, Options.Styles + GeneratorOptions.EmbeddingChannels)], OnnxGraphBuilder.Int("axis", 1));
        string both = graph.Node("Concat", [read, known], OnnxGraphBuilder.Int("axis", 1));
        string without = graph.Node("Concat", [read, Times(known, 0)], OnnxGraphBuilder.Int("axis", 1));
        return (Layer(both, "condition", _condition), Layer(without, "condition", _condition), Layer(Times(both, 0), "condition", _condition), sharpened, ranks);

        string Columns(int from, int to) => graph.Node("Slice", [style, graph.Integers(from), graph.Integers(to), graph.Integers(1)]);

        string Channel(int index) => graph.Node("Slice", [small, graph.Integers(index), graph.Integers(index + 1), graph.Integers(1)]);

        string Add(string a, string b) => graph.Node("Add", [a, b]);

        string Subtract(string a, string b) => graph.Node("Sub", [a, b]);

        string Times(string value, float factor) => graph.Node("Mul", [value, graph.Number(factor)]);

        string Mean(string plane) => graph.Node("Reshape", [graph.Node("ReduceMean", [plane, graph.Integers(1, 2, 3)], OnnxGraphBuilder.Int("keepdims", 0)), graph.Integers(-1, 1)]);

        string Layer(string input, string name, Linear layer) => graph.Node("LeakyRelu", [
            graph.Node("Gemm", [input, graph.SharedWeights($"{name}.weight", layer.weight), graph.SharedWeights($"{name}.bias", layer.bias!)], OnnxGraphBuilder.Int("transB", 1))],
            OnnxGraphBuilder.Float("alpha", NegativeSlope));
    }

    private static Tensor Active(Tensor features) => functional.leaky_relu(features, NegativeSlope);
}
