using NAudio.Midi;
using NAudio.Sequencing;

namespace Pix2Pitch.Tools.Scores.Midi;

/// <summary>Reads standard MIDI files (format 0 or 1).</summary>
internal static class MidiScoreReader
{
    private const int PercussionChannel = 10; // General MIDI: its pitches are instruments
    private const double MinNoteSeconds = 0.02;
    private const double DefaultTempo = 120; // quarter notes per minute, until the first change

    /// <summary>Reads the notes of a file. Percussion on channel 10 is left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Pix2PitchException">It does not exist, is empty or damaged, is no MIDI file, or has no notes.</exception>
    public static Score Read(string path)
    {
        MidiFile file = Open(path);
        if (file.DeltaTicksPerQuarterNote <= 0)
            throw new Pix2PitchException($"'{path}' counts time in SMPTE frames, not in quarter notes; export it again with ticks per quarter note.");
        StaticTempoMap tempo = TempoOf(file);
        ScorePart[] parts = [.. Enumerable.Range(0, file.Tracks).SelectMany(track => PartsOf(file.Events[track], Seconds))];
        if (parts.Length == 0) throw new Pix2PitchException($"'{path}' contains no notes; export it again.");
        var score = new Score(parts);
        return score with { QuarterNotes = QuarterNotes(tempo, score.Seconds) };

        double Seconds(long tick) => tempo.SecondsFromTicks(CanonicalTick(tick, file));
    }

    // MidiFileSequence has the tempo map too, but takes quadratic time in the number of notes.
    private static StaticTempoMap TempoOf(MidiFile file)
    {
        // Of several changes at the same time, the last one applies.
        var tempi = new SortedDictionary<long, double> { [0] = DefaultTempo };
        foreach (TempoEvent change in file.Events.SelectMany(track => track).OfType<TempoEvent>().OrderBy(change => change.AbsoluteTime))
            tempi[CanonicalTick(change.AbsoluteTime, file)] = change.Tempo;
        return new StaticTempoMap(tempi.Select(change => (change.Key, change.Value)));
    }

    private static List<double> QuarterNotes(StaticTempoMap tempo, double end)
    {
        List<double> starts = [0];
        while (starts[^1] <= end) starts.Add(tempo.SecondsFromTicks(starts.Count * (long)MusicalTime.CanonicalPpq));
        return starts;
    }

    private static long CanonicalTick(long tick, MidiFile file) => (long)Math.Round((double)tick * MusicalTime.CanonicalPpq / file.DeltaTicksPerQuarterNote);

    private static MidiFile Open(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Pix2PitchException($"The MIDI file '{path}' was not found; check its row in the list.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The MIDI file '{path}' cannot be read ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
        if (bytes.Length == 0) throw new Pix2PitchException($"The MIDI file '{path}' is empty; export it again.");
        try
        {
            return new MidiFile(new MemoryStream(bytes), strictChecking: true);
        }
        catch (Exception e) when (e is FormatException or IOException or InvalidDataException or ArgumentException or InvalidOperationException
            or OverflowException or IndexOutOfRangeException) // NAudio does not check every length in the file
        {
            throw new Pix2PitchException($"'{path}' is not a MIDI file or is damaged ({e.Message.Split('\n')[0].TrimEnd('.')}); export it again.", e);
        }
    }

    // A part for each channel of a track: a file of format 0 has all of them in one track.
    private static IEnumerable<ScorePart> PartsOf(IList<MidiEvent> track, Func<long, double> seconds)
    {
        var programs = new int[17];
        var firstPrograms = new Dictionary<int, int>();
        var notes = new SortedDictionary<int, List<ScoreNote>>();
        foreach (MidiEvent each in track)
        {
            if (each is PatchChangeEvent change) programs[change.Channel] = change.Patch;
            if (each is not NoteOnEvent { Velocity: > 0, OffEvent: not null } on || on.Channel == PercussionChannel) continue;
            double start = seconds(on.AbsoluteTime), end = seconds(on.OffEvent.AbsoluteTime);
            if (!notes.TryGetValue(on.Channel, out List<ScoreNote>? list)) notes[on.Channel] = list = [];
            firstPrograms.TryAdd(on.Channel, programs[on.Channel]);
            list.Add(new ScoreNote(start, Math.Max(end, start + MinNoteSeconds), on.NoteNumber, on.Velocity));
        }
        return notes.Select(part => new ScorePart(firstPrograms[part.Key], [.. part.Value.OrderBy(note => note.Start).ThenByDescending(note => note.Pitch)]));
    }
}
