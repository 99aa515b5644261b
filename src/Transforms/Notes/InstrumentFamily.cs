namespace Pix2Pitch.Notes;

/// <summary>The instrument families of notes, in the order of the channels of a model's output <c>Notes</c>. The values are part of the format of model files.</summary>
public enum InstrumentFamily
{
    /// <summary>Piano.</summary>
    Piano,

    /// <summary>Harpsichord.</summary>
    Harpsichord,

    /// <summary>Pipe organ.</summary>
    Organ,

    /// <summary>Guitar, lute and harp.</summary>
    Plucked,

    /// <summary>Violin, viola, cello, double bass, alone or in sections.</summary>
    Strings,

    /// <summary>Choir.</summary>
    Voice,

    /// <summary>Flute, oboe, clarinet, bassoon, and the singer of a song, whose line an oboe plays in the training data.</summary>
    Woodwind,

    /// <summary>Horn.</summary>
    Brass,
}

/// <summary>The instrument families in words and in General MIDI.</summary>
internal static class InstrumentFamilies
{
    private static readonly (string Name, int Program)[] s_all =
    [
        ("piano", 0), ("harpsichord", 6), ("organ", 19), ("plucked strings", 24), ("bowed strings", 48), ("voice", 52), ("woodwind", 68), ("brass", 60),
    ];

    /// <summary>Number of families.</summary>
    public const int Count = 8;

    /// <summary>The name of a family.</summary>
    public static string NameOf(InstrumentFamily family) => s_all[(int)family].Name;

    /// <summary>
    /// The General MIDI program of a family, counted from 0: acoustic grand piano, harpsichord, church organ, nylon guitar, string ensemble, choir, oboe, French horn.
    /// </summary>
    public static int ProgramOf(InstrumentFamily family) => s_all[(int)family].Program;

    /// <summary>The family of a General MIDI program, counted from 0; the piano for sounds that belong to no family.</summary>
    public static InstrumentFamily OfProgram(int program) => program switch
    {
        6 or 7 => InstrumentFamily.Harpsichord,
        >= 16 and <= 23 => InstrumentFamily.Organ,
        >= 24 and <= 39 or 45 or 46 => InstrumentFamily.Plucked,
        >= 40 and <= 51 and not 47 => InstrumentFamily.Strings,
        >= 52 and <= 54 => InstrumentFamily.Voice,
        >= 56 and <= 63 => InstrumentFamily.Brass,
        >= 64 and <= 79 => InstrumentFamily.Woodwind,
        _ => InstrumentFamily.Piano,
    };
}
