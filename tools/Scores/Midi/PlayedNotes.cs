using NAudio.Midi;
using Pix2Pitch.Notes;
using Pix2Pitch.Tools.Scores.Arranging;

namespace Pix2Pitch.Tools.Scores.Midi;

/// <summary>Reads the notes of a clip from the MIDI file that <see cref="MidiExcerptWriter"/> has written.</summary>
internal static class PlayedNotes
{
    /// <summary>The notes that sound in the clip, in seconds from its start. Notes that began before it begin at 0.</summary>
    public static IReadOnlyList<(int Pitch, double Start, double End)> Read(string path)
    {
        var file = new MidiFile(path, strictChecking: true);
        const double PerSecond = Excerpt.TicksPerSecond, ClipSeconds = Excerpt.ClipTicks / PerSecond;
        long start = file.Events[0].OfType<TextEvent>().Single(each => each.Text == ClipMarkers.Start).AbsoluteTime;
        return [.. from track in file.Events
                   from note in track.OfType<NoteOnEvent>()
                   where note is { Velocity: > 0, OffEvent: not null }
                   let begin = Math.Max(0, (note.AbsoluteTime - start) / PerSecond)
                   let end = Math.Min(ClipSeconds, (note.OffEvent!.AbsoluteTime - start) / PerSecond)
                   where end > begin
                   select (note.NoteNumber, begin, end)];
    }
}
