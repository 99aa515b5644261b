namespace Pix2Pitch.Tools.Scores.Midi;

/// <summary>The notes of a piece, by part.</summary>
/// <param name="Parts">The parts that have notes, in the order of the file.</param>
internal sealed record Score(IReadOnlyList<ScorePart> Parts)
{
    /// <summary>When each quarter note of the notated time begins, in seconds at the written tempo, from the first until after the last note.</summary>
    public IReadOnlyList<double> QuarterNotes { get; init; } = [];

    /// <summary>When the last note ends, in seconds.</summary>
    public double Seconds { get; } = Parts.SelectMany(part => part.Notes).Select(note => note.End).DefaultIfEmpty(0).Max();

    /// <summary>Number of notes in all parts.</summary>
    public int NoteCount => Parts.Sum(part => part.Notes.Count);
}

/// <summary>A part or staff of a score.</summary>
/// <param name="Program">General MIDI program, 0 to 127, of its first note.</param>
/// <param name="Notes">Its notes in the order of their starts.</param>
internal sealed record ScorePart(int Program, IReadOnlyList<ScoreNote> Notes)
{
    /// <summary>Whether it is written for a keyboard instrument: General MIDI's pianos, chromatic percussion (celesta) and organs.</summary>
    public bool IsKeyboard => Program is >= 0 and <= 8 or >= 16 and <= 23;

    /// <summary>The mean pitch of its notes.</summary>
    public double MeanPitch => Notes.Average(note => note.Pitch);
}
