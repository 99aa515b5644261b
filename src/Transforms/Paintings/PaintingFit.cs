namespace Pix2Pitch.Paintings;

/// <summary>How a painting becomes a square.</summary>
public enum PaintingFit
{
    /// <summary>Squashed to the square: everything stays, proportions do not. This is what the thesis does.</summary>
    Squash,

    /// <summary>The largest square from the middle.</summary>
    CenterCrop,

    /// <summary>Whole and in proportion, on white.</summary>
    Pad,
}
