using Pix2Pitch.Notes;

namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>An instrument of General MIDI and what it can play.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Program">General MIDI program, 0 to 127.</param>
/// <param name="Family">Its family in piano rolls.</param>
/// <param name="Low">The lowest pitch that arrangements use, as a MIDI pitch.</param>
/// <param name="High">The highest.</param>
/// <param name="MaxNotes">Max notes that begin at the same time.</param>
/// <param name="MaxOnsets">Max onsets in 10 s that sound natural; parts of a piece with more are avoided.</param>
internal sealed record Instrument(string Name, int Program, InstrumentFamily Family, int Low, int High, int MaxNotes, int MaxOnsets = int.MaxValue)
{
    public static readonly Instrument Piano = new("piano", 0, InstrumentFamily.Piano, 21, 108, 8);
    public static readonly Instrument Harpsichord = new("harpsichord", 6, InstrumentFamily.Harpsichord, 29, 89, 7);
    public static readonly Instrument Organ = new("organ", 19, InstrumentFamily.Organ, 36, 96, 8);
    public static readonly Instrument Guitar = new("guitar", 24, InstrumentFamily.Plucked, 40, 83, 4);
    public static readonly Instrument Harp = new("harp", 46, InstrumentFamily.Plucked, 24, 103, 6);
    public static readonly Instrument Violin = new("violin", 40, InstrumentFamily.Strings, 55, 100, 2);
    public static readonly Instrument Viola = new("viola", 41, InstrumentFamily.Strings, 48, 88, 2);
    public static readonly Instrument Cello = new("cello", 42, InstrumentFamily.Strings, 36, 81, 2);
    public static readonly Instrument StringSection = new("string section", 48, InstrumentFamily.Strings, 36, 98, 2);
    public static readonly Instrument DoubleBasses = new("double basses", 48, InstrumentFamily.Strings, 28, 57, 1);
    /// <summary>The singer of a song, played by an oboe in the range of a voice: the voices of General MIDI are choirs.</summary>
    public static readonly Instrument Singer = new("singer", 68, InstrumentFamily.Woodwind, 52, 81, 1, 45);
    public static readonly Instrument Choir = new("choir", 52, InstrumentFamily.Voice, 40, 81, 2, 45);
    public static readonly Instrument Flute = new("flute", 73, InstrumentFamily.Woodwind, 60, 96, 1, 90);
    public static readonly Instrument Oboe = new("oboe", 68, InstrumentFamily.Woodwind, 58, 89, 1, 80);
    public static readonly Instrument Clarinet = new("clarinet", 71, InstrumentFamily.Woodwind, 50, 91, 1, 90);
    public static readonly Instrument Bassoon = new("bassoon", 70, InstrumentFamily.Woodwind, 34, 72, 1, 70);
    public static readonly Instrument Horn = new("horn", 60, InstrumentFamily.Brass, 41, 77, 1, 50);

    /// <summary>Whether a pitch is in its range.</summary>
    public bool Has(int pitch) => pitch >= Low && pitch <= High;
}
