using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>How strokes are laid. Lengths are in pixels.</summary>
internal sealed record Manner
{
    /// <summary>Radii of the brushes, from the widest to the finest.</summary>
    public required float[] Radii { get; init; }

    /// <summary>Longest stroke, in radii.</summary>
    public float Length { get; init; } = 8;

    /// <summary>Distance between strokes, in radii.</summary>
    public float Spacing { get; init; } = 1;

    /// <summary>How far from the scene a finer brush lets the canvas be.</summary>
    public float Tolerance { get; init; } = .06f;

    /// <summary>1: straight on; 0: always along the contours.</summary>
    public float Stiffness { get; init; } = .3f;

    public float Opacity { get; init; } = .9f;

    /// <summary>Marks of single hairs, 0 to 1.</summary>
    public float Bristles { get; init; } = .3f;

    /// <summary>Thickness of the paint, as light shows it.</summary>
    public float Relief { get; init; } = .3f;

    /// <summary>Spread of lightness, and of hue, from stroke to stroke.</summary>
    public float Lightness { get; init; } = .02f;

    public float Hue { get; init; } = .02f;

    /// <summary>How much the colours are driven apart from grey.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>How far the picture is worked over with the scene itself at the end, 0 to 1: edges become clean, strokes vanish.</summary>
    public float Finish { get; init; }

    /// <summary>Direction of strokes where the scene has no contours, in radians; null to follow the contours only.</summary>
    public Func<Vector2, float>? Direction { get; init; }

    /// <summary>Colour of the ground that shows between strokes.</summary>
    public Vector3 Ground { get; init; } = new(.5f, .42f, .33f);
}
