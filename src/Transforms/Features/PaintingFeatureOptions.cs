namespace Pix2Pitch.Features;

/// <summary>How features of paintings are measured.</summary>
public sealed record PaintingFeatureOptions
{
    internal const int MaxPaletteColors = 64;

    /// <summary>The number of colours in a palette, 1 to 64. Default: 5.</summary>
    public int PaletteColors { get; init; } = 5;

    /// <summary>The seed of the palette search. The same seed gives the same palette. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>A pixel is an edge if the lightness changes by more than this, in L* per pixel, 0 to 100. Default: 5.</summary>
    public double EdgeThreshold { get; init; } = 5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range. The message has the value and the range.</exception>
    public void Validate()
    {
        OptionRange.Check(PaletteColors, 1, MaxPaletteColors);
        OptionRange.Check(EdgeThreshold, 0, 100);
    }
}
