namespace Pix2Pitch.Tools.Demo.Music;

/// <summary>One note.</summary>
/// <param name="Start">The time in seconds.</param>
/// <param name="Length">The time until the key is released, in seconds.</param>
/// <param name="Pitch">MIDI number; 69 is 440 Hz.</param>
/// <param name="Loudness">0 to 1.</param>
internal readonly record struct Note(double Start, double Length, double Pitch, double Loudness)
{
    public double Frequency => 440 * Math.Pow(2, (Pitch - 69) / 12);
}
