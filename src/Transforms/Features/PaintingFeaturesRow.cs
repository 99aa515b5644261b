using Microsoft.ML.Data;

namespace Pix2Pitch.Features;

/// <summary>What the mapping adds to a row.</summary>
public sealed class PaintingFeaturesRow
{
    internal const string Prefix = "Pix2Pitch.PaintingFeatures.Of.";

    internal static IReadOnlyList<string> Names { get; } =
        [nameof(Lightness), nameof(Saturation), nameof(Warmth), nameof(Contrast), nameof(EdgeDensity), nameof(Palette)];

    /// <summary>See <see cref="PaintingFeatures.Lightness"/>.</summary>
    [ColumnName(Prefix + nameof(Lightness))]
    public float Lightness { get; set; }

    /// <summary>See <see cref="PaintingFeatures.Saturation"/>.</summary>
    [ColumnName(Prefix + nameof(Saturation))]
    public float Saturation { get; set; }

    /// <summary>See <see cref="PaintingFeatures.Warmth"/>.</summary>
    [ColumnName(Prefix + nameof(Warmth))]
    public float Warmth { get; set; }

    /// <summary>See <see cref="PaintingFeatures.Contrast"/>.</summary>
    [ColumnName(Prefix + nameof(Contrast))]
    public float Contrast { get; set; }

    /// <summary>See <see cref="PaintingFeatures.EdgeDensity"/>.</summary>
    [ColumnName(Prefix + nameof(EdgeDensity))]
    public float EdgeDensity { get; set; }

    /// <summary>
    /// L*, a*, b* and weight of each colour, the one that covers most first; zeros where there are fewer colours than were asked for.
    /// </summary>
    [ColumnName(Prefix + nameof(Palette))]
    public VBuffer<float> Palette { get; set; }
}
