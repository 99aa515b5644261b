namespace Pix2Pitch.Notes;

/// <summary>A note of a <see cref="NoteSequence"/>.</summary>
/// <param name="Instrument">The family of the instrument that plays it.</param>
/// <param name="Pitch">MIDI pitch, 21 (A0) to 108 (C8); 60 is middle C.</param>
/// <param name="Start">When it begins, in seconds from the start of the music.</param>
/// <param name="Seconds">How long it lasts, in seconds; more than 0.</param>
/// <param name="Velocity">MIDI velocity, 1 to 127.</param>
public readonly record struct Note(InstrumentFamily Instrument, int Pitch, double Start, double Seconds, int Velocity);
