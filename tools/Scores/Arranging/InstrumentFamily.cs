namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>The instrument families of a piano roll, in the order of its first dimension. The values are part of the file format.</summary>
internal enum InstrumentFamily
{
    /// <summary>Piano.</summary>
    Piano,

    /// <summary>Harpsichord.</summary>
    Harpsichord,

    /// <summary>Pipe organ.</summary>
    Organ,

    /// <summary>Guitar (for lute too) and harp.</summary>
    Plucked,

    /// <summary>Violin, viola, cello, double bass, alone or in sections.</summary>
    Strings,

    /// <summary>Solo voice and choir.</summary>
    Voice,

    /// <summary>Flute, oboe, clarinet, bassoon.</summary>
    Woodwind,

    /// <summary>Horn.</summary>
    Brass,
}
