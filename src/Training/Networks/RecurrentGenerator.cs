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
/// Reads the style, and the colours and contrasts of a painting, and writes notes one after the other (<see cref="NoteDecoder"/>); a fixed layer turns them into the
/// mel-spectrogram (<see cref="NoteRenderer"/>). It is trained by the likelihood of the notes of clips, so it needs no discriminator.
/// </summary>
internal sealed class RecurrentGenerator : GeneratorNetwork
{
    /// <summary>Means and standard deviations of red, green and blue; mean saturation; mean difference of neighbouring pixels.</summary>
    private const int Figures = 8;

    private const int ConditionValues = 64;
    private const int FigureSize = 64; // pixels on a side of the painting of which figures are computed
    private const double Dropout = 0.2;
    private const double MinSeconds = 10; // clips are excerpts: their music does not end

    private readonly Linear _figures;
    private readonly Linear _condition;
    private readonly NoteDecoder _decoder;
    private readonly NoteRenderer _renderer;
    private readonly float[] _stepFrames;

    /// <inheritdoc cref="GeneratorNetwork.Create"/>
    public RecurrentGenerator(GeneratorOptions options) : base(options)
    {
        int embedding = options.EmbeddingLength > 0 ? GeneratorOptions.EmbeddingChannels : 0;
        _figures = Linear(Figures, ConditionValues);
        _condition = Linear(ConditionValues + options.Styles + embedding, ConditionValues);
        _decoder = new NoteDecoder(options.StateLength, ConditionValues, Dropout);
        register_module("figures", _figures);
        register_module("condition", _condition);
        register_module("decoder", _decoder);
        MelOptions mel = MelOptions.ForImageSize(options.Size);
        _renderer = new NoteRenderer(options.Size, mel.TopDecibels);
        double frame = (double)mel.HopLength / mel.SampleRate;
        _stepFrames = [.. Enumerable.Range(0, NoteGrid.TempoCount).Select(tempo => (float)(NoteGrid.StepSeconds(tempo) / frame))];
    }

    public override SeededNoise Noise { get; } = new(NoteDecoder.NoiseLength);

    /// <summary>The cross entropy of notes, in nats for each note.</summary>
    /// <param name="painting">[N, 3, S, S].</param>
    /// <param name="style">[N, styles].</param>
    /// <param name="embedding">[N, length of the embedding], or null.</param>
    /// <param name="known">[N, 1]: 1, or 0 where neither painting nor style is known.</param>
    /// <param name="notes">The notes.</param>
    public Tensor CrossEntropy(Tensor painting, Tensor style, Tensor? embedding, Tensor known, NoteBatch notes)
        => _decoder.CrossEntropy(ConditionOf(painting, WithEmbedding(style, embedding), known), notes);

    public override Generated Generate(Tensor painting, Tensor style, Tensor seed, Tensor creativity, Tensor? embedding = null, Tensor? code = null, bool renders = true)
    {
        using IDisposable noGradient = no_grad(); // choices have no gradient
        Tensor known = WithEmbedding(style, embedding), all = ones([painting.shape[0], 1], device: painting.device);
        Tensor? unknown = Options.Guidance == 1 ? null : ConditionOf(painting, known, all * 0f);
        (Tensor tempo, Tensor choices, double lead) = _decoder.Draw(
            ConditionOf(painting, known, all), unknown, Options.Guidance, Noise.Gumbel(seed, creativity) * (float)Options.Temperature, MinSeconds);
        Tensor roll = Roll(tempo, choices);
        Tensor mel = _renderer.Render(
            roll.narrow(1, 0, InstrumentFamilies.Count), roll.narrow(1, InstrumentFamilies.Count, InstrumentFamilies.Count), zeros([1, 1, Options.Size], device: painting.device));
        return new Generated(mel, null, null) { Roll = roll, Lead = lead };
    }

    protected override (Tensor Features, Gaussian? Prior) Run(Tensor input, Tensor condition, Tensor noise, Tensor? code) => throw new NotSupportedException();

    protected override string Write(OnnxGraphBuilder graph, string input, string condition, string noise) => throw new NotSupportedException();

    protected override (string Output, string? Roll) WriteOutput(OnnxGraphBuilder graph, string painting, string condition, string seed, string creativity)
    {
        (string known, string unknown) = WriteCondition(graph, painting, condition);
        string noise = graph.Node("Mul", [Noise.WriteGumbel(graph, seed, creativity), graph.Number((float)Options.Temperature)]);
        (string tempo, string hasNote, string step, string family, string pitch, string duration) = _decoder.Write(
            graph, known, Options.Guidance == 1 ? null : unknown, Options.Guidance, noise, MinSeconds);
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
        string onsets = Cells(onsetFrames), sounding = Cells(soundingFrames);
        string gain = graph.Floats("notes.gain", new float[size], 1, 1, size);
        return (_renderer.Write(graph, onsets, sounding, gain), graph.Node("Concat", [onsets, sounding], OnnxGraphBuilder.Int("axis", 1)));

        string Float(string value) => graph.Node("Cast", [value], OnnxGraphBuilder.Int("to", (long)DataType.Float));

        string Frame(string steps) => graph.Node("Floor", [graph.Node("Add", [graph.Node("Mul", [Float(steps), scale]), graph.Number(0.5f)])]);

        string ByClip(string value) => graph.Node("Transpose", [value], OnnxGraphBuilder.Ints("perm", 1, 0, 2)); // [N, T, 1]

        // Notes of the same row and frame are one.
        string Cells(string ofFrames) => graph.Node("Reshape", [
            graph.Node("Min", [graph.Node("MatMul", [byRow, ofFrames]), graph.Number(1)]), graph.Integers(-1, InstrumentFamilies.Count, NoteRoll.PitchCount, size)]);
    }

