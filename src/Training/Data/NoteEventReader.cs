using Pix2Pitch.Notes;

namespace Pix2Pitch.Training.Data;

/// <summary>Reads the notes of a clip from the MIDI file that <c>tools/Scores render</c> has written beside it.</summary>
internal static class NoteEventReader
{
    private const double ClipSeconds = 10;

    /// <summary>The MIDI file of a clip in a folder <c>midi</c> beside the folder <c>music</c> of the clip; null if there is none.</summary>
    public static string? FindFor(string clip) => ClipFiles.Beside(clip, "midi", ".mid");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Pix2PitchException">It is missing, damaged, or has no markers of beats.</exception>
    public static NoteEvents Read(string path)
    {
        ClipMidiFile file = ClipMidiFile.Read(path);
        if (file.Beats.Length < 2)
            throw new Pix2PitchException($"The MIDI file '{path}' does not say where its beats are; render the scores again.");
        return Of(file.Notes.Select(note => note with { Pitch = note.Pitch - NoteRoll.LowestPitch }), file.Beats);
    }

    /// <summary>Puts notes on the grid.</summary>
    /// <param name="notes">Notes with pitches from A0 (0), in seconds from the start of the clip. What sounds at the start begins there.</param>
    /// <param name="beats">Two or more beats in seconds from the start of the clip, in order.</param>
    internal static NoteEvents Of(IEnumerable<(InstrumentFamily Family, int Pitch, double Start, double End, int Velocity)> notes, double[] beats)
    {
        (double stepsInBeat, int tempo) = NoteGrid.Divide((beats[^1] - beats[0]) / (beats.Length - 1));
        double origin = Math.Floor(BeatAt(0)) * stepsInBeat;
        var onGrid = notes.Where(note => note.End > note.Start && note.Start < ClipSeconds && note.Pitch is >= 0 and < NoteRoll.PitchCount).Select(note =>
        {
            int step = Math.Max(0, (int)Math.Round(BeatAt(note.Start) * stepsInBeat - origin));
            return (Step: step, note.Family, note.Pitch, Steps: BeatAt(note.End) * stepsInBeat - origin - step, note.Velocity);
        }).GroupBy(note => (note.Step, note.Family, note.Pitch)).Select(same => same.MaxBy(note => note.Steps)).OrderBy(note => note.Step).ThenBy(note => note.Family).ThenBy(note => note.Pitch).ToArray();
        int loudest = onGrid.Length == 0 ? 1 : onGrid.Max(note => note.Velocity);
        var events = new NoteEvent[Math.Min(onGrid.Length, NoteGrid.MaxNotes)];
        for (int i = 0; i < events.Length; i++)
        {
            int wait = onGrid[i].Step - (i == 0 ? 0 : onGrid[i - 1].Step);
            events[i] = new NoteEvent(Math.Min(wait, NoteGrid.MaxWait), (int)onGrid[i].Family, onGrid[i].Pitch, NoteGrid.DurationClass(onGrid[i].Steps), NoteGrid.LevelClass(onGrid[i].Velocity, loudest));
        }
        return new NoteEvents(tempo, events, onGrid.Length > events.Length);

        // Between beats, and beyond the first and the last one, on a straight line.
        double BeatAt(double seconds)
        {
            int after = Math.Clamp(Array.FindIndex(beats, beat => beat > seconds), 1, beats.Length - 1);
            if (seconds >= beats[^1]) after = beats.Length - 1;
            double length = Math.Max(beats[after] - beats[after - 1], 1e-3);
            return after - 1 + (seconds - beats[after - 1]) / length;
        }
    }
}
