using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>
/// Writes notes one after the other. A gated recurrent unit (Cho et al. 2014) reads the note before; attention (Vaswani et al. 2017) over all earlier notes with a weight
/// that depends on their distance in steps (after Shaw et al. 2018 and Huang et al. 2019, "Music Transformer") lets music come back; then wait, family, pitch, duration
/// and level of the next note are chosen, each in knowledge of those before.
/// </summary>
internal sealed partial class NoteDecoder : Module
{
    /// <summary>
    /// Notes at the same onset have rising families, and rising pitches in a family: what comes before is impossible. The last family and the highest pitch are always
    /// possible, so that there is a choice.
    /// </summary>
    public const float Impossible = -1e9f;

    private const int Heads = 4;

    // Sequences that have ended are left out of the batch each time when so many notes were written.
    private const int NotesBetweenSelections = 16;

    // TorchSharp may free a number while libtorch uses it (GarbageCollection); these stay. Drawing takes thousands of them.
    private static readonly Scalar s_slope = GeneratorNetwork.NegativeSlope, s_impossible = Impossible, s_one = 1f, s_zero = 0L, s_large = 1e9f, s_maxDistance = (long)MaxDistance, s_maxPitch = NoteRoll.PitchCount - 2L,
        s_positions = (long)NoteGrid.Positions, s_pitchClasses = (long)NoteBatch.PitchClasses, s_families = (long)InstrumentFamilies.Count, s_end = (long)NoteGrid.End, s_decay = NoteBatch.Decay,
        s_added = 1 - NoteBatch.Decay, s_stepScale = NoteBatch.StepScale;

    private readonly Scalar _headScale;
    private readonly double _dropout;
    private readonly Embedding _tempo, _wait, _family, _pitch, _duration, _level, _position;
    private readonly Linear _history, _condition, _tempoCondition, _query, _key, _value, _recurrent, _attended, _conditionOut;
    private readonly Linear _tempoOut, _waitOut, _familyOut, _pitchOut, _durationOut, _levelOut;
    private readonly Embedding _waitChosen, _familyChosen, _pitchChosen, _durationChosen, _positionChosen, _distance;
    private readonly GRU _unit;

    /// <param name="hidden">Values of the state.</param>
    /// <param name="condition">Length of the condition.</param>
    /// <param name="dropout">The share of values that is dropped in training.</param>
    public NoteDecoder(int hidden, int condition, double dropout) : base("decoder")
    {
        (Hidden, Inputs, Attention, _dropout) = (hidden, hidden / 2, hidden / 3 / Heads * Heads, dropout);
        _headScale = (float)(1 / Math.Sqrt(Attention / Heads));
        // One more for the event before the first.
        (_wait, _family, _pitch, _duration) = (Table(NoteGrid.WaitCount + 1, Inputs), Table(InstrumentFamilies.Count + 1, Inputs), Table(NoteRoll.PitchCount + 1, Inputs), Table(NoteGrid.Durations.Count + 1, Inputs));
        _level = Table(NoteGrid.Levels.Count + 1, Inputs);
        _position = Table(NoteGrid.Positions, Inputs);
        (_history, _condition) = (Linear(NoteBatch.HistoryLength, Inputs), Linear(condition, Inputs));
        (_tempo, _tempoCondition, _tempoOut) = (Table(NoteGrid.TempoCount, condition), Linear(condition, condition), Linear(condition, NoteGrid.TempoCount));
        _unit = GRU(Inputs, hidden, batchFirst: true);
        (_query, _key, _value) = (Linear(hidden, Attention), Linear(hidden, Attention), Linear(hidden, Attention));
        _distance = Table(MaxDistance + 1, Heads);
        (_recurrent, _attended, _conditionOut) = (Linear(hidden, hidden), Linear(Attention, hidden), Linear(condition, hidden));
        (_waitOut, _familyOut, _pitchOut, _durationOut) = (Linear(hidden, NoteGrid.WaitCount), Linear(hidden, InstrumentFamilies.Count), Linear(hidden, NoteRoll.PitchCount), Linear(hidden, NoteGrid.Durations.Count));
        _levelOut = Linear(hidden, NoteGrid.Levels.Count);
        _durationChosen = Table(NoteGrid.Durations.Count, hidden);
        (_waitChosen, _familyChosen, _pitchChosen, _positionChosen) = (Table(NoteGrid.WaitCount, hidden), Table(InstrumentFamilies.Count, hidden), Table(NoteRoll.PitchCount, hidden), Table(NoteGrid.Positions, hidden));
        foreach ((string name, Module module) in (ReadOnlySpan<(string, Module)>)[
            ("tempo", _tempo), ("wait", _wait), ("family", _family), ("pitch", _pitch), ("duration", _duration), ("level", _level), ("position", _position), ("history", _history),
            ("condition", _condition), ("tempo-condition", _tempoCondition), ("unit", _unit), ("query", _query), ("key", _key), ("value", _value), ("distance", _distance),
            ("recurrent", _recurrent), ("attended", _attended), ("condition-out", _conditionOut), ("tempo-out", _tempoOut), ("wait-out", _waitOut), ("family-out", _familyOut),
            ("pitch-out", _pitchOut), ("duration-out", _durationOut), ("level-out", _levelOut), ("wait-chosen", _waitChosen), ("family-chosen", _familyChosen), ("pitch-chosen", _pitchChosen), ("duration-chosen", _durationChosen),
            ("position-chosen", _positionChosen)])
        {
            register_module(name, module);
        }

        static Embedding Table(int rows, int columns) => Embedding(rows, columns);
    }

