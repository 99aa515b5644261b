using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>Arranges a piece for an ensemble in another key and at another tempo.</summary>
internal static class Arranger
{
    private const double ChordSeconds = 0.03; // notes that begin within this time are a chord
    private const double GapSeconds = 0.01; // between two notes of the same pitch
    private const double MinNoteSeconds = 0.03;
    private const double DoublingSeconds = 5; // an instrument that doubles plays, or rests, for this time

    /// <summary>The notes of the arrangement in the order of their starts. The same arguments give the same notes.</summary>
    /// <param name="score">The piece.</param>
    /// <param name="instrumentation">The ensemble.</param>
    /// <param name="keyShift">Semitones by which all notes are moved up.</param>
    /// <param name="tempo">How many times as fast as written.</param>
    /// <param name="random">Decides where instruments double others.</param>
    public static IReadOnlyList<ArrangedNote> Arrange(Score score, Instrumentation instrumentation, int keyShift, double tempo, ScoreRandom random)
    {
        IReadOnlyList<IReadOnlyList<ScoreNote>> voices = VoiceSplitter.Split(score, instrumentation.Texture);
        int last = voices.Count - 1;
        var all = new List<ArrangedNote>();
        for (int index = 0; index < instrumentation.Lines.Count; index++)
        {
            Line line = instrumentation.Lines[index];
            int move = keyShift + 12 * line.Octave;
            IEnumerable<ScoreNote> notes = voices[line.Voice]
                .Select(note => note with { Start = note.Start / tempo, End = note.End / tempo, Pitch = note.Pitch + move });
            if (line.Doubles) notes = InTurns(notes, score.Seconds / tempo, random);
            List<ScoreNote> thin = Thin(IntoRange(notes, line.Instrument), line.Instrument.MaxNotes, keepLowest: line.Voice == last && last > 1);
            ScoreNote[] playable = WithoutCollisions(thin);
            all.AddRange(playable.Select(note => new ArrangedNote(index, note.Start, note.End, note.Pitch, note.Velocity)));
        }
        return [.. all.OrderBy(note => note.Start).ThenBy(note => note.Line).ThenByDescending(note => note.Pitch)];
    }

    private static ScoreNote[] InTurns(IEnumerable<ScoreNote> notes, double seconds, ScoreRandom random)
    {
        bool[] plays = [.. Enumerable.Range(0, (int)(seconds / DoublingSeconds) + 1).Select(_ => random.Next() < 0.5)];
        return [.. notes.Where(note => plays[Math.Min(plays.Length - 1, (int)(note.Start / DoublingSeconds))])];
    }

    // The whole line is moved by the octaves that leave the fewest notes out of range; these are then moved one by one.
    private static ScoreNote[] IntoRange(IEnumerable<ScoreNote> line, Instrument instrument)
    {
        ScoreNote[] notes = [.. line];
        int octaves = new[] { 0, 1, -1, 2, -2, 3, -3 }.MinBy(each => notes.Count(note => !instrument.Has(note.Pitch + 12 * each)));
        return [.. notes.Select(note => note with { Pitch = Fold(note.Pitch + 12 * octaves, instrument) })];
    }

    private static int Fold(int pitch, Instrument instrument)
    {
        while (pitch < instrument.Low) pitch += 12;
        while (pitch > instrument.High) pitch -= 12;
        return pitch;
    }

    /// <summary>
    /// Reduces chords to what the instrument can play: the highest and the lowest note stay, then notes whose pitch class is not there yet, from the top.
    /// An instrument of one note plays the highest, or, as the lowest voice, the lowest; its notes do not overlap.
    /// </summary>
    private static List<ScoreNote> Thin(ScoreNote[] notes, int maxNotes, bool keepLowest)
    {
        var kept = new List<ScoreNote>(notes.Length);
        for (int first = 0; first < notes.Length;)
        {
            int next = first;
            while (next < notes.Length && notes[next].Start <= notes[first].Start + ChordSeconds) next++;
            // Two parts in unison are one note: the longest.
            ScoreNote[] chord =
            [
                .. notes[first..next].GroupBy(note => note.Pitch).Select(same => same.MaxBy(note => note.End)).OrderByDescending(note => note.Pitch),
            ];
            if (maxNotes == 1) kept.Add(keepLowest ? chord[^1] : chord[0]);
            else if (chord.Length <= maxNotes) kept.AddRange(chord);
            else
            {
                var pitchClasses = new HashSet<int> { chord[0].Pitch % 12, chord[^1].Pitch % 12 };
                ScoreNote[] inner = [.. chord[1..^1].OrderBy(note => pitchClasses.Add(note.Pitch % 12) ? 0 : 1)];
                kept.AddRange([chord[0], chord[^1], .. inner.Take(maxNotes - 2)]);
            }
            first = next;
        }
        if (maxNotes > 1) return kept;
        for (int i = 0; i + 1 < kept.Count; i++) kept[i] = kept[i] with { End = Math.Min(kept[i].End, kept[i + 1].Start) };
        return kept;
    }

    // A note ends before the next one of the same pitch begins: in MIDI, one note-off would end both.
    private static ScoreNote[] WithoutCollisions(List<ScoreNote> notes)
        => [.. notes.GroupBy(note => note.Pitch).SelectMany(same =>
        {
            ScoreNote[] ordered = [.. same.OrderBy(note => note.Start)];
            for (int i = 0; i + 1 < ordered.Length; i++) ordered[i] = ordered[i] with { End = Math.Min(ordered[i].End, ordered[i + 1].Start - GapSeconds) };
            return ordered.Where(note => note.End - note.Start >= MinNoteSeconds);
        })];
}
