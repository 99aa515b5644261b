using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>The same as <see cref="Draw"/> as an ONNX graph.</summary>
internal sealed partial class NoteDecoder
{
    private const int ValuesOfNote = 6; // as in WrittenNotes
    private const int GoesOn = 6; // the place among the states of what says whether the music goes on

    /// <summary>
    /// Adds the decoder to a graph: a loop whose rounds write one note of each sequence, in a loop whose rounds leave out the sequences that have ended. Lengths differ much, so
    /// that most of the work would be for sequences that have ended.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="conditions">See <see cref="Draw"/>.</param>
    /// <param name="noise">[N, <see cref="NoiseLength"/>].</param>
    /// <param name="minSeconds">The music does not end before this time.</param>
    /// <returns>The notes.</returns>
    public WrittenNotes Write(OnnxGraphBuilder graph, IReadOnlyList<(string Condition, float Weight)> conditions, string noise, double minSeconds)
    {
        var g = new Writer(graph);
        // Weights are scaled instead of products: ONNX Runtime multiplies one row faster if the product has no factor.
        using IDisposable noGradient = no_grad();
        using Tensor queryWeight = _query.weight * _headScale, queryBias = _query.bias! * _headScale;
        string sequences = Count(conditions[0].Condition);
        string condition = conditions.Count == 1 ? conditions[0].Condition : graph.Node("Concat", [.. conditions.Select(each => each.Condition)], OnnxGraphBuilder.Int("axis", 0));
        string count = Count(condition);
        string tempo = Choose(g.Dense(condition, "tempo-out", _tempoOut), g.Slice(noise, 0, NoteGrid.TempoCount), sequences);
        string withTempo = g.Active(g.Add(g.Dense(condition, "tempo-condition", _tempoCondition), g.Lookup("tempo", _tempo, tempo)));
        string allConditionIn = g.Dense(withTempo, "condition", _condition), allConditionOut = g.Dense(withTempo, "condition-out", _conditionOut);
        float[] minSteps = [.. Enumerable.Range(0, NoteGrid.TempoCount).Select(each => (float)minSeconds / (float)NoteGrid.StepSeconds(each))];
        string allEarliestEnd = graph.Node("Gather", [graph.Floats("notes.min-steps", minSteps, NoteGrid.TempoCount), tempo]); // [N, 1]
        string allChances = graph.Node("Transpose", [graph.Node("Reshape", [g.Slice(noise, NoteGrid.TempoCount, NoiseLength), graph.Integers(0, NoteGrid.MaxNotes, EventNoise)])], OnnxGraphBuilder.Ints("perm", 1, 0, 2));

        string start = graph.Floats("notes.first", FirstInput(), 1, Inputs);
        string isEnd = graph.Floats("notes.is-end", [.. Enumerable.Range(0, NoteGrid.WaitCount).Select(i => i == NoteGrid.End ? 1f : 0f)], 1, NoteGrid.WaitCount);
        string families = graph.Integers([.. Enumerable.Range(0, InstrumentFamilies.Count).Select(i => (long)i)]);
        string pitches = graph.Integers([.. Enumerable.Range(0, NoteRoll.PitchCount).Select(i => (long)i)]);
        string pitchClasses = graph.Integers([.. Enumerable.Range(0, NoteBatch.PitchClasses).Select(i => (long)i)]);
        string durations = DurationTable(graph);
        string conditionIndices = graph.Node("Unsqueeze", [graph.Integers([.. Enumerable.Range(0, conditions.Count).Select(i => (long)i)]), graph.Integers(1)]);
        string noNotes = Whole(graph.Node("ConstantOfShape", [graph.Node("Concat", [graph.Integers(NotesBetweenSelections), sequences, graph.Integers(ValuesOfNote)], OnnxGraphBuilder.Int("axis", 0))]));
        long head = Attention / Heads;

        (string, DataType)[] states =
        [
            (Zeros(Hidden), DataType.Float), // state of the recurrent unit
            (graph.Node("Expand", [start, graph.Node("Concat", [count, graph.Integers(Inputs)], OnnxGraphBuilder.Int("axis", 0))]), DataType.Float), // the note before
            (Whole(Zeros(1)), DataType.Int64), // its step
            (Whole(Zeros(1)), DataType.Int64), // its family
            (Whole(Zeros(1)), DataType.Int64), // its pitch
            (Zeros(NoteBatch.HistoryLength - 1), DataType.Float),
            (graph.Node("Add", [Zeros(1), graph.Number(1)]), DataType.Float), // whether the music goes on
            (Zeros(Heads, head, 0), DataType.Float), // keys; these three grow by one note in each round
            (Zeros(Heads, 0, head), DataType.Float), // values
            (Whole(Zeros(0)), DataType.Int64), // steps
        ];
        string all = graph.Node("Range", [graph.Integer(0), graph.Node("Squeeze", [sequences]), graph.Integer(1)]);
        (_, string[] parts) = graph.Loop([(all, DataType.Int64), .. states], NoteGrid.MaxNotes / NotesBetweenSelections, (selection, s) =>
        {
            string before = Count(s[0]), isRunning = graph.Node("Squeeze", [graph.Node("Greater", [One(s[GoesOn + 1], before), graph.Number(0)]), graph.Integers(1)]);
            string places = graph.Node("Squeeze", [graph.Node("NonZero", [isRunning]), graph.Integers(0)]);
            string left = graph.Node("Gather", [s[0], places]), chances = graph.Node("Gather", [Round(selection), left], OnnxGraphBuilder.Int("axis", 1));
            string rows = Rows(places, before), rowsOfAll = Rows(left, sequences);
            string conditionIn = graph.Node("Gather", [allConditionIn, rowsOfAll]), conditionOut = graph.Node("Gather", [allConditionOut, rowsOfAll]), earliestEnd = graph.Node("Gather", [allEarliestEnd, rowsOfAll]);
            (string, DataType)[] selected = [.. states.Select((each, i) => (graph.Node("Gather", [s[i + 1], rows]), each.Item2))];
            (string[] last, string[] written) = graph.Loop(selected, NotesBetweenSelections, (round, s) => NextNotes(round, s, left, conditionIn, conditionOut, earliestEnd, chances));

            string columns = graph.Node("Expand", [graph.Node("Unsqueeze", [left, graph.Integers(0, 2)]), graph.Node("Shape", [written[0]])]);
            string notes = graph.Node("ScatterElements", [noNotes, columns, written[0]], OnnxGraphBuilder.Int("axis", 1));
            return (AnyRunning(last[GoesOn]), [left, .. last], [(notes, DataType.Int64)]);
        });
        string found = graph.Node("Reshape", [parts[0], graph.Node("Concat", [graph.Integers(-1), sequences, graph.Integers(ValuesOfNote)], OnnxGraphBuilder.Int("axis", 0))]);
        string[] values = [.. Enumerable.Range(0, ValuesOfNote).Select(i => graph.Node("Slice", [found, graph.Integers(i), graph.Integers(i + 1), graph.Integers(2)]))];
        return new WrittenNotes(One(tempo, sequences), g.Float(values[0]), values[1], values[2], values[3], values[4], values[5]);

        // One more note of each sequence.
        (string, string[], (string, DataType)[]) NextNotes(string round, string[] s, string left, string conditionIn, string conditionOut, string earliestEnd, string chancesOfRounds)
        {
            (string state, string before, string step, string previousFamily, string previousPitch, string history, string running, string keys, string values, string steps)
                = (s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9]);
            string chances = graph.Node("Squeeze", [graph.Node("Gather", [chancesOfRounds, round]), graph.Integers(0)]); // [N, EventNoise]
            int at = 0;
            string Noise(int classes) => g.Slice(chances, at, at += classes);

            string time = graph.Node("Mul", [g.Float(step), graph.Number(NoteBatch.StepScale)]);
            string input = g.Add(before, g.Add(conditionIn, g.Add(g.Lookup("position", _position, g.Modulo(step, NoteGrid.Positions)),
                g.Dense(graph.Node("Concat", [history, time], OnnxGraphBuilder.Int("axis", 1)), "history", _history))));
            string output = Unit(g, input, state);

            // Keys and values stay in the order in which they are multiplied.
            string newKeys = graph.Node("Concat", [keys, graph.Node("Reshape", [g.Dense(output, "key", _key), graph.Integers(-1, Heads, head, 1)])], OnnxGraphBuilder.Int("axis", 3));
            string newValues = graph.Node("Concat", [values, graph.Node("Reshape", [g.Dense(output, "value", _value), graph.Integers(-1, Heads, 1, head)])], OnnxGraphBuilder.Int("axis", 2));
            string newSteps = graph.Node("Concat", [steps, step], OnnxGraphBuilder.Int("axis", 1));
            string query = graph.Node("Reshape", [g.Dense(output, "scaled-query", queryWeight, queryBias), graph.Integers(-1, Heads, 1, head)]);
            string scores = graph.Node("MatMul", [query, newKeys]);
            string distance = graph.Node("Min", [graph.Node("Max", [graph.Node("Sub", [step, newSteps]), graph.Integer(0)]), graph.Integer(MaxDistance)]);
            string weights = graph.Node("Unsqueeze", [
                graph.Node("Transpose", [graph.Node("Gather", [g.Weights("distance.weight", _distance.weight!), distance])], OnnxGraphBuilder.Ints("perm", 0, 2, 1)), graph.Integers(2)]);
            string share = graph.Node("Softmax", [g.Add(scores, weights)], OnnxGraphBuilder.Int("axis", -1));
            string attended = graph.Node("Reshape", [graph.Node("MatMul", [share, newValues]), graph.Integers(-1, Attention)]);
            string features = g.Add(g.Add(g.Dense(output, "recurrent", _recurrent), g.Dense(attended, "attended", _attended)), conditionOut);

            string sequencesLeft = Count(left);
            string tooEarly = graph.Node("Mul", [g.Float(graph.Node("Less", [g.Float(step), earliestEnd])), graph.Number(Impossible)]);
            string wait = Choose(g.Add(g.Dense(g.Active(features), "wait-out", _waitOut), graph.Node("Mul", [isEnd, tooEarly])), Noise(NoteGrid.WaitCount), sequencesLeft);
            string goesOn = graph.Node("Mul", [running, g.Float(graph.Node("Not", [graph.Node("Equal", [wait, graph.Integer(NoteGrid.End)])]))]);
            string newStep = graph.Node("Add", [step, wait]);
            features = g.Add(g.Add(features, g.Lookup("wait-chosen", _waitChosen, wait)), g.Lookup("position-chosen", _positionChosen, g.Modulo(newStep, NoteGrid.Positions)));
            string together = graph.Node("Equal", [wait, graph.Integer(0)]);
            string lower = graph.Node("And", [graph.Node("Less", [families, previousFamily]), together]);
            string family = Choose(g.Add(g.Dense(g.Active(features), "family-out", _familyOut), g.Excluded(lower)), Noise(InstrumentFamilies.Count), sequencesLeft);
            features = g.Add(features, g.Lookup("family-chosen", _familyChosen, family));
            string same = graph.Node("And", [together, graph.Node("Equal", [family, previousFamily])]);
            string notAbove = graph.Node("And", [graph.Node("LessOrEqual", [pitches, graph.Node("Min", [previousPitch, graph.Integer(NoteRoll.PitchCount - 2)])]), same]);
            string pitch = Choose(g.Add(g.Dense(g.Active(features), "pitch-out", _pitchOut), g.Excluded(notAbove)), Noise(NoteRoll.PitchCount), sequencesLeft);
            features = g.Add(features, g.Lookup("pitch-chosen", _pitchChosen, pitch));
            string duration = Choose(g.Dense(g.Active(features), "duration-out", _durationOut), Noise(NoteGrid.Durations.Count), sequencesLeft);
            features = g.Add(features, g.Lookup("duration-chosen", _durationChosen, duration));
            string level = Choose(g.Dense(g.Active(features), "level-out", _levelOut), Noise(NoteGrid.Levels.Count), sequencesLeft);

            string written = g.Add(g.Add(g.Lookup("wait", _wait, wait), g.Lookup("family", _family, family)), g.Add(g.Lookup("pitch", _pitch, pitch), g.Add(g.Lookup("duration", _duration, duration), g.Lookup("level", _level, level))));
            string heard = graph.Node("Concat", [
                g.Float(graph.Node("Equal", [pitchClasses, g.Modulo(pitch, NoteBatch.PitchClasses)])), g.Float(graph.Node("Equal", [families, family]))], OnnxGraphBuilder.Int("axis", 1));
            string newHistory = g.Add(graph.Node("Mul", [history, graph.Number(NoteBatch.Decay)]), graph.Node("Mul", [heard, graph.Number(1 - NoteBatch.Decay)]));
            string inSteps = graph.Node("Gather", [durations, duration]);
            string all = graph.Node("Concat", [Whole(goesOn), newStep, family, pitch, inSteps, level], OnnxGraphBuilder.Int("axis", 1));
            return (AnyRunning(goesOn), [output, written, newStep, family, pitch, newHistory, goesOn, newKeys, newValues, newSteps], [(One(all, sequencesLeft), DataType.Int64)]);
        }