    /// <summary>The largest distance in steps that attention distinguishes.</summary>
    public const int MaxDistance = 63;

    /// <summary>Numbers that decide an event: one for each class of its choices.</summary>
    public const int EventNoise = NoteGrid.WaitCount + InstrumentFamilies.Count + NoteRoll.PitchCount + 23 + 8;

    /// <summary>Numbers that decide a sequence: the tempo, then each event.</summary>
    public const int NoiseLength = NoteGrid.TempoCount + NoteGrid.MaxNotes * EventNoise;

    /// <summary>Values of the state.</summary>
    public int Hidden { get; }

    /// <summary>Values of the input of the recurrent unit.</summary>
    public int Inputs { get; }

    /// <summary>Values of queries, keys and values together.</summary>
    public int Attention { get; }

    /// <summary>The mean cross entropy of sequences in nats for each note.</summary>
    /// <param name="condition">[N, condition].</param>
    /// <param name="batch">The sequences.</param>
    public Tensor CrossEntropy(Tensor condition, NoteBatch batch)
    {
        long count = batch.Steps.shape[0], length = batch.Steps.shape[1];
        Tensor tempoLoss = functional.cross_entropy(_tempoOut.forward(condition), batch.Tempo, reduction: Reduction.Sum);
        condition = WithTempo(condition, batch.Tempo).unsqueeze(1);
        Tensor previous = cat([First(count, condition.device), batch.Choices.narrow(1, 0, length - 1)], 1);
        Tensor inputs = Dropped(Input(previous, batch.Steps, batch.History, condition));
        (Tensor states, _) = _unit.call(inputs);

        long head = Attention / Heads;
        Tensor Split(Tensor values) => values.reshape(count, length, Heads, head).transpose(1, 2);
        Tensor scores = matmul(Split(_query.forward(states)), Split(_key.forward(states)).transpose(2, 3)) * _headScale;
        Tensor distance = (batch.Steps.unsqueeze(2) - batch.Steps.unsqueeze(1)).clamp(s_zero, s_maxDistance);
        Tensor later = ones([length, length], device: condition.device).triu(1) * s_impossible;
        scores = scores + _distance.forward(distance).permute(0, 3, 1, 2) + later;
        Tensor attended = matmul(scores.softmax(-1), Split(_value.forward(states))).transpose(1, 2).reshape(count, length, Attention);

        Tensor features = Dropped(Features(Dropped(states), attended, condition));
        Tensor[] choices = [.. Enumerable.Range(0, NoteBatch.ChoiceCount).Select(i => batch.Choices.select(2, i))];
        Tensor previousFamily = previous.select(2, 1), previousPitch = previous.select(2, 2);
        Tensor loss = Nats(_waitOut.forward(Active(features)), choices[0], batch.HasEvent);
        features = AfterWait(features, choices[0], batch.Steps);
        loss = loss + Nats(FamilyLogits(features, choices[0], previousFamily), choices[1], batch.HasNote);
        features = features + _familyChosen.forward(choices[1]);
        loss = loss + Nats(PitchLogits(features, choices[0], choices[1], previousFamily, previousPitch), choices[2], batch.HasNote);
        features = features + _pitchChosen.forward(choices[2]);
        loss = loss + Nats(_durationOut.forward(Active(features)), choices[3], batch.HasNote);
        features = features + _durationChosen.forward(choices[3]);
        loss = loss + Nats(_levelOut.forward(Active(features)), choices[4], batch.HasNote);
        return (loss + tempoLoss) / batch.HasEvent.sum();

        static Tensor Nats(Tensor logits, Tensor chosen, Tensor counts)
            => (functional.cross_entropy(logits.flatten(0, 1), chosen.flatten(), reduction: Reduction.None) * counts.flatten()).sum();
    }

