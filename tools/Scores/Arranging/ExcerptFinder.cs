using Pix2Pitch.Notes;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>Chooses 10 s of an arrangement, and plays them as a musician would, with small differences in time and loudness.</summary>
internal static class ExcerptFinder
{
    private const double LeadInSeconds = 3, BeforeFirstNote = 0.03;
    private const int Candidates = 24, MinNotes = 4, EnoughNotes = 10;
    private const double MinSounding = 0.5, EnoughSounding = 0.75; // share of the clip in which a note sounds
    private const double GoldenRatio = 0.6180339887498949; // successive multiples modulo 1 are spread evenly

    /// <summary>Chooses an excerpt; null if no part of 10 s has enough notes.</summary>
    /// <param name="notes">The arrangement in the order of its notes.</param>
    /// <param name="instrumentation">Its ensemble.</param>
    /// <param name="position">Where in the piece to look first, in [0, 1).</param>
    /// <param name="random">Decides how it is played.</param>
    /// <param name="start">Where it begins, in seconds of the arrangement.</param>
    public static Excerpt? Find(IReadOnlyList<ArrangedNote> notes, Instrumentation instrumentation, double position, ScoreRandom random, out double start)
    {
        start = 0;
        if (notes.Count == 0) return null;
        double last = Math.Max(0, notes.Max(note => note.End) - Excerpt.ClipSeconds);
        double[] onsets = [.. notes.Select(note => note.Start).Where(onset => onset <= last + BeforeFirstNote).Distinct()];
        if (onsets.Length == 0) return null;
        (double Start, int Faults)? best = null;
        for (int i = 0; i < Candidates && best is not { Faults: 0 }; i++)
        {
            double wanted = (position + i * GoldenRatio) % 1 * last;
            double onset = onsets.FirstOrDefault(each => each >= wanted, onsets[^1]);
            double from = Math.Max(0, onset - BeforeFirstNote);
            if (Faults(notes, instrumentation, from) is { } faults && (best is null || faults < best.Value.Faults)) best = (from, faults);
        }
        if (best is null) return null;
        start = best.Value.Start;
        return Play(notes, instrumentation, start, random);
    }

    /// <summary>How many wishes an excerpt does not meet; null if it is not usable.</summary>
    private static int? Faults(IReadOnlyList<ArrangedNote> notes, Instrumentation instrumentation, double start)
    {
        double end = start + Excerpt.ClipSeconds;
        ArrangedNote[] inside = [.. notes.Where(note => note.Start >= start && note.Start < end)];
        double sounding = Sounding(notes, start, end);
        if (inside.Length < MinNotes || sounding < MinSounding) return null;
        int faults = (inside.Length < EnoughNotes ? 1 : 0) + (sounding < EnoughSounding ? 1 : 0);
        for (int line = 0; line < instrumentation.Lines.Count; line++)
        {
            int onsets = inside.Where(note => note.Line == line).Select(note => note.Start).Distinct().Count();
            if (onsets == 0 && !instrumentation.Lines[line].Doubles || onsets > instrumentation.Lines[line].Instrument.MaxOnsets) faults++;
        }
        return faults;
    }

    private static double Sounding(IReadOnlyList<ArrangedNote> notes, double start, double end)
    {
        double covered = 0, until = start;
        foreach (ArrangedNote note in notes)
        {
            if (note.Start >= end) break;
            double from = Math.Max(note.Start, until), to = Math.Min(note.End, end);
            if (to <= from) continue;
            covered += to - from;
            until = to;
        }
        return covered / (end - start);
    }

    // Scores without dynamics would be recognisable by their constant velocity, so each excerpt gets a curve of loudness over phrases, and each chord and note
    // a small difference in time and velocity.
    private static Excerpt Play(IReadOnlyList<ArrangedNote> notes, Instrumentation instrumentation, double start, ScoreRandom random)
    {
        double leadIn = Math.Min(LeadInSeconds, start), from = start - leadIn, end = start + Excerpt.ClipSeconds;
        double period = random.Next(3, 9), phase = random.Next(0, 2 * Math.PI), depth = random.Next(4, 12), chordTime = double.NegativeInfinity, chordShift = 0;
        var played = new List<ExcerptNote>();
        foreach (ArrangedNote note in notes)
        {
            if (note.Start >= end) break;
            if (note.Start != chordTime) (chordTime, chordShift) = (note.Start, random.Next(-0.012, 0.012));
            double shift = chordShift + random.Next(-0.005, 0.005);
            double loudness = depth * Math.Sin(2 * Math.PI * note.Start / period + phase) + random.Next(-6, 6);
            bool isSustained = instrumentation.Lines[note.Line].Instrument.Family
                is InstrumentFamily.Organ or InstrumentFamily.Strings or InstrumentFamily.Voice or InstrumentFamily.Woodwind or InstrumentFamily.Brass;
            // A plucked or struck note from before the lead-in has faded; one of a sustained sound still sounds.
            if (note.Start < from && !(isSustained && note.End > start)) continue;
            int first = Ticks(Math.Max(note.Start + shift, from) - start), last = Ticks(Math.Min(note.End + chordShift, end) - start);
            if (last > first) played.Add(new ExcerptNote(note.Line, first, last, note.Pitch, (int)Math.Clamp(Math.Round(note.Velocity + loudness), 25, 120)));
        }
        return new Excerpt(instrumentation, Ticks(leadIn), WithoutOverlaps(played));
    }

    // The differences in time must not move a note before the end of an earlier one of the same line and pitch.
    private static ExcerptNote[] WithoutOverlaps(List<ExcerptNote> notes)
        => [.. notes.GroupBy(note => (note.Line, note.Pitch)).SelectMany(same =>
        {
            ExcerptNote[] ordered = [.. same.OrderBy(note => note.Start)];
            for (int i = 0; i + 1 < ordered.Length; i++) ordered[i] = ordered[i] with { End = Math.Min(ordered[i].End, ordered[i + 1].Start - 1) };
            return ordered.Where(note => note.End > note.Start);
        }).OrderBy(note => note.Start).ThenBy(note => note.Line).ThenByDescending(note => note.Pitch)];

    private static int Ticks(double seconds) => (int)Math.Round(seconds * Excerpt.TicksPerSecond);
}
