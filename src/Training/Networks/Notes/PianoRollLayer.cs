using Pix2Pitch.Mel;
using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Onnx;
using static TorchSharp.torch;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>Turns sequences of notes into piano rolls without anything to learn. The first onset is at the first frame.</summary>
internal sealed class PianoRollLayer
{
    private static readonly float[] s_powers = [.. NoteGrid.Levels.Select(decibels => MathF.Pow(10, decibels / 10))];

    private readonly float[] _stepFrames; // frames of a step, for each class of tempo

    /// <param name="size">Frames of a clip: those of the mel-spectrogram of this size.</param>
    public PianoRollLayer(int size)
    {
        Size = size;
        MelOptions mel = MelOptions.ForImageSize(size);
        double frame = (double)mel.HopLength / mel.SampleRate;
        _stepFrames = [.. Enumerable.Range(0, NoteGrid.TempoCount).Select(tempo => (float)(NoteGrid.StepSeconds(tempo) / frame))];
    }

    /// <summary>Frames of a clip.</summary>
    public int Size { get; }

    /// <summary>The roll of sequences.</summary>
    /// <param name="tempo">[N], int64, the classes of tempo.</param>
    /// <param name="choices">[N, T, 5], int64, as in <see cref="NoteBatch"/>; <see cref="NoteGrid.End"/> where a sequence has ended.</param>
    /// <returns>[N, 16, 88, frames]: 0 and 1 for onsets of the 8 instrument families, then the power of their sounding notes.</returns>
    public Tensor Of(Tensor tempo, Tensor choices)
    {
        int count = (int)choices.shape[0], length = (int)choices.shape[1];
        long[] tempi = tempo.cpu().data<long>().ToArray(), chosen = choices.cpu().contiguous().data<long>().ToArray();
        var roll = new float[count * NoteRoll.ChannelCount * NoteRoll.PitchCount * Size];
        for (int n = 0; n < count; n++)
        {
            long step = 0;
            for (int t = 0; t < length; t++)
            {
                ReadOnlySpan<long> note = chosen.AsSpan((n * length + t) * NoteBatch.ChoiceCount, NoteBatch.ChoiceCount);
                if (note[0] == NoteGrid.End) break;
                step = t == 0 ? 0 : step + note[0];
                float start = Frame(step), end = Math.Max(Frame(step + NoteGrid.Durations[(int)note[3]]), start + 1);
                int onsets = ((n * NoteRoll.ChannelCount + (int)note[1]) * NoteRoll.PitchCount + (int)note[2]) * Size;
                int sounding = onsets + InstrumentFamilies.Count * NoteRoll.PitchCount * Size;
                if (start < Size) roll[onsets + (int)start] = 1;
                for (int frame = (int)start; frame < Math.Min(end, Size); frame++)
                    roll[sounding + frame] = Math.Min(1, roll[sounding + frame] + s_powers[(int)note[4]]);
            }

            float Frame(long steps) => MathF.Floor(steps * _stepFrames[tempi[n]] + 0.5f);
        }
        return tensor(roll).reshape(count, NoteRoll.ChannelCount, NoteRoll.PitchCount, Size).to(choices.device);
    }

    /// <summary>Adds the same to an ONNX graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="notes">The notes.</param>
    /// <returns>Onsets and sounding notes, [N, 8, 88, frames] each.</returns>
    public (string Onsets, string Sounding) Write(OnnxGraphBuilder graph, WrittenNotes notes)
    {
        long rows = InstrumentFamilies.Count * NoteRoll.PitchCount;

        // Values of notes are [T, N, 1].
        string stepFrames = graph.Floats($"roll.{Size}.step-frames", _stepFrames, NoteGrid.TempoCount);
        string scale = graph.Node("Unsqueeze", [graph.Node("Gather", [stepFrames, notes.Tempo]), graph.Integers(0)]);
        string first = graph.Node("Slice", [notes.Step, graph.Integers(0), graph.Integers(1), graph.Integers(0)]);
        string from = graph.Node("Sub", [notes.Step, first]);
        string start = Frame(from), end = graph.Node("Max", [Frame(graph.Node("Add", [from, notes.Duration])), graph.Node("Add", [start, graph.Number(1)])]);
        string row = graph.Node("Add", [graph.Node("Mul", [notes.Family, graph.Integer(NoteRoll.PitchCount)]), notes.Pitch]);

        string frames = graph.Floats($"roll.{Size}.frames", [.. Enumerable.Range(0, Size).Select(i => (float)i)], 1, 1, Size);
        string all = graph.Integers([.. Enumerable.Range(0, (int)rows).Select(i => (long)i)]);
        string ofRow = graph.Node("Mul", [Float(graph.Node("Equal", [ByClip(row), all])), ByClip(notes.HasNote)]); // [N, T, rows]
        string byRow = graph.Node("Transpose", [ofRow], OnnxGraphBuilder.Ints("perm", 0, 2, 1));
        string onsetFrames = Float(graph.Node("Equal", [frames, ByClip(start)]));
        string soundingFrames = Float(graph.Node("And", [graph.Node("GreaterOrEqual", [frames, ByClip(start)]), graph.Node("Less", [frames, ByClip(end)])]));
        string powers = graph.Floats($"roll.{Size}.powers", s_powers, s_powers.Length);
        string power = ByClip(graph.Node("Gather", [powers, notes.Level]));
        return (Cells(onsetFrames), Cells(graph.Node("Mul", [soundingFrames, power])));

        string Float(string value) => graph.Node("Cast", [value], OnnxGraphBuilder.Int("to", (long)DataType.Float));

        string Frame(string steps) => graph.Node("Floor", [graph.Node("Add", [graph.Node("Mul", [Float(steps), scale]), graph.Number(0.5f)])]);

        string ByClip(string value) => graph.Node("Transpose", [value], OnnxGraphBuilder.Ints("perm", 1, 0, 2)); // [N, T, 1]

        // The powers of notes of the same row and frame are added, up to that of the loudest note.
        string Cells(string ofFrames) => graph.Node("Reshape", [
            graph.Node("Min", [graph.Node("MatMul", [byRow, ofFrames]), graph.Number(1)]), graph.Integers(-1, InstrumentFamilies.Count, NoteRoll.PitchCount, Size)]);
    }
}
