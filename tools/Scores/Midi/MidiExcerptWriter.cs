using NAudio.Midi;
using Pix2Pitch.Notes;
using Pix2Pitch.Tools.Scores.Arranging;

namespace Pix2Pitch.Tools.Scores.Midi;

/// <summary>
/// Writes an excerpt as a standard MIDI file of format 1: 480 ticks per quarter note at 120 quarter notes a minute, a track and a channel for each line, and markers at the start
/// of the clip and at each beat of the score.
/// </summary>
internal static class MidiExcerptWriter
{
    /// <summary>Ticks from the end of the clip to the end of the file.</summary>
    internal const int AfterClip = Excerpt.TicksPerSecond / 2;

    private const int TicksPerQuarterNote = Excerpt.TicksPerSecond / 2, MicrosecondsPerQuarterNote = 500_000;
    private const int PercussionChannel = 10;
    private const MidiController ReverbSend = (MidiController)91;

    /// <summary>Writes the file. The same excerpt gives the same bytes.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="excerpt">The excerpt. The file begins with its lead-in.</param>
    /// <param name="reverbSend">How much of the sound goes into the room, 0 to 127 (controller 91).</param>
    public static void Write(Stream stream, Excerpt excerpt, int reverbSend)
    {
        var events = new MidiEventCollection(midiFileType: 1, TicksPerQuarterNote);
        long end = excerpt.LeadIn + Excerpt.ClipTicks + AfterClip;
        // The ticks count played time, so the beats of the score are markers.
        IEnumerable<TextEvent> beats = excerpt.Beats.Where(beat => beat >= -excerpt.LeadIn && beat <= Excerpt.ClipTicks)
            .Select(beat => new TextEvent(ClipMidiFile.BeatMarker, MetaEventType.Marker, excerpt.LeadIn + beat));
        TextEvent[] markers = [.. beats.Append(new TextEvent(ClipMidiFile.StartMarker, MetaEventType.Marker, excerpt.LeadIn)).OrderBy(marker => marker.AbsoluteTime)];
        events.AddTrack([new TempoEvent(MicrosecondsPerQuarterNote, 0), .. markers, new MetaEvent(MetaEventType.EndTrack, 0, end)]);
        for (int line = 0; line < excerpt.Instrumentation.Lines.Count; line++)
        {
            int channel = line + 1 < PercussionChannel ? line + 1 : line + 2;
            var track = new List<MidiEvent>
            {
                new PatchChangeEvent(0, channel, excerpt.Instrumentation.Lines[line].Instrument.Program),
                new ControlChangeEvent(0, channel, ReverbSend, reverbSend),
            };
            foreach (ExcerptNote note in excerpt.Notes.Where(note => note.Line == line))
            {
                var on = new NoteOnEvent(excerpt.LeadIn + note.Start, channel, note.Pitch, note.Velocity, note.End - note.Start);
                track.AddRange([on, on.OffEvent!]);
            }
            // Renders to the end of the clip, also if the last note ends earlier.
            track.Add(new ControlChangeEvent(end, channel, ReverbSend, reverbSend));
            track.Add(new MetaEvent(MetaEventType.EndTrack, 0, end));
            events.AddTrack([.. track.OrderBy(each => each.AbsoluteTime).ThenBy(Order)]);
        }
        using var file = new MemoryStream(); // NAudio closes the stream that it writes to
        MidiFile.Export(file, events);
        stream.Write(file.ToArray());
    }

    // At the same time, note-offs come before note-ons, and the end of the track comes last.
    private static int Order(MidiEvent each) => MidiEvent.IsEndTrack(each) ? 3 : each is NoteOnEvent { Velocity: > 0 } ? 2 : MidiEvent.IsNoteOff(each) ? 1 : 0;
}
