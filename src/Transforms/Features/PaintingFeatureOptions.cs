namespace Pix2Pitch.Features;

/// <summary>How features of paintings are measured.</summary>
public sealed record PaintingFeatureOptions
{
    internal const int MaxPaletteColors = 64;

    /// <summary>The number of colours in a palette, 1 to 64. Default: 5.</summary>
    public int PaletteColors { get; init; } = 5;

    /// <summary>What the search for the palette begins with. The same seed gives the same palette. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>The change of lightness from which on a pixel counts as an edge, in L* per pixel, 0 to 100. Default: 5.</summary>
    public double EdgeThreshold { get; init; } = 5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message has both.</exception>
    public void Validate()
    {
        if (PaletteColors is < 1 or > MaxPaletteColors)
            throw new ArgumentOutOfRangeException(nameof(PaletteColors), PaletteColors,
                $"PaletteColors is {PaletteColors}; it has to be from 1 to {MaxPaletteColors}.");
        if (!(EdgeThreshold is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(EdgeThreshold), EdgeThreshold,
                $"EdgeThreshold is {EdgeThreshold}; it has to be from 0 to 100.");
    }
}
