using NAudio.Midi;
using Pix2Pitch.Notes;
using Pix2Pitch.Training.Data;

namespace Pix2Pitch.Training.Tests.Data;

public sealed class NoteEventReaderTests
{
    private const int TicksPerSecond = 960;
    private static readonly double[] s_beats = [.. Enumerable.Range(0, 22).Select(i => i * 0.5)];

    private static NoteEvents Of(IEnumerable<(InstrumentFamily Family, int Pitch, double Start, double End)> notes, double[] beats)
        => NoteEventReader.Of(notes.Select(note => (note.Family, note.Pitch, note.Start, note.End, 80)), beats);

    [Fact]
    public void A_beat_is_divided_into_steps_of_0_1_to_0_2_seconds()
    {
        Assert.Equal(4, NoteGrid.Divide(0.5).StepsInBeat); // 0.125 s
        Assert.Equal(4, NoteGrid.Divide(0.799).StepsInBeat);
        Assert.Equal(8, NoteGrid.Divide(0.801).StepsInBeat);
        Assert.Equal(1, NoteGrid.Divide(0.15).StepsInBeat);
        foreach (double beat in (double[])[0.15, 0.3, 0.5, 0.7, 1.3, 1.9])
        {
            (double steps, int tempo) = NoteGrid.Divide(beat);
            Assert.InRange(NoteGrid.StepSeconds(tempo) / (beat / steps), 0.978, 1.023); // half a sixteenth of an octave
        }
    }

    [Fact]
    public void Notes_are_in_the_order_of_onset_family_and_pitch_with_waits_and_durations_in_steps()
    {
        NoteEvents events = Of(
            [(InstrumentFamily.Strings, 40, 0.5, 1.0), (InstrumentFamily.Piano, 50, 0.5, 0.62), (InstrumentFamily.Piano, 47, 0.5, 2.5), (InstrumentFamily.Piano, 30, 0, 0.5)], s_beats);
        Assert.Equal(4, NoteGrid.Divide(0.5).StepsInBeat);
        Assert.Equal([(0, 0, 30, 4), (4, 0, 47, 16), (0, 0, 50, 1), (0, 4, 40, 4)],
            events.Notes.Select(note => (note.Wait, note.Family, note.Pitch, NoteGrid.Durations[note.Duration])));
        Assert.False(events.IsCut);
    }

    [Fact]
    public void Notes_that_are_a_little_early_or_late_are_on_the_grid()
        => Assert.Equal([0, 4, 3], Of([(InstrumentFamily.Piano, 30, 0.012, 0.4), (InstrumentFamily.Piano, 30, 0.489, 0.8), (InstrumentFamily.Piano, 30, 0.89, 1)], s_beats).Notes.Select(note => note.Wait));

    [Fact]
    public void The_grid_follows_beats_that_slow_down()
    {
        double[] slowing = [0, 0.5, 1.0, 1.6, 2.3];
        NoteEvents events = Of([(InstrumentFamily.Piano, 30, 0, 0.5), (InstrumentFamily.Piano, 30, 1.3, 1.6), (InstrumentFamily.Piano, 30, 1.6, 2.3), (InstrumentFamily.Piano, 30, 3.0, 3.1)], slowing);
        Assert.Equal([0, 10, 2, 8], events.Notes.Select(note => note.Wait)); // at beats 0, 2.5, 3 and 5
    }

    [Fact]
    public void A_clip_that_begins_between_beats_keeps_the_position_of_its_notes_in_the_beat()
        => Assert.Equal([2, 2], Of([(InstrumentFamily.Piano, 30, 0, 0.2), (InstrumentFamily.Piano, 31, 0.25, 0.5)], [-0.25, 0.25, 0.75, 1.25]).Notes.Select(note => note.Wait));