    /// <summary>Draws sequences.</summary>
    /// <param name="conditions">
    /// Conditions [N, condition] with their weights: logits are the weighted sum of those under each condition. With one condition of weight 1, notes are as learnt; with more, such as the known
    /// condition with weight 3 and the unknown one with weight -2, they follow what distinguishes the conditions more (classifier-free guidance, Ho and Salimans 2022).
    /// </param>
    /// <param name="noise">[N, <see cref="NoiseLength"/>], added to the logits.</param>
    /// <param name="minSeconds">The music does not end before this time.</param>
    /// <returns>
    /// The classes of tempo [N], the choices [N, T, 5] with <see cref="NoteGrid.End"/> where a sequence has ended, and the smallest lead of a choice over the second best.
    /// </returns>
    public (Tensor Tempo, Tensor Choices, double Lead) Draw(IReadOnlyList<(Tensor Condition, float Weight)> conditions, Tensor noise, double minSeconds)
    {
        // Each sequence is in the batch once for each condition, and all write the same notes.
        Tensor condition = cat([.. conditions.Select(each => each.Condition)], 0);
        long count = condition.shape[0], sequences = count / conditions.Count;
        Device device = condition.device;
        double lead = double.PositiveInfinity;
        Scalar[] weights = [.. conditions.Select(each => (Scalar)each.Weight)];
        Tensor running = ones([sequences, 1], device: device), left = arange(sequences, device: device);
        Tensor tempo = Choose(_tempoOut.forward(condition), noise.narrow(1, 0, NoteGrid.TempoCount));
        condition = WithTempo(condition, tempo).unsqueeze(1);
        float[] stepSeconds = [.. tempo.cpu().data<long>().Select(each => (float)NoteGrid.StepSeconds((int)each))];
        Tensor minSteps = tensor([.. stepSeconds.Select(each => (float)minSeconds / each)], device: device).unsqueeze(1);

        Tensor previous = First(count, device), step = zeros([count, 1], ScalarType.Int64, device: device);
        Tensor history = zeros([count, 1, NoteBatch.HistoryLength - 1], device: device), state = zeros([1, count, Hidden], device: device);
        Tensor end = full([sequences, 1, NoteBatch.ChoiceCount], s_end, ScalarType.Int64, device: device);
        var keys = new List<Tensor>();
        var values = new List<Tensor>();
        var steps = new List<Tensor>();
        var all = new List<Tensor>();
        Tensor isEnd = (arange(NoteGrid.WaitCount, device: device) == s_end).to(ScalarType.Float32).unsqueeze(0);
        for (int t = 0; t < NoteGrid.MaxNotes && running.sum().item<float>() > 0; t++)
        {
            if (t > 0 && t % NotesBetweenSelections == 0) LeaveOutEnded();
            Tensor input = Input(previous, step, cat([history, step.unsqueeze(2).to(ScalarType.Float32) * s_stepScale], 2), condition);
            (Tensor output, state) = _unit.call(input, state);
            keys.Add(_key.forward(output));
            values.Add(_value.forward(output));
            steps.Add(step);
            Tensor features = Features(output, Attend(output), condition).squeeze(1);

            long start = NoteGrid.TempoCount + (long)t * EventNoise;
            Tensor Noise(int classes)
            {
                Tensor part = noise.narrow(1, start, classes);
                start += classes;
                return part;
            }
            Tensor tooEarly = (step.to(ScalarType.Float32) < minSteps).to(ScalarType.Float32) * s_impossible;
            Tensor wait = Choose(_waitOut.forward(Active(features)) + isEnd * tooEarly, Noise(NoteGrid.WaitCount));
            running = running * (wait.narrow(0, 0, left.shape[0]).unsqueeze(1) != s_end).to(ScalarType.Float32);
            features = AfterWait(features, wait, step.squeeze(1));
            Tensor previousFamily = previous.select(2, 1).squeeze(1), previousPitch = previous.select(2, 2).squeeze(1);
            Tensor family = Choose(FamilyLogits(features, wait, previousFamily), Noise(InstrumentFamilies.Count));
            features = features + _familyChosen.forward(family);
            Tensor pitch = Choose(PitchLogits(features, wait, family, previousFamily, previousPitch), Noise(NoteRoll.PitchCount));
            features = features + _pitchChosen.forward(pitch);
            Tensor duration = Choose(_durationOut.forward(Active(features)), Noise(NoteGrid.Durations.Count));
            features = features + _durationChosen.forward(duration);
            Tensor level = Choose(_levelOut.forward(Active(features)), Noise(NoteGrid.Levels.Count));

            previous = stack([wait, family, pitch, duration, level], 1).unsqueeze(1);
            Tensor written = previous.narrow(0, 0, left.shape[0]).clone();
            written.select(2, 0).masked_fill_(running == s_zero, s_end);
            all.Add(end.index_copy(0, left, written));
            step = step + wait.unsqueeze(1);
            Tensor added = cat([
                functional.one_hot(pitch.remainder(s_pitchClasses), NoteBatch.PitchClasses), functional.one_hot(family, InstrumentFamilies.Count)], 1).to(ScalarType.Float32);
            history = history * s_decay + added.unsqueeze(1) * s_added;
        }
        GC.KeepAlive(weights);
        return (tempo.narrow(0, 0, sequences), cat(all, 1), lead);

        // Sequences differ much in length, so most of the work would be for those that have ended.
        void LeaveOutEnded()
        {
            Tensor places = running.squeeze(1).nonzero().squeeze(1);
            if (places.shape[0] == left.shape[0]) return;
            Tensor rows = arange(condition.shape[0], device: device).reshape(conditions.Count, -1).index_select(1, places).flatten();
            (left, running, noise, minSteps) = (left.index_select(0, places), running.index_select(0, places), noise.index_select(0, places), OfRows(minSteps));
            (condition, previous, step, history, state) = (OfRows(condition), OfRows(previous), OfRows(step), OfRows(history), state.index_select(1, rows));
            foreach (List<Tensor> earlier in (ReadOnlySpan<List<Tensor>>)[keys, values, steps])
            {
                Tensor together = OfRows(cat(earlier, 1));
                earlier.Clear();
                earlier.Add(together);
            }

            Tensor OfRows(Tensor batch) => batch.index_select(0, rows);
        }

        // One class for each sequence, for all of its places in the batch.
        Tensor Choose(Tensor logits, Tensor chance)
        {
            if (conditions.Count > 1)
            {
                long length = left.shape[0];
                Tensor sum = logits.narrow(0, 0, length) * weights[0];
                for (int i = 1; i < conditions.Count; i++) sum = sum + logits.narrow(0, i * length, length) * weights[i];
                logits = sum;
            }
            (Tensor best, Tensor index) = (logits + chance).topk(2, 1);
            Tensor gap = best.select(1, 0) - best.select(1, 1) + (s_one - running.squeeze(1)) * s_large;
            lead = Math.Min(lead, gap.min().item<float>());
            Tensor chosen = index.select(1, 0);
            return conditions.Count == 1 ? chosen : chosen.repeat(conditions.Count);
        }

        Tensor Attend(Tensor output)
        {
            long length = steps.Sum(each => each.shape[1]), head = Attention / Heads, rows = output.shape[0];
            Tensor key = cat(keys, 1).reshape(rows, length, Heads, head).permute(0, 2, 3, 1);
            Tensor value = cat(values, 1).reshape(rows, length, Heads, head).transpose(1, 2);
            Tensor scores = matmul(_query.forward(output).reshape(rows, Heads, 1, head), key) * _headScale;
            Tensor distance = (step - cat(steps, 1)).clamp(s_zero, s_maxDistance);
            scores = scores + _distance.forward(distance).transpose(1, 2).unsqueeze(2);
            return matmul(scores.softmax(-1), value).reshape(rows, 1, Attention);
        }
    }

