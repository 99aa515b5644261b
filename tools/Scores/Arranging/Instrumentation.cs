namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>How the notes of a piece are divided into voices.</summary>
internal enum Texture
{
    /// <summary>All notes are voice 0: a keyboard reduction.</summary>
    Whole,

    /// <summary>Voice 0 is the melody, voice 1 everything else.</summary>
    MelodyAndRest,

    /// <summary>Voices 0 (highest) to 3, by part or by register.</summary>
    FourVoices,

    /// <summary>Voices 0 (highest) to 4, by part or by register.</summary>
    FiveVoices,
}

/// <summary>What one instrument of an ensemble plays.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Voice">The voice that it plays.</param>
/// <param name="Octave">Octaves added: -1 for double basses under the cellos.</param>
/// <param name="Doubles">Whether it plays only from time to time, together with another instrument.</param>
internal sealed record Line(Instrument Instrument, int Voice, int Octave = 0, bool Doubles = false);

/// <summary>An ensemble, and how pieces are arranged for it.</summary>
/// <param name="Name">Its name in <c>music.csv</c>.</param>
/// <param name="Texture">How the notes are divided into voices.</param>
/// <param name="Lines">The instruments.</param>
internal sealed record Instrumentation(string Name, Texture Texture, IReadOnlyList<Line> Lines);
