using System.Runtime.CompilerServices;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Vips;

namespace SixLabors.ImageSharp;

/// <summary>A picture in memory.</summary>
/// <typeparam name="TPixel">How a pixel is stored.</typeparam>
public sealed class Image<TPixel> : Image
    where TPixel : unmanaged, IPixel<TPixel>
{
    private int _width, _height;
    private TPixel[]? _pixels;

    /// <summary>All pixels 0.</summary>
    public Image(int width, int height) : this(width, height, new ImageMetadata())
    {
    }

    /// <summary>All pixels of one colour.</summary>
    public Image(int width, int height, TPixel backgroundColor) : this(width, height) => Pixels.AsSpan().Fill(backgroundColor);

    internal Image(int width, int height, ImageMetadata metadata) : base(new PixelTypeInfo(Unsafe.SizeOf<TPixel>() * 8), metadata)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        Replace(width, height, new TPixel[checked((long)width * height)]);
    }

    /// <inheritdoc/>
    public override int Width => _width;

    /// <inheritdoc/>
    public override int Height => _height;

    internal TPixel[] Pixels => _pixels ?? throw new ObjectDisposedException(nameof(Image<>), "Trying to execute an operation on a disposed image.");

    /// <summary>One pixel.</summary>
    public TPixel this[int x, int y]
    {
        get => Pixels[Index(x, y)];
        set => Pixels[Index(x, y)] = value;
    }

    /// <summary>Gives access to the pixels row by row.</summary>
    public void ProcessPixelRows(PixelAccessorAction<TPixel> processPixels)
    {
        ArgumentNullException.ThrowIfNull(processPixels);
        processPixels(new PixelAccessor<TPixel>(Pixels, _width, _height));
    }

    internal override IImageProcessingContext CreateContext() => new ImageProcessingContext<TPixel>(this);

    internal override byte[] Encode(string saver, params (string Name, string Value)[] options)
        => VipsEncoder.Encode<TPixel>(Pixels, _width, _height, saver, options);

    internal void Replace(int width, int height, TPixel[] pixels) => (_width, _height, _pixels) = (width, height, pixels);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _pixels = null;

    private int Index(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, _width);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, _height);
        return (y * _width) + x;
    }
}
