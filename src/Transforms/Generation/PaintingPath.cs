namespace Pix2Pitch.Generation;

/// <summary>How music follows a painting.</summary>
public enum PaintingPath
{
    /// <summary>From left to right, in overlapping windows of half the width and the full height.</summary>
    LeftToRight,

    /// <summary>
    /// Through the regions that stand out by contrast and edges, the most salient one first, in windows of half the width and half the height. They can overlap.
    /// </summary>
    Regions,
}