        // It ends when all sequences have ended.
        string AnyRunning(string goesOn) => graph.Node("Greater", [graph.Node("ReduceMax", [goesOn], OnnxGraphBuilder.Int("keepdims", 0)), graph.Node("Squeeze", [graph.Number(0)])]);

        // The noise of the rounds until the next selection.
        string Round(string selection)
        {
            string from = graph.Node("Mul", [selection, graph.Integers(NotesBetweenSelections)]);
            return graph.Node("Slice", [allChances, from, graph.Node("Add", [from, graph.Integers(NotesBetweenSelections)]), graph.Integers(0)]);
        }

        // The rows of some of a batch's sequences, for each condition.
        string Rows(string places, string ofSequences)
            => graph.Node("Reshape", [graph.Node("Add", [graph.Node("Mul", [conditionIndices, ofSequences]), graph.Node("Unsqueeze", [places, graph.Integers(0)])]), graph.Integers(-1)]);

        string Count(string value) => graph.Node("Slice", [graph.Node("Shape", [value]), graph.Integers(0), graph.Integers(1)]);

        // The rows of the sequences with the first condition.
        string One(string value, string ofSequences) => graph.Node("Slice", [value, graph.Integers(0), ofSequences, graph.Integers(0)]);

        // One class for each sequence, for all of its places in the batch.
        string Choose(string logits, string chance, string ofSequences)
        {
            if (conditions.Count == 1) return g.ArgMax(g.Add(logits, chance));
            string sum = Weighted(0);
            for (int i = 1; i < conditions.Count; i++) sum = g.Add(sum, Weighted(i));
            string chosen = g.ArgMax(g.Add(sum, chance));
            return graph.Node("Concat", [.. Enumerable.Repeat(chosen, conditions.Count)], OnnxGraphBuilder.Int("axis", 0));

            string Weighted(int index)
            {
                string from = graph.Node("Mul", [ofSequences, graph.Integers(index)]), to = graph.Node("Mul", [ofSequences, graph.Integers(index + 1)]);
                return graph.Node("Mul", [graph.Node("Slice", [logits, from, to, graph.Integers(0)]), graph.Number(conditions[index].Weight)]);
            }
        }

