namespace Pix2Pitch.Training.Data;

/// <summary>
/// The notes of a clip one after the other, as the recurrent generator writes them: in the order of their onsets, then of their instrument families, then from the lowest up.
/// </summary>
/// <param name="Tempo">The class of the length of a step (<see cref="NoteGrid"/>).</param>
/// <param name="Notes">The notes, at most <see cref="NoteGrid.MaxNotes"/>.</param>
/// <param name="IsCut">Whether the clip has more notes.</param>
internal sealed record NoteEvents(int Tempo, IReadOnlyList<NoteEvent> Notes, bool IsCut)
{
    /// <summary>Moves all notes, as far as all stay in the range of the piano.</summary>
    /// <param name="semitones">Semitones up.</param>
    public NoteEvents Transpose(int semitones)
    {
        if (Notes.Count == 0) return this;
        int shift = Math.Clamp(semitones, -Notes.Min(note => note.Pitch), Pix2Pitch.Notes.NoteRoll.PitchCount - 1 - Notes.Max(note => note.Pitch));
        return this with { Notes = [.. Notes.Select(note => note with { Pitch = note.Pitch + shift })] };
    }
}

/// <summary>A note.</summary>
/// <param name="Wait">Steps since the onset of the note before, or since the beat at which the clip begins: 0 to <see cref="NoteGrid.MaxWait"/>.</param>
/// <param name="Family">The instrument family, 0 to 7.</param>
/// <param name="Pitch">0 (A0) to 87 (C8).</param>
/// <param name="Duration">The class of its duration.</param>
/// <param name="Level">The class of its level; 0 is as loud as the loudest note of the clip.</param>
internal readonly record struct NoteEvent(int Wait, int Family, int Pitch, int Duration, int Level = 0);
