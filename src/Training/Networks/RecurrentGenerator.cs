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
/// busy each clip is (<see cref="ClipRanks"/>); for a painting, its ranks among the training paintings take their places.
/// </summary>
internal sealed class RecurrentGenerator : GeneratorNetwork
{
    private const int ConditionValues = 64;
    private const int FigureSize = 64; // pixels on a side of the painting of which figures are computed
    private const double Dropout = 0.2;
    private const double MinSeconds = 10; // clips are excerpts: their music does not end

    // Clips have one style. Of probabilities, a power makes nearly one style again, instead of a mixture that no clip has taught.
    private const float StylePower = 4;
    private const float NoStyle = 1e-12f; // keeps an unknown style at zeros

    private const string MeansName = "figure-means", DeviationsName = "figure-deviations";
    private const float MinChroma = 1e-4f; // a square; so that a grey painting is neither warm nor cold
    private const float WarmestHue = 50 * MathF.PI / 180; // as in PaintingFeatures.Warmth
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f; // luma (ITU-R BT.601)

    // The logistic function of 1.702 times a value is close to the normal distribution function (Camilli 1994, "Origin of the scaling constant d = 1.7 in item response theory").
    private const float NormalSlope = 1.702f;

    private static readonly float[] s_powers = [.. NoteGrid.Levels.Select(decibels => MathF.Pow(10, decibels / 10))];

