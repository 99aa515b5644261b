namespace Pix2Pitch.Features;

/// <summary>Measured features of a painting.</summary>
public sealed record PaintingFeatures
{
    /// <summary>Mean lightness L* (CIELAB, D65), 0 to 100.</summary>
    public required double Lightness { get; init; }

    /// <summary>Mean chroma C*ab (CIELAB), 0 to about 134: how far the colours are from grey.</summary>
    public required double Saturation { get; init; }

    /// <summary>
    /// From -1 (all colours cold) to 1 (all warm): the mean of cos(h - 50 degrees) over the pixels, weighted by chroma, where h is the hue angle
    /// in CIELAB. The warmest hue is at 50 degrees (orange), the coldest at 230, as in the scale of warm and cool that L. Ou and
    /// others fitted to observers ("A study of colour emotion and colour preference, part I", Color Research and Application 29(3), 2004:
    /// -0.5 + 0.02 C^1.07 cos(h - 50)). If the mean chroma is less than 1, which is not visible, the value fades to 0, so a grey
    /// painting is neither warm nor cold.
    /// </summary>
    public required double Warmth { get; init; }

    /// <summary>
    /// The standard deviation of L*, 0 to 50: root-mean-square contrast (E. Peli, "Contrast in complex images", JOSA A 7(10), 1990),
    /// measured in lightness.
    /// </summary>
    public required double Contrast { get; init; }

    /// <summary>
    /// The share of pixels, 0 to 1, at which L* changes by more than <see cref="PaintingFeatureOptions.EdgeThreshold"/> per pixel, by
    /// Sobel's operator. It depends on the size of the picture: compare only paintings of the same size.
    /// </summary>
    public required double EdgeDensity { get; init; }

    /// <summary>
    /// The main colours by descending weight: <see cref="PaintingFeatureOptions.PaletteColors"/>, or fewer if the painting has fewer. The sum of the
    /// weights is 1.
    /// </summary>
    public required IReadOnlyList<PaletteColor> Palette { get; init; }
}
