using System.Numerics;

namespace Pix2Pitch.Tools.Demo.Painting;

/// <summary>How strokes are painted. Lengths are in pixels.</summary>
internal sealed record Manner
{
    /// <summary>The radii of the brushes, from wide to fine.</summary>
    public required float[] Radii { get; init; }

    /// <summary>The max length of a stroke, in radii.</summary>
    public float Length { get; init; } = 8;

    /// <summary>Distance between strokes, in radii.</summary>
    public float Spacing { get; init; } = 1;

    /// <summary>The difference between canvas and scene above which a finer brush paints again.</summary>
    public float Tolerance { get; init; } = .06f;

    /// <summary>1: strokes are straight; 0: they follow the contours.</summary>
    public float Stiffness { get; init; } = .3f;

    public float Opacity { get; init; } = .9f;

    /// <summary>How visible the single bristles are, 0 to 1.</summary>
    public float Bristles { get; init; } = .3f;

    /// <summary>How strongly light shows the thickness of the paint.</summary>
    public float Relief { get; init; } = .3f;

    /// <summary>Variation of lightness from stroke to stroke.</summary>
    public float Lightness { get; init; } = .02f;

    /// <summary>Variation of hue from stroke to stroke.</summary>
    public float Hue { get; init; } = .02f;

    /// <summary>A factor for the saturation of the colours.</summary>
    public float Saturation { get; init; } = 1;

    /// <summary>How much of the scene itself is blended over the strokes at the end, 0 to 1; it makes edges clean and strokes less visible.</summary>
    public float Finish { get; init; }

    /// <summary>The direction of strokes in areas without contours, in radians; null to follow only the contours.</summary>
    public Func<Vector2, float>? Direction { get; init; }

    /// <summary>The colour of the ground, which is visible between strokes.</summary>
    public Vector3 Ground { get; init; } = new(.5f, .42f, .33f);
}
