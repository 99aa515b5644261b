namespace Pix2Pitch.Features;

/// <summary>One colour of a painting's palette.</summary>
/// <param name="Color">The mean of the pixels that are nearest to it.</param>
/// <param name="Weight">The share of the pixels that are, over 0 and at most 1.</param>
public readonly record struct PaletteColor(LabColor Color, double Weight);
