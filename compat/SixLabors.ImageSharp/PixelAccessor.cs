using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>The rows of an image, while <see cref="Image{TPixel}.ProcessPixelRows"/> runs.</summary>
/// <typeparam name="TPixel">How a pixel is stored.</typeparam>
public readonly ref struct PixelAccessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly Span<TPixel> _pixels;

    internal PixelAccessor(Span<TPixel> pixels, int width, int height)
    {
        _pixels = pixels;
        (Width, Height) = (width, height);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The row with this index from the top.</summary>
    public Span<TPixel> GetRowSpan(int rowIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rowIndex, Height);
        return _pixels.Slice(rowIndex * Width, Width);
    }
}