        string Zeros(params long[] shape)
            => graph.Node("ConstantOfShape", [graph.Node("Concat", [count, graph.Integers(shape)], OnnxGraphBuilder.Int("axis", 0))]);

        string Whole(string value) => graph.Node("Cast", [value], OnnxGraphBuilder.Int("to", (long)DataType.Int64));
    }

    private static string DurationTable(OnnxGraphBuilder graph) => graph.Integers([.. NoteGrid.Durations.Select(each => (long)each)]);

    /// <summary>What the recurrent unit receives of the event before the first.</summary>
    private float[] FirstInput()
    {
        using IDisposable noGradient = no_grad();
        using Tensor sum = _wait.weight![-1] + _family.weight![-1] + _pitch.weight![-1] + _duration.weight![-1] + _level.weight![-1];
        return sum.cpu().data<float>().ToArray();
    }

    /// <summary>The gated recurrent unit with the weights in PyTorch's order: reset, update, new.</summary>
    private string Unit(Writer g, string input, string state)
    {
        Dictionary<string, Parameter> weights = _unit.named_parameters().ToDictionary(each => each.name, each => each.parameter);
        string fromInput = Both(input, "ih"), fromState = Both(state, "hh");
        string reset = g.Node("Sigmoid", [g.Add(Part(fromInput, 0), Part(fromState, 0))]), update = g.Node("Sigmoid", [g.Add(Part(fromInput, 1), Part(fromState, 1))]);
        string proposed = g.Node("Tanh", [g.Add(Part(fromInput, 2), g.Node("Mul", [reset, Part(fromState, 2)]))]);
        return g.Add(proposed, g.Node("Mul", [update, g.Node("Sub", [state, proposed])]));

        string Both(string value, string name) => g.Dense(value, $"unit.{name}", weights[$"weight_{name}_l0"], weights[$"bias_{name}_l0"]);

        string Part(string value, int index) => g.Slice(value, index * Hidden, (index + 1) * Hidden);
    }

    /// <summary>Short names for the nodes of this graph. Weights are stored once.</summary>
    private sealed class Writer(OnnxGraphBuilder graph)
    {
        public string Node(string operation, string[] inputs) => graph.Node(operation, inputs);

        public string Add(string a, string b) => graph.Node("Add", [a, b]);

        public string Active(string value) => graph.Node("LeakyRelu", [value], OnnxGraphBuilder.Float("alpha", GeneratorNetwork.NegativeSlope));

        public string Float(string value) => graph.Node("Cast", [value], OnnxGraphBuilder.Int("to", (long)DataType.Float));

        public string Modulo(string value, long divisor) => graph.Node("Mod", [value, graph.Integer(divisor)]);

        public string Slice(string value, int from, int to) => graph.Node("Slice", [value, graph.Integers(from), graph.Integers(to), graph.Integers(1)]);

        /// <summary>The class with the largest value: [N, 1].</summary>
        public string ArgMax(string scores) => graph.Node("ArgMax", [scores], OnnxGraphBuilder.Int("axis", 1), OnnxGraphBuilder.Int("keepdims", 1));

        /// <summary>The rows of a table: [N, columns] for [N, 1].</summary>
        public string Lookup(string name, Embedding table, string index)
            => graph.Node("Squeeze", [graph.Node("Gather", [Weights($"{name}.weight", table.weight!), index]), graph.Integers(1)]);

        public string Dense(string input, string name, Linear layer) => Dense(input, name, layer.weight, layer.bias!);

        public string Dense(string input, string name, Tensor weight, Tensor bias)
            => graph.Node("Gemm", [input, Weights($"{name}.weight", weight), Weights($"{name}.bias", bias)], OnnxGraphBuilder.Int("transB", 1));

        /// <summary>What is added to scores of classes that are impossible.</summary>
        public string Excluded(string condition) => graph.Node("Mul", [Float(condition), graph.Number(Impossible)]);

        public string Weights(string name, Tensor tensor) => graph.SharedWeights($"decoder.{name}", tensor);
    }
}
