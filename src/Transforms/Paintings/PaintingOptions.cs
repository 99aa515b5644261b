namespace Pix2Pitch.Paintings;

/// <summary>How paintings are read.</summary>
public sealed record PaintingOptions
{
    internal const int SmallestSize = 8, LargestSize = 4096;
    internal const long LargestMaximumPixels = 1_000_000_000;

    /// <summary>Width and height of the result in pixels, 8 to 4096. Default: 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>How a painting becomes a square. Default: <see cref="PaintingFit.Squash"/>.</summary>
    public PaintingFit Fit { get; init; } = PaintingFit.Squash;

    /// <summary>
    /// Largest width times height of a file in pixels, 1 to 1,000,000,000; larger ones are refused before they are decoded.
    /// No side may be longer than 100,000. Default: 500,000,000, with which reading takes less than 1 GB of memory.
    /// </summary>
    public long MaximumPixels { get; init; } = 500_000_000;

    /// <summary>Numbers in a result: three planes of <see cref="Size"/> squared.</summary>
    internal int Length => 3 * Size * Size;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message has both.</exception>
    public void Validate()
    {
        if (Size is < SmallestSize or > LargestSize)
            throw new ArgumentOutOfRangeException(nameof(Size), Size, $"Size is {Size}; it has to be from {SmallestSize} to {LargestSize}.");
        if (!Enum.IsDefined(Fit))
            throw new ArgumentOutOfRangeException(nameof(Fit), Fit, $"Fit is {(int)Fit}; it has to be one of {string.Join(", ", Enum.GetNames<PaintingFit>())}.");
        if (MaximumPixels is < 1 or > LargestMaximumPixels)
            throw new ArgumentOutOfRangeException(nameof(MaximumPixels), MaximumPixels,
                $"MaximumPixels is {MaximumPixels}; it has to be from 1 to {LargestMaximumPixels}.");
    }
}
