using NAudio.Midi;
using Pix2Pitch.Tools.Scores.Midi;

namespace Pix2Pitch.Tools.Tests.Scores;

/// <summary>Scores that the tests write.</summary>
internal static class TestScores
{
    private const int TicksPerQuarterNote = 480;

    /// <summary>A part with notes of (start, length) in quarter notes.</summary>
    public sealed record Part(int Program, params (double Start, double Length, int Pitch)[] Notes);

    /// <summary>A melody of quarter notes that walks over the scale of C major.</summary>
    public static Part Scale(int program, int pitch, int quarters)
    {
        int[] steps = [0, 2, 4, 5, 7, 9, 11];
        return new Part(program, [.. Enumerable.Range(0, quarters).Select(i => ((double)i, 0.9, pitch + steps[i % 7]))]);
    }

    /// <summary>Four voices like a string quartet, 40 quarter notes (20 s at 120 quarter notes a minute).</summary>
    public static Part[] Quartet { get; } = [Scale(40, 76, 40), Scale(40, 67, 40), Scale(41, 60, 40), Scale(42, 48, 40)];

    /// <summary>A piano piece in two staves, 40 quarter notes.</summary>
    public static Part[] Piano { get; } = [Scale(0, 72, 40), Scale(0, 48, 40)];

    /// <summary>Writes a MIDI file of format 1 with a track for each part.</summary>
    public static string Write(string path, IEnumerable<Part> parts, params (double Quarter, double Tempo)[] tempi)
    {
        var events = new MidiEventCollection(1, TicksPerQuarterNote);
        events.AddTrack([.. tempi.Select(tempo => new TempoEvent((int)Math.Round(60_000_000 / tempo.Tempo), Ticks(tempo.Quarter))),
            new MetaEvent(MetaEventType.EndTrack, 0, tempi.Length > 0 ? Ticks(tempi[^1].Quarter) : 0)]);
        int channel = 1;
        foreach (Part part in parts)
        {
            var track = new List<MidiEvent> { new PatchChangeEvent(0, channel, part.Program) };
            foreach ((double start, double length, int pitch) in part.Notes)
            {
                var on = new NoteOnEvent(Ticks(start), channel, pitch, 74, (int)Ticks(length));
                track.AddRange([on, on.OffEvent!]);
            }
            MidiEvent[] ordered = [.. track.OrderBy(each => each.AbsoluteTime).ThenBy(each => each is NoteOnEvent { Velocity: > 0 } ? 1 : 0)];
            events.AddTrack([.. ordered, new MetaEvent(MetaEventType.EndTrack, 0, ordered[^1].AbsoluteTime)]);
            channel++;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        MidiFile.Export(path, events);
        return path;
    }

    private static long Ticks(double quarters) => (long)Math.Round(quarters * TicksPerQuarterNote);

    /// <summary>The notes of parts in seconds at 120 quarter notes a minute, without a file.</summary>
    public static Score Score(params Part[] parts)
        => new([.. parts.Select(part => new ScorePart(
            part.Program, [.. part.Notes.Select(note => new ScoreNote(note.Start / 2, (note.Start + note.Length) / 2, note.Pitch, 74))]))]);

    /// <summary>A folder of scores: four pieces for each style, two of each file.</summary>
    public static string WriteFolder(TemporaryFolder folder)
    {
        var csv = new StringWriter { NewLine = "\n" };
        csv.WriteLine("file,composer,title,year,style,location,instrumentation,notes,seconds,licence,attribution,source_repo,source_path");
        foreach ((string style, string composer, int year) in new[]
        {
            ("baroque", "Georg Philipp Telemann", 1733), ("classicism", "Joseph Haydn", 1781), ("romanticism", "Clara Schumann", 1846),
            ("impressionism", "Claude Debussy", 1905), ("expressionism", "Alban Berg", 1908),
        })
        {
            for (int piece = 1; piece <= 4; piece++)
            {
                string file = $"midi/{style}/{style}-{piece}.mid";
                Write(folder.File("scores", file), piece % 2 == 0 ? Quartet : Piano);
                csv.WriteLine($"{file},{composer},Piece {piece},{year},{style},\"Vienna, Austria\",Test,80,20,CC BY-SA 4.0,"
                    + $"\"A. Typesetter, Mutopia\",repository,{style}-{(piece + 1) / 2}.ly");
            }
        }
        folder.Write("scores/scores.csv", csv.ToString());
        return folder.File("scores");
    }
}
