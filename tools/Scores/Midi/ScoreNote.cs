namespace Pix2Pitch.Tools.Scores.Midi;

/// <summary>A note of a score.</summary>
/// <param name="Start">When it begins, in seconds from the start of the piece at its written tempo.</param>
/// <param name="End">When it ends, in seconds.</param>
/// <param name="Pitch">MIDI pitch, 0 to 127; 60 is middle C.</param>
/// <param name="Velocity">MIDI velocity, 1 to 127.</param>
internal readonly record struct ScoreNote(double Start, double End, int Pitch, int Velocity);
