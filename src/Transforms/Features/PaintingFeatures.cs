namespace Pix2Pitch.Features;

/// <summary>What can be measured of a painting's colours and forms.</summary>
public sealed record PaintingFeatures
{
    /// <summary>Mean lightness L* (CIELAB, D65), 0 to 100.</summary>
    public required double Lightness { get; init; }

    /// <summary>Mean chroma C*ab (CIELAB), 0 to about 134: how far the colours are from grey.</summary>
    public required double Saturation { get; init; }

    /// <summary>
    /// From -1 (all colours cold) to 1 (all warm): the mean of cos(h - 50 degrees) over the pixels, h being a pixel's hue angle in CIELAB,
    /// weighted by chroma. The warmest hue is at 50 degrees (orange), the coldest at 230, as in the scale of warm and cool that L. Ou and
    /// others fitted to observers ("A study of colour emotion and colour preference, part I", Color Research and Application 29(3), 2004:
    /// -0.5 + 0.02 C^1.07 cos(h - 50)). Where the mean chroma is less than 1, too little to be seen, it fades to 0, so a grey painting is
    /// neither.
    /// </summary>
    public required double Warmth { get; init; }

    /// <summary>
    /// The standard deviation of L*, 0 to 50: root-mean-square contrast (E. Peli, "Contrast in complex images", JOSA A 7(10), 1990),
    /// measured in lightness.
    /// </summary>
    public required double Contrast { get; init; }

    /// <summary>
    /// The share of pixels, 0 to 1, at which L* changes by more than <see cref="PaintingFeatureOptions.EdgeThreshold"/> per pixel, by
    /// Sobel's operator. It depends on the size at which a painting is looked at: compare only paintings of one size.
    /// </summary>
    public required double EdgeDensity { get; init; }

    /// <summary>
    /// The main colours, the one that covers most first: at most <see cref="PaintingFeatureOptions.PaletteColors"/> and fewer where the
    /// painting has fewer. The weights add up to 1.
    /// </summary>
    public required IReadOnlyList<PaletteColor> Palette { get; init; }
}
