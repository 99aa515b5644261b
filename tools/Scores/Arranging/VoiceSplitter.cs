using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>
/// Divides the notes of a piece into voices. If the piece is written for about as many parts, each part is a voice. If not, for example for piano or
/// orchestra, a note's voice is its rank by pitch among all notes that sound when it begins.
/// </summary>
internal static class VoiceSplitter
{
    private const double ChordSeconds = 0.03; // notes that begin within this time are a chord
    private const int MaxChamberParts = 6;

    /// <summary>The notes of each voice, in the order of their starts.</summary>
    public static IReadOnlyList<IReadOnlyList<ScoreNote>> Split(Score score, Texture texture) => texture switch
    {
        Texture.Whole => [InOrder(score.Parts.SelectMany(part => part.Notes))],
        Texture.MelodyAndRest => MelodyAndRest(score),
        Texture.FourVoices => Voices(score, 4),
        _ => Voices(score, 5),
    };

    // The melody: the first part that is not for a keyboard, beside a keyboard (the singer of a song); the highest of a few parts; else the highest voice.
    private static ScoreNote[][] MelodyAndRest(Score score)
    {
        ScorePart[] melodic = [.. score.Parts.Where(part => !part.IsKeyboard)];
        ScorePart? melody = melodic.Length is > 0 and <= MaxChamberParts
            ? melodic.Length < score.Parts.Count ? melodic[0] : melodic.Length > 1 ? melodic.MaxBy(part => part.MeanPitch) : null
            : null;
        if (melody is not null) return [[.. melody.Notes], InOrder(score.Parts.Where(part => part != melody).SelectMany(part => part.Notes))];
        List<ScoreNote>[] voices = Voices(score, 4);
        return [[.. voices[0]], InOrder(voices.Skip(1).SelectMany(voice => voice))];
    }

    private static List<ScoreNote>[] Voices(Score score, int count)
        => score.Parts.Count == count && !score.Parts.Any(part => part.IsKeyboard)
            ? [.. score.Parts.OrderByDescending(part => part.MeanPitch).Select(part => part.Notes.ToList())]
            : ByRank(InOrder(score.Parts.SelectMany(part => part.Notes)), count);

    private static List<ScoreNote>[] ByRank(ScoreNote[] notes, int count)
    {
        double[] centers = Centers(notes, count);
        List<ScoreNote>[] voices = [.. Enumerable.Range(0, count).Select(_ => new List<ScoreNote>())];
        var sounding = new List<ScoreNote>();
        for (int first = 0; first < notes.Length;)
        {
            int next = first;
            while (next < notes.Length && notes[next].Start <= notes[first].Start + ChordSeconds) next++;
            sounding.RemoveAll(note => note.End <= notes[first].Start + ChordSeconds);
            sounding.AddRange(notes[first..next]);
            int[] pitches = [.. sounding.Select(note => note.Pitch).Distinct().OrderDescending()];
            foreach (ScoreNote note in notes[first..next])
            {
                // The highest note goes to the highest voice and the lowest to the lowest; a note alone goes to the voice of its register.
                int voice = pitches.Length > 1
                    ? (int)Math.Round((double)Array.IndexOf(pitches, note.Pitch) * (count - 1) / (pitches.Length - 1), MidpointRounding.AwayFromZero)
                    : Enumerable.Range(0, count).MinBy(each => Math.Abs(centers[each] - note.Pitch));
                voices[voice].Add(note);
            }
            first = next;
        }
        return voices;
    }

    // The middle of each voice's share of the piece's pitches.
    private static double[] Centers(ScoreNote[] notes, int count)
    {
        int[] pitches = [.. notes.Select(note => note.Pitch).OrderDescending()];
        return [.. Enumerable.Range(0, count).Select(voice => (double)pitches[(int)((voice + 0.5) / count * pitches.Length)])];
    }

    private static ScoreNote[] InOrder(IEnumerable<ScoreNote> notes) => [.. notes.OrderBy(note => note.Start).ThenByDescending(note => note.Pitch)];
}
