using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;
using static TorchSharp.torch;

namespace Pix2Pitch.Training.Networks.Notes;

/// <summary>Sequences of notes as tensors: the choices of each event, and what is known before it. An event of a sequence is its note, or its end.</summary>
/// <param name="Tempo">[N], int64, the classes of tempo.</param>
/// <param name="Choices">[N, T, 5], int64: wait, family, pitch, duration and level of each event; 0 where there is none.</param>
/// <param name="HasNote">[N, T]: 1 for a note, 0 for the end and after it.</param>
/// <param name="HasEvent">[N, T]: 1 for a note and for the end.</param>
/// <param name="Steps">[N, T], int64: the step before each event.</param>
/// <param name="History">[N, T, <see cref="HistoryLength"/>]: pitch classes and families before each event (<see cref="Follow"/>), and the share of the clip that has passed.</param>
internal sealed record NoteBatch(Tensor Tempo, Tensor Choices, Tensor HasNote, Tensor HasEvent, Tensor Steps, Tensor History)
{
    /// <summary>Choices of an event.</summary>
    public const int ChoiceCount = 5;

    public const int PitchClasses = 12;

    /// <summary>Pitch classes, families, and the time.</summary>
    public const int HistoryLength = PitchClasses + InstrumentFamilies.Count + 1;

    /// <summary>Factor of the weights of pitch classes and families from one note to the next.</summary>
    public const float Decay = 0.95f;

    /// <summary>Steps are divided by this for the network.</summary>
    public const float StepScale = 1f / 64;

    /// <summary>Makes tensors.</summary>
    public static NoteBatch Of(IReadOnlyList<NoteEvents> sequences, Device device)
    {
        int count = sequences.Count, length = Math.Max(1, sequences.Max(each => each.Notes.Count + (each.IsCut ? 0 : 1)));
        var choices = new long[count * length * ChoiceCount];
        var steps = new long[count * length];
        var hasNote = new float[count * length];
        var hasEvent = new float[count * length];
        var history = new float[count * length * HistoryLength];
        for (int n = 0; n < count; n++)
        {
            IReadOnlyList<NoteEvent> notes = sequences[n].Notes;
            var state = new float[HistoryLength];
            long step = 0;
            for (int t = 0; t < length; t++)
            {
                int at = n * length + t;
                state[^1] = step * StepScale;
                state.CopyTo(history.AsSpan(at * HistoryLength));
                steps[at] = step;
                hasNote[at] = t < notes.Count ? 1 : 0;
                hasEvent[at] = t < notes.Count || (t == notes.Count && !sequences[n].IsCut) ? 1 : 0;
                if (t >= notes.Count)
                {
                    choices[at * ChoiceCount] = NoteGrid.End;
                    continue;
                }
                NoteEvent note = notes[t];
                new long[] { note.Wait, note.Family, note.Pitch, note.Duration, note.Level }.CopyTo(choices, at * ChoiceCount);
                step += note.Wait;
                Follow(state, note.Family, note.Pitch);
            }
        }
        long[] tempi = [.. sequences.Select(each => (long)each.Tempo)];
        return new NoteBatch(
            tensor(tempi).to(device), tensor(choices).reshape(count, length, ChoiceCount).to(device), tensor(hasNote).reshape(count, length).to(device),
            tensor(hasEvent).reshape(count, length).to(device), tensor(steps).reshape(count, length).to(device),
            tensor(history).reshape(count, length, HistoryLength).to(device));
    }

    /// <summary>Adds a note to what is known of the notes before: older notes count less.</summary>
    private static void Follow(float[] state, int family, int pitch)
    {
        for (int i = 0; i < PitchClasses + InstrumentFamilies.Count; i++)
            state[i] *= Decay;
        state[pitch % PitchClasses] += 1 - Decay;
        state[PitchClasses + family] += 1 - Decay;
    }
}