    /// <summary>[N, 16, 88, S] of 0 and 1 from the drawn notes. The first onset is at the first frame.</summary>
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
                ReadOnlySpan<long> note = chosen.AsSpan((n * length + t) * 4, 4);
                if (note[0] == NoteGrid.End) break;
                step = t == 0 ? 0 : step + note[0];
                float start = Frame(step), end = Math.Max(Frame(step + NoteGrid.Durations[(int)note[3]]), start + 1);
                int onsets = ((n * NoteRoll.ChannelCount + (int)note[1]) * NoteRoll.PitchCount + (int)note[2]) * size;
                int sounding = onsets + InstrumentFamilies.Count * NoteRoll.PitchCount * size;
                if (start < size) roll[onsets + (int)start] = 1;
                for (int frame = (int)start; frame < Math.Min(end, size); frame++)
                    roll[sounding + frame] = 1;
            }

            float Frame(long steps) => MathF.Floor(steps * _stepFrames[tempi[n]] + 0.5f);
        }
        return tensor(roll).reshape(count, NoteRoll.ChannelCount, NoteRoll.PitchCount, size).to(choices.device);
    }

    private Tensor ConditionOf(Tensor painting, Tensor style, Tensor known)
    {
        Tensor small = functional.avg_pool2d(painting, Options.Size / FigureSize);
        Tensor means = small.mean([2, 3]), deviations = ((small - means.unsqueeze(2).unsqueeze(3)).square().mean([2, 3]) + 1e-6f).sqrt();
        Tensor saturation = (small.amax([1]) - small.amin([1])).mean([1, 2]).unsqueeze(1);
        Tensor contrast = (small.narrow(3, 1, FigureSize - 1) - small.narrow(3, 0, FigureSize - 1)).abs().mean([1, 2, 3]).unsqueeze(1);
        Tensor figures = Active(_figures.forward(cat([means * 2f, deviations * 2f, saturation * 2f, contrast * 8f], 1)));
        return Active(_condition.forward(cat([figures, style], 1) * known));
    }

    /// <summary>The condition, and that when nothing is known.</summary>
    private (string Known, string Unknown) WriteCondition(OnnxGraphBuilder graph, string painting, string style)
    {
        int pool = Options.Size / FigureSize;
        string small = pool == 1 ? painting : graph.Node("AveragePool", [painting], OnnxGraphBuilder.Ints("kernel_shape", pool, pool), OnnxGraphBuilder.Ints("strides", pool, pool));
        string kept = Mean(small, 1, 2, 3), means = graph.Node("Reshape", [kept, graph.Integers(-1, 3)]);
        string difference = graph.Node("Sub", [small, kept]);
        string deviations = graph.Node("Reshape", [
            graph.Node("Sqrt", [graph.Node("Add", [Mean(graph.Node("Mul", [difference, difference]), 1, 2, 3), graph.Number(1e-6f)])]), graph.Integers(-1, 3)]);
        string channels = graph.Integers(1);
        string range = graph.Node("Sub", [graph.Node("ReduceMax", [small, channels], OnnxGraphBuilder.Int("keepdims", 1)), graph.Node("ReduceMin", [small, channels], OnnxGraphBuilder.Int("keepdims", 1))]);
        string saturation = graph.Node("Reshape", [Mean(range, 1, 2, 3), graph.Integers(-1, 1)]);
        string steps = graph.Node("Abs", [graph.Node("Sub", [Columns(1), Columns(0)])]);
        string contrast = graph.Node("Reshape", [graph.Node("ReduceMean", [steps, graph.Integers(1, 2, 3)], OnnxGraphBuilder.Int("keepdims", 0)), graph.Integers(-1, 1)]);
        string figures = graph.Node("Concat", [Times(means, 2), Times(deviations, 2), Times(saturation, 2), Times(contrast, 8)], OnnxGraphBuilder.Int("axis", 1));
        string read = Layer(figures, "figures", _figures);
        string both = graph.Node("Concat", [read, style], OnnxGraphBuilder.Int("axis", 1));
        return (Layer(both, "condition", _condition), Layer(graph.Node("Mul", [both, graph.Number(0)]), "condition", _condition));

        string Mean(string value, int keepDimensions, params long[] axes) => graph.Node("ReduceMean", [value, graph.Integers(axes)], OnnxGraphBuilder.Int("keepdims", keepDimensions));

        string Columns(int from) => graph.Node("Slice", [small, graph.Integers(from), graph.Integers(from + FigureSize - 1), graph.Integers(3)]);

        string Times(string value, float factor) => graph.Node("Mul", [value, graph.Number(factor)]);

        string Layer(string input, string name, Linear layer) => graph.Node("LeakyRelu", [
            graph.Node("Gemm", [input, graph.SharedWeights($"{name}.weight", layer.weight), graph.SharedWeights($"{name}.bias", layer.bias!)], OnnxGraphBuilder.Int("transB", 1))],
            OnnxGraphBuilder.Float("alpha", NegativeSlope));
    }

    private static Tensor Active(Tensor features) => functional.leaky_relu(features, NegativeSlope);
}
