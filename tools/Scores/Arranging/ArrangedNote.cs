namespace Pix2Pitch.Tools.Scores.Arranging;

/// <summary>A note of an arrangement.</summary>
/// <param name="Line">Index of the line in <see cref="Instrumentation.Lines"/>.</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="End">When it ends, in seconds.</param>
/// <param name="Pitch">MIDI pitch, in the range of the instrument.</param>
/// <param name="Velocity">MIDI velocity, 1 to 127.</param>
internal readonly record struct ArrangedNote(int Line, double Start, double End, int Pitch, int Velocity);
