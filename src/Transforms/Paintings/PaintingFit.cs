namespace Pix2Pitch.Paintings;

/// <summary>How a painting is made square.</summary>
public enum PaintingFit
{
    /// <summary>Squashed: nothing is cut off, but the proportions change. The thesis does this.</summary>
    Squash,

    /// <summary>Cropped to the largest square in the middle.</summary>
    CenterCrop,

    /// <summary>Whole and in proportion, on a white background.</summary>
    Pad,
}
