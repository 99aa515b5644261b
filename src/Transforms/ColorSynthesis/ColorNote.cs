using Pix2Pitch.Features;

namespace Pix2Pitch.ColorSynthesis;

/// <summary>A note of <see cref="ColorMusic"/>, and the colour that it stands for.</summary>
/// <param name="Color">The colour: the mean of the strips in which the note sounds.</param>
/// <param name="Share">Its mean share of these strips, more than 0 and at most 1.</param>
/// <param name="Start">When the note begins, in seconds.</param>
/// <param name="Seconds">How long it lasts, in seconds.</param>
/// <param name="Pitch">MIDI pitch, 36 (black) to 84 (white), of the pentatonic scale on C.</param>
/// <param name="Decibels">Its level in dB, 0 for a fully saturated colour that fills a strip.</param>
public readonly record struct ColorNote(LabColor Color, double Share, double Start, double Seconds, int Pitch, double Decibels);
