using System.Text.Json;
using NAudio.Midi;

namespace Pix2Pitch.Notes;

/// <summary>Writes notes as a standard MIDI file. See <see cref="NoteSequence.WriteMidi(string, IReadOnlyDictionary{string, string}?)"/>.</summary>
internal static class MidiWriter
{
    private const int TicksPerQuarterNote = 480, MicrosecondsPerQuarterNote = 500_000, TicksPerSecond = 2 * TicksPerQuarterNote;

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, NoteSequence notes, IReadOnlyDictionary<string, string> properties)
    {
        var events = new MidiEventCollection(midiFileType: 1, TicksPerQuarterNote);
        long end = Math.Max(Ticks(notes.Seconds), notes.Select(End).DefaultIfEmpty(0).Max());
        string origin = notes.IsTranscription ? "a transcription of a mel-spectrogram by Pix2Pitch" : notes.Origin is { } other ? $"notes from {other} by Pix2Pitch" : "the notes of a Pix2Pitch model";
        // JSON escapes all but ASCII, and MIDI files do not say which encoding their texts have.
        var texts = new Dictionary<string, string>(properties) { [MidiProperties.NotesKey] = notes.IsTranscription ? MidiProperties.OfTranscription : notes.Origin ?? MidiProperties.OfModel };
        string json = JsonSerializer.Serialize(texts.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.Value));
        events.AddTrack(
        [
            new TextEvent($"Made by a machine: {origin}", MetaEventType.TextEvent, 0), new TextEvent(json, MetaEventType.TextEvent, 0),
            new TempoEvent(MicrosecondsPerQuarterNote, 0), EndOfTrack(),
        ]);
        foreach (IGrouping<InstrumentFamily, Note> family in notes.GroupBy(note => note.Instrument).OrderBy(family => family.Key))
        {
            int channel = (int)family.Key + 1;
            var track = new List<MidiEvent>
            {
                new TextEvent(InstrumentFamilies.NameOf(family.Key) + (notes.IsTranscription ? " (transcription)" : ""), MetaEventType.SequenceTrackName, 0),
                new PatchChangeEvent(0, channel, InstrumentFamilies.ProgramOf(family.Key)),
            };
            foreach (Note note in family)
            {
                var on = new NoteOnEvent(Ticks(note.Start), channel, note.Pitch, note.Velocity, (int)(End(note) - Ticks(note.Start)));
                track.AddRange([on, on.OffEvent!]);
            }
            // At the same time, notes end before others begin.
            events.AddTrack([.. track.OrderBy(each => each.AbsoluteTime).ThenBy(each => MidiEvent.IsNoteOn(each) ? 1 : 0), EndOfTrack()]);
        }
        using var file = new MemoryStream(); // NAudio needs a stream that can seek
        MidiFile.Export(file, events);
        stream.Write(file.ToArray());

        MetaEvent EndOfTrack() => new(MetaEventType.EndTrack, 0, end);
    }

    private static long Ticks(double seconds) => (long)Math.Round(seconds * TicksPerSecond);

    private static long End(Note note) => Math.Max(Ticks(note.Start) + 1, Ticks(note.Start + note.Seconds));
}
