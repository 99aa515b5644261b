namespace Pix2Pitch.Features;

/// <summary>One colour of a painting's palette.</summary>
/// <param name="Color">The mean of its pixels, those that are closest to it.</param>
/// <param name="Weight">The share of its pixels, more than 0 and at most 1.</param>
public readonly record struct PaletteColor(LabColor Color, double Weight);
