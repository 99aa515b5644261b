using NAudio.Midi;

namespace Pix2Pitch.Notes;

/// <summary>What the MIDI file of a clip that <c>tools/Scores render</c> has written contains. Its ticks count played time, and markers say where clip and beats begin.</summary>
/// <param name="Notes">The notes that sound in the clip, with MIDI pitches and velocities, in seconds from its start. Those that began before begin at 0; they can end after the clip.</param>
/// <param name="Beats">The beats in seconds from the start of the clip, in order.</param>
internal sealed record ClipMidiFile(IReadOnlyList<(InstrumentFamily Family, int Pitch, double Start, double End, int Velocity)> Notes, double[] Beats)
{
    /// <summary>The text of the marker where the clip begins; notes before it sound into it.</summary>
    public const string StartMarker = "clip";

    /// <summary>The text of the marker at each beat, a quarter note of the score.</summary>
    public const string BeatMarker = "beat";

    /// <summary>Ticks in a second: 480 in a quarter note of 0.5 s.</summary>
    public const int TicksPerSecond = 960;

    /// <summary>Reads a file.</summary>
    /// <exception cref="Pix2PitchException">It is missing or damaged, or has no marker of the clip.</exception>
    public static ClipMidiFile Read(string path)
    {
        MidiFile file;
        try
        {
            file = new MidiFile(path, strictChecking: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw new Pix2PitchException($"The MIDI file '{path}' cannot be read ({e.Message.Split('\n')[0].TrimEnd('.')}); render the scores again.", e);
        }
        TextEvent[] markers = [.. file.Events.SelectMany(track => track).OfType<TextEvent>().Where(each => each.MetaEventType == MetaEventType.Marker)];
        long start = markers.FirstOrDefault(each => each.Text == StartMarker)?.AbsoluteTime
            ?? throw new Pix2PitchException($"The MIDI file '{path}' does not say where its clip begins; render the scores again.");
        return new ClipMidiFile(
            [.. file.Events.SelectMany(NotesOf)],
            [.. markers.Where(each => each.Text == BeatMarker).Select(each => Seconds(each.AbsoluteTime)).Order()]);

        IEnumerable<(InstrumentFamily Family, int Pitch, double Start, double End, int Velocity)> NotesOf(IList<MidiEvent> track)
        {
            var families = new Dictionary<int, InstrumentFamily>();
            foreach (PatchChangeEvent change in track.OfType<PatchChangeEvent>())
                families.TryAdd(change.Channel, InstrumentFamilies.OfProgram(change.Patch));
            return track.OfType<NoteOnEvent>().Where(note => note is { Velocity: > 0, OffEvent: not null })
                .Select(note => (Family: families.GetValueOrDefault(note.Channel), Pitch: note.NoteNumber, Start: Math.Max(0, Seconds(note.AbsoluteTime)), End: Seconds(note.OffEvent!.AbsoluteTime), note.Velocity))
                .Where(note => note.End > note.Start);
        }

        double Seconds(long ticks) => (double)(ticks - start) / TicksPerSecond;
    }
}
