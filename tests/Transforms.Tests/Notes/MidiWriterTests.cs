using NAudio.Midi;
using Pix2Pitch.Notes;

namespace Pix2Pitch.Transforms.Tests.Notes;

public sealed class MidiWriterTests : IDisposable
{
    private static readonly Dictionary<string, string> s_properties = new() { ["pix2pitch.name"] = "first – 庭", ["pix2pitch.seed"] = "-7" };

    private static readonly NoteSequence s_notes = new(
    [
        new Note(InstrumentFamily.Brass, 50, 0, 1, 80), new Note(InstrumentFamily.Piano, 60, 0.5, 0.25, 80), new Note(InstrumentFamily.Piano, 60, 0.75, 1, 64),
        new Note(InstrumentFamily.Piano, 64, 0.5, 2, 80), new Note(InstrumentFamily.Strings, 108, 1.5, 0.5, 127), new Note(InstrumentFamily.Strings, 21, 1.5, 0.5, 1),
    ], seconds: 10, isTranscription: false);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_notes_are_in_the_bytes()
    {
        var file = new MidiBytes(Bytes(s_notes));

        Assert.Equal((1, 480, 4), (file.Format, file.TicksPerQuarterNote, file.Tracks.Count));
        Assert.Equal([0x07, 0xA1, 0x20], file.Tracks[0].Single(e => e.Meta == 0x51).Data); // 500,000 microseconds a quarter note
        Assert.Equal([(1, 60, 480L, 720L), (1, 60, 720L, 1680L), (1, 64, 480L, 2400L)], file.Notes(1));
        Assert.Equal([(5, 21, 1440L, 1920L), (5, 108, 1440L, 1920L)], file.Notes(2).Order());
        Assert.Equal([(8, 50, 0L, 960L)], file.Notes(3));
        Assert.All(file.Tracks, track => Assert.Equal(9600, track[^1].Tick));
    }

    [Fact]
    public void Every_family_has_its_name_and_its_General_MIDI_program()
    {
        var file = new MidiBytes(Bytes(new NoteSequence(Enum.GetValues<InstrumentFamily>().Select(family => new Note(family, 60, 0, 1, 80)), 1, isTranscription: false)));

        Assert.Equal(["piano", "harpsichord", "organ", "plucked strings", "bowed strings", "voice", "woodwind", "brass"], file.Texts(0x03));
        Assert.Equal([0, 6, 19, 24, 48, 52, 68, 60], file.Tracks.Skip(1).Select(track => (int)track.Single(e => (e.Status & 0xF0) == 0xC0).Data[0]));
        Assert.Equal(Enumerable.Range(1, 8), file.Tracks.Skip(1).Select(track => (track.Single(e => (e.Status & 0xF0) == 0xC0).Status & 0x0F) + 1));
    }

    [Fact]
    public void NAudio_reads_the_same_notes()
    {
        var file = new MidiFile(new MemoryStream(Bytes(s_notes)), strictChecking: true);

        IEnumerable<(int, int, int, double, double)> read = file.Events.SelectMany(track => track).OfType<NoteOnEvent>().Where(on => on.Velocity > 0)
            .Select(on => (on.Channel, on.NoteNumber, on.Velocity, on.AbsoluteTime / 960.0, on.NoteLength / 960.0));
        Assert.Equal(s_notes.Select(note => ((int)note.Instrument + 1, note.Pitch, note.Velocity, note.Start, note.Seconds)).Order(), read.Order());
    }

    [Fact]
    public void The_same_notes_give_the_same_bytes_in_a_stream_and_in_a_file()
    {
        s_notes.WriteMidi(_folder.File("a.mid"), s_properties);

        Assert.Equal(Bytes(s_notes), File.ReadAllBytes(_folder.File("a.mid")));
        Assert.Equal(Bytes(s_notes), Bytes(s_notes));
    }

    [Fact]
    public void The_texts_say_that_a_machine_made_the_notes_and_how()
    {
        _folder.Write("a.mid", Bytes(s_notes));

        Assert.Equal("Made by a machine: the notes of a Pix2Pitch model", new MidiBytes(Bytes(s_notes)).Texts(0x01).First());
        Assert.Equal(
            [new("pix2pitch.name", "first – 庭"), new("pix2pitch.notes", "model"), new("pix2pitch.seed", "-7")], MidiProperties.Read(_folder.File("a.mid")).OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_transcription_is_called_one()
    {
        byte[] bytes = Bytes(new NoteSequence([new Note(InstrumentFamily.Piano, 60, 0, 1, 80)], 1, isTranscription: true));

        var file = new MidiBytes(bytes);
        Assert.Contains("Made by a machine: a transcription of a mel-spectrogram by Pix2Pitch", file.Texts(0x01));
        Assert.Equal(["piano (transcription)"], file.Texts(0x03));
        Assert.Equal("transcription", MidiProperties.Read(_folder.Write("a.mid", bytes))["pix2pitch.notes"]);
    }

    [Fact]
    public void Music_without_notes_gives_a_file_without_notes()
    {
        var file = new MidiBytes(Bytes(new NoteSequence([], 2.5, isTranscription: false)));

        Assert.Equal(2400, Assert.Single(file.Tracks)[^1].Tick);
    }

    [Fact]
    public void A_file_of_another_program_has_no_properties()
    {
        var events = new MidiEventCollection(1, 480);
        events.AddTrack([new TextEvent("{ a song }", MetaEventType.TextEvent, 0), new TextEvent("{\"a\": \"b\"}", MetaEventType.TextEvent, 0), new MetaEvent(MetaEventType.EndTrack, 0, 0)]);
        MidiFile.Export(_folder.File("a.mid"), events);

        Assert.Empty(MidiProperties.Read(_folder.File("a.mid")));
    }

    [Fact]
    public void Damaged_files_are_refused_by_name()
    {
        byte[] bytes = Bytes(s_notes);
        for (int length = 0; length < bytes.Length; length++)
        {
            string path = _folder.Write("cut.mid", bytes[..length]);
            Assert.Contains("cut.mid", Assert.Throws<Pix2PitchException>(() => MidiProperties.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Bytes(NoteSequence notes)
    {
        using var stream = new MemoryStream();
        notes.WriteMidi(stream, s_properties);
        return stream.ToArray();
    }
}
