namespace Pix2Pitch.Paintings;

/// <summary>How paintings are read.</summary>
public sealed record PaintingOptions
{
    internal const int MinSize = 8, MaxSize = 4096;
    internal const long PixelLimit = 1_000_000_000;

    /// <summary>Width and height of the result in pixels, 8 to 4096. Default: 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>How a painting is made square. Default: <see cref="PaintingFit.Squash"/>.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>
    /// The max number of pixels (width times height) of a file, 1 to 1,000,000,000. Larger files are refused before they are decoded, as are
    /// files with more than 100,000 pixels a side. Default: 500,000,000; reading then takes less than 1 GB of memory.
    /// </summary>
    public long MaxPixels { get; init; } = 500_000_000;

    /// <summary>The number of values of a result: three planes of <see cref="Size"/> x <see cref="Size"/>.</summary>
    internal int Length => 3 * Size * Size;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message contains both.</exception>
    internal void Validate()
    {
        OptionRange.Check(Size, MinSize, MaxSize, "pixels");
        OptionRange.Check(Fit);
        OptionRange.Check(MaxPixels, 1, PixelLimit);
    }
}