    private static Tensor First(long count, Device device)
        => tensor([NoteGrid.WaitCount, InstrumentFamilies.Count, NoteRoll.PitchCount, NoteGrid.Durations.Count, (long)NoteGrid.Levels.Count], device: device)
            .reshape(1, 1, NoteBatch.ChoiceCount).expand(count, 1, NoteBatch.ChoiceCount);

    private static Tensor Active(Tensor features) => features.leaky_relu(s_slope);

    private Tensor WithTempo(Tensor condition, Tensor tempo) => Active(_tempoCondition.forward(condition) + _tempo.forward(tempo));

    private Tensor Input(Tensor previous, Tensor steps, Tensor history, Tensor condition)
        => _wait.forward(previous.select(2, 0)) + _family.forward(previous.select(2, 1)) + _pitch.forward(previous.select(2, 2)) + _duration.forward(previous.select(2, 3)) + _level.forward(previous.select(2, 4))
            + _position.forward(steps.remainder(s_positions)) + _history.forward(history) + _condition.forward(condition);

    private Tensor Features(Tensor states, Tensor attended, Tensor condition) => _recurrent.forward(states) + _attended.forward(attended) + _conditionOut.forward(condition);

    private Tensor AfterWait(Tensor features, Tensor wait, Tensor steps)
        => features + _waitChosen.forward(wait) + _positionChosen.forward((steps + wait).remainder(s_positions));

    private Tensor FamilyLogits(Tensor features, Tensor wait, Tensor previousFamily)
    {
        Tensor before = arange(InstrumentFamilies.Count, device: features.device) < previousFamily.remainder(s_families).unsqueeze(-1);
        return _familyOut.forward(Active(features)) + (before & (wait == s_zero).unsqueeze(-1)).to(ScalarType.Float32) * s_impossible;
    }

    private Tensor PitchLogits(Tensor features, Tensor wait, Tensor family, Tensor previousFamily, Tensor previousPitch)
    {
        Tensor before = arange(NoteRoll.PitchCount, device: features.device) <= previousPitch.clamp(s_zero, s_maxPitch).unsqueeze(-1);
        return _pitchOut.forward(Active(features)) + (before & ((wait == s_zero) & (family == previousFamily)).unsqueeze(-1)).to(ScalarType.Float32) * s_impossible;
    }

    private Tensor Dropped(Tensor values) => training && _dropout > 0 ? functional.dropout(values, _dropout, training: true) : values;
}