    private readonly Linear _ranks;
    private readonly Linear _condition;
    private readonly NoteDecoder _decoder;
    private readonly NoteRenderer _renderer;
    private readonly float[] _stepFrames;

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
        double frame = (double)mel.HopLength / mel.SampleRate;
        _stepFrames = [.. Enumerable.Range(0, NoteGrid.TempoCount).Select(tempo => (float)(NoteGrid.StepSeconds(tempo) / frame))];
    }

    public override SeededNoise Noise { get; } = new(NoteDecoder.NoiseLength);

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

    /// <summary>Sets the figures of the training paintings, among which any painting has its ranks.</summary>
    /// <param name="figures">[paintings, 3].</param>
    public void SetTrainingFigures(Tensor figures)
    {
        using IDisposable noGradient = no_grad();
        Tensor means = figures.mean([0]);
        get_buffer(MeansName)!.copy_(means);
        get_buffer(DeviationsName)!.copy_((figures - means).square().mean([0]).sqrt() + 1e-3f);
    }

    public override Generated Generate(Tensor painting, Tensor style, Tensor seed, Tensor creativity, Tensor? embedding = null, Tensor? code = null, bool renders = true)
    {
        using IDisposable noGradient = no_grad(); // choices have no gradient
        Tensor ranks = ((Figures(painting) - get_buffer(MeansName)!) / get_buffer(DeviationsName)! * NormalSlope).sigmoid();
        Tensor known = WithEmbedding(Sharpened(style), embedding), all = ones([painting.shape[0], 1], device: painting.device);
        (Tensor, float)[] conditions = [.. Guided(ConditionOf(ranks, known, all), ConditionOf(ranks, known * 0f, all), ConditionOf(ranks, known, all * 0f))];
        (Tensor tempo, Tensor choices, double lead) = _decoder.Draw(
            conditions, Noise.Gumbel(seed, creativity) * (float)Options.Temperature, MinSeconds);
        Tensor roll = Roll(tempo, choices);
        Tensor mel = _renderer.Render(
            roll.narrow(1, 0, InstrumentFamilies.Count), roll.narrow(1, InstrumentFamilies.Count, InstrumentFamilies.Count), zeros([1, 1, Options.Size], device: painting.device));
        return new Generated(mel, null, null) { Roll = roll, Lead = lead };
    }

    protected override (Tensor Features, Gaussian? Prior) Run(Tensor input, Tensor condition, Tensor noise, Tensor? code) => throw new NotSupportedException();

    protected override string Write(OnnxGraphBuilder graph, string input, string condition, string noise) => throw new NotSupportedException();

    protected override (string Output, string? Roll) WriteOutput(OnnxGraphBuilder graph, string painting, string condition, string seed, string creativity)
    {
        (string known, string withoutStyle, string unknown) = WriteConditions(graph, painting, condition);
        string noise = graph.Node("Mul", [Noise.WriteGumbel(graph, seed, creativity), graph.Number((float)Options.Temperature)]);
        (string tempo, string hasNote, string step, string family, string pitch, string duration, string level) = _decoder.Write(
            graph, [.. Guided(known, withoutStyle, unknown)], noise, MinSeconds);
        int size = Options.Size;
        long rows = InstrumentFamilies.Count * NoteRoll.PitchCount;

        // The loop gives [T, N, 1]; the first onset is at the first frame.
        string scale = graph.Node("Unsqueeze", [graph.Node("Gather", [graph.Floats("notes.step-frames", _stepFrames, NoteGrid.TempoCount), tempo]), graph.Integers(0)]);
        string first = graph.Node("Slice", [step, graph.Integers(0), graph.Integers(1), graph.Integers(0)]);
        string from = graph.Node("Sub", [step, first]);
        string start = Frame(from), end = graph.Node("Max", [Frame(graph.Node("Add", [from, duration])), graph.Node("Add", [start, graph.Number(1)])]);
        string row = graph.Node("Add", [graph.Node("Mul", [family, graph.Integer(NoteRoll.PitchCount)]), pitch]);

        string frames = graph.Floats("notes.frames", [.. Enumerable.Range(0, size).Select(i => (float)i)], 1, 1, size);
        string all = graph.Integers([.. Enumerable.Range(0, (int)rows).Select(i => (long)i)]);
        string ofRow = graph.Node("Mul", [Float(graph.Node("Equal", [ByClip(row), all])), ByClip(hasNote)]); // [N, T, rows]
        string byRow = graph.Node("Transpose", [ofRow], OnnxGraphBuilder.Ints("perm", 0, 2, 1));
        string onsetFrames = Float(graph.Node("Equal", [frames, ByClip(start)]));
        string soundingFrames = Float(graph.Node("And", [graph.Node("GreaterOrEqual", [frames, ByClip(start)]), graph.Node("Less", [frames, ByClip(end)])]));
        string power = ByClip(graph.Node("Gather", [graph.Floats("notes.powers", s_powers, s_powers.Length), level]));
        string onsets = Cells(onsetFrames), sounding = Cells(graph.Node("Mul", [soundingFrames, power]));
        string gain = graph.Floats("notes.gain", new float[size], 1, 1, size);
        return (_renderer.Write(graph, onsets, sounding, gain), graph.Node("Concat", [onsets, sounding], OnnxGraphBuilder.Int("axis", 1)));

        string Float(string value) => graph.Node("Cast", [value], OnnxGraphBuilder.Int("to", (long)DataType.Float));

        string Frame(string steps) => graph.Node("Floor", [graph.Node("Add", [graph.Node("Mul", [Float(steps), scale]), graph.Number(0.5f)])]);

        string ByClip(string value) => graph.Node("Transpose", [value], OnnxGraphBuilder.Ints("perm", 1, 0, 2)); // [N, T, 1]

        // The powers of notes of the same row and frame are added, up to that of the loudest note.
        string Cells(string ofFrames) => graph.Node("Reshape", [
            graph.Node("Min", [graph.Node("MatMul", [byRow, ofFrames]), graph.Number(1)]), graph.Integers(-1, InstrumentFamilies.Count, NoteRoll.PitchCount, size)]);
    }

    /// <summary>[N, 16, 88, S] from the drawn notes: 0 and 1 for onsets, and the power of sounding notes. The first onset is at the first frame.</summary>
    private Tensor Roll(Tensor tempo, Tensor choices)
    {
        int count = (int)choices.shape[0], length = (int)choices.shape[1], size = Options.Size;
        long[] tempi = tempo.cpu().data<long>().ToArray(), chosen = choices.cpu().contiguous().data<long>().ToArray();
        var roll = new float[count * NoteRoll.ChannelCount * NoteRoll.PitchCount * size];
        for (int n = 0; n < count; n++)
        {
            long step = 0;
            for (int t = 0; t < length; t++)
            {
                ReadOnlySpan<long> note = chosen.AsSpan((n * length + t) * NoteBatch.ChoiceCount, NoteBatch.ChoiceCount);
                if (note[0] == NoteGrid.End) break;
                step = t == 0 ? 0 : step + note[0];
                float start = Frame(step), end = Math.Max(Frame(step + NoteGrid.Durations[(int)note[3]]), start + 1);
                int onsets = ((n * NoteRoll.ChannelCount + (int)note[1]) * NoteRoll.PitchCount + (int)note[2]) * size;
                int sounding = onsets + InstrumentFamilies.Count * NoteRoll.PitchCount * size;
                if (start < size) roll[onsets + (int)start] = 1;
                for (int frame = (int)start; frame < Math.Min(end, size); frame++)
                    roll[sounding + frame] = Math.Min(1, roll[sounding + frame] + s_powers[(int)note[4]]);
            }

            float Frame(long steps) => MathF.Floor(steps * _stepFrames[tempi[n]] + 0.5f);
        }
        return tensor(roll).reshape(count, NoteRoll.ChannelCount, NoteRoll.PitchCount, size).to(choices.device);
    }

    private static Tensor Sharpened(Tensor style)
    {
        Tensor powers = style.pow(StylePower);
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

    /// <summary>The condition, that without style, and that when nothing is known.</summary>
    private (string Known, string WithoutStyle, string Unknown) WriteConditions(OnnxGraphBuilder graph, string painting, string style)
    {
        int pool = Options.Size / FigureSize;
        string small = pool == 1 ? painting : graph.Node("AveragePool", [painting], OnnxGraphBuilder.Ints("kernel_shape", pool, pool), OnnxGraphBuilder.Ints("strides", pool, pool));
        string red = Channel(0), green = Channel(1), blue = Channel(2);
        string across = Subtract(red, green), yellow = Subtract(Times(Add(red, green), 0.5f), blue);
        string luma = Mean(Add(Add(Times(red, Red), Times(green, Green)), Times(blue, Blue)));
        string chroma = Mean(graph.Node("Sqrt", [Add(Add(graph.Node("Mul", [across, across]), graph.Node("Mul", [yellow, yellow])), graph.Number(MinChroma))]));
        string warm = Mean(Add(Times(across, MathF.Cos(WarmestHue)), Times(yellow, MathF.Sin(WarmestHue))));
        string figures = graph.Node("Concat", [luma, chroma, graph.Node("Div", [warm, chroma])], OnnxGraphBuilder.Int("axis", 1));
        string standard = graph.Node("Div", [Subtract(figures, Buffer(MeansName)), Buffer(DeviationsName)]);
        string ranks = graph.Node("Sigmoid", [Times(standard, NormalSlope)]);
        string read = Layer(Subtract(Times(ranks, 2), graph.Number(1)), "ranks", _ranks);
        string powers = graph.Node("Pow", [Columns(0, Options.Styles), graph.Number(StylePower)]);
        string sum = graph.Node("ReduceSum", [powers, graph.Integers(1)], OnnxGraphBuilder.Int("keepdims", 1));
        string sharpened = graph.Node("Div", [powers, Add(sum, graph.Number(NoStyle))]);
        string known = Options.EmbeddingLength == 0 ? sharpened
            : graph.Node("Concat", [sharpened, Columns(Options.Styles, Options.Styles + GeneratorOptions.EmbeddingChannels)], OnnxGraphBuilder.Int("axis", 1));
        string both = graph.Node("Concat", [read, known], OnnxGraphBuilder.Int("axis", 1));
        string without = graph.Node("Concat", [read, Times(known, 0)], OnnxGraphBuilder.Int("axis", 1));
        return (Layer(both, "condition", _condition), Layer(without, "condition", _condition), Layer(Times(both, 0), "condition", _condition));

        string Columns(int from, int to) => graph.Node("Slice", [style, graph.Integers(from), graph.Integers(to), graph.Integers(1)]);

        string Channel(int index) => graph.Node("Slice", [small, graph.Integers(index), graph.Integers(index + 1), graph.Integers(1)]);

        string Add(string a, string b) => graph.Node("Add", [a, b]);

        string Subtract(string a, string b) => graph.Node("Sub", [a, b]);

        string Times(string value, float factor) => graph.Node("Mul", [value, graph.Number(factor)]);

        string Mean(string plane) => graph.Node("Reshape", [graph.Node("ReduceMean", [plane, graph.Integers(1, 2, 3)], OnnxGraphBuilder.Int("keepdims", 0)), graph.Integers(-1, 1)]);

        string Buffer(string name) => graph.Floats(name, get_buffer(name)!.cpu().data<float>().ToArray(), 1, ClipRanks.Count);

        string Layer(string input, string name, Linear layer) => graph.Node("LeakyRelu", [
            graph.Node("Gemm", [input, graph.SharedWeights($"{name}.weight", layer.weight), graph.SharedWeights($"{name}.bias", layer.bias!)], OnnxGraphBuilder.Int("transB", 1))],
            OnnxGraphBuilder.Float("alpha", NegativeSlope));
    }

    private static Tensor Active(Tensor features) => functional.leaky_relu(features, NegativeSlope);
}