    [Fact]
    public void Notes_beyond_the_largest_number_are_left_out_and_the_sequence_says_so()
    {
        NoteEvents events = Of(Enumerable.Range(0, NoteGrid.MaxNotes + 4).Select(i => (InstrumentFamily.Piano, i % 80, i / 80 * 0.5, i / 80 * 0.5 + 0.4)), s_beats);
        Assert.Equal(NoteGrid.MaxNotes, events.Notes.Count);
        Assert.True(events.IsCut);
    }

    [Fact]
    public void Levels_are_relative_to_the_loudest_note_and_follow_the_square_of_the_velocity()
    {
        (InstrumentFamily, int, double, double, int) Note(double start, int velocity) => (InstrumentFamily.Piano, 30, start, start + 0.4, velocity);
        NoteEvents events = NoteEventReader.Of([Note(0, 50), Note(0.5, 100), Note(1, 90), Note(1.5, 71), Note(2, 4)], s_beats);
        // 40 log10(v / 100) dB: -12.04, 0, -1.83, -5.95, -55.9
        Assert.Equal([-12.5f, 0, -2, -6.5f, -25], events.Notes.Select(note => NoteGrid.Levels[note.Level]));
    }

    [Fact]
    public void Transposing_moves_every_note_alike_and_stays_on_the_piano()
    {
        NoteEvents events = Of([(InstrumentFamily.Piano, 30, 0, 1), (InstrumentFamily.Piano, 85, 1, 2)], s_beats);
        Assert.Equal([32, 87], events.Transpose(4).Notes.Select(note => note.Pitch));
        Assert.Equal([27, 82], events.Transpose(-3).Notes.Select(note => note.Pitch));
    }

    [Fact]
    public void A_file_is_read_from_the_start_of_its_clip_with_the_families_of_its_programs()
    {
        using var folder = new TemporaryFolder();
        const int Start = TicksPerSecond / 2;
        string path = Write(folder, Start, markers: true);
        NoteEvents events = NoteEventReader.Read(path);
        Assert.Equal([(0, (int)InstrumentFamily.Plucked, 60 - 21, 4), (8, (int)InstrumentFamily.Plucked, 62 - 21, 8)],
            events.Notes.Select(note => (note.Wait, note.Family, note.Pitch, NoteGrid.Durations[note.Duration])));
    }

    [Fact]
    public void A_file_without_beats_is_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, 0, markers: false);
        Assert.Contains(path, Assert.Throws<Pix2PitchException>(() => NoteEventReader.Read(path)).Message);
    }

    [Fact]
    public void A_file_that_is_not_MIDI_is_refused_with_its_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.mid", "not MIDI");
        Assert.Contains(path, Assert.Throws<Pix2PitchException>(() => NoteEventReader.Read(path)).Message);
    }

    // A harp: a note that began before the clip and ends 0.5 s after its start, and one from 1 s to 2 s. The beat is 0.5 s.
    private static string Write(TemporaryFolder folder, int start, bool markers)
    {
        var events = new MidiEventCollection(1, TicksPerSecond / 2);
        MidiEvent[] beats = markers ? [.. Enumerable.Range(0, 12).Select(i => new TextEvent("beat", MetaEventType.Marker, start + i * TicksPerSecond / 2)), new TextEvent("clip", MetaEventType.Marker, start)] : [];
        events.AddTrack([new TempoEvent(500_000, 0), .. beats.OrderBy(each => each.AbsoluteTime), new MetaEvent(MetaEventType.EndTrack, 0, start + 8 * TicksPerSecond)]);
        var first = new NoteOnEvent(0, 1, 60, 80, start + TicksPerSecond / 2);
        var second = new NoteOnEvent(start + TicksPerSecond, 1, 62, 80, TicksPerSecond);
        events.AddTrack([new PatchChangeEvent(0, 1, 46), first, first.OffEvent!, second, second.OffEvent!, new MetaEvent(MetaEventType.EndTrack, 0, start + 8 * TicksPerSecond)]);
        string path = folder.File("a.mid");
        MidiFile.Export(path, events);
        return path;
    }
}
