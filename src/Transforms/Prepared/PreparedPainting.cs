using Pix2Pitch.Features;

namespace Pix2Pitch.Prepared;

/// <summary>A painting in a prepared folder.</summary>
public sealed record PreparedPainting : PreparedWork
{
    /// <summary>Width of the picture file in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height of the picture file in pixels.</summary>
    public int Height { get; init; }

    /// <summary>Its measured features, in the size and fit of the folder: of what the network sees.</summary>
    public required PaintingFeatures Features { get; init; }
}
