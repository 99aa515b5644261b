using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Vips;

namespace SixLabors.ImageSharp;

/// <summary>A picture whose pixel format is not said.</summary>
public abstract class Image : IImageInfo, IDisposable
{
    private protected Image(PixelTypeInfo pixelType, ImageMetadata metadata) => (PixelType, Metadata) = (pixelType, metadata);

    /// <inheritdoc/>
    public PixelTypeInfo PixelType { get; }

    /// <inheritdoc/>
    public abstract int Width { get; }

    /// <inheritdoc/>
    public abstract int Height { get; }

    /// <inheritdoc/>
    public ImageMetadata Metadata { get; }

    /// <summary>Reads the header of a file; null if no decoder knows the format.</summary>
    /// <exception cref="InvalidImageContentException">The header is broken.</exception>
    public static IImageInfo? Identify(string filePath)
    {
        using var source = ImageSource.OfFile(filePath);
        return Identify(source);
    }

    /// <summary>Reads the header of a stream; null if no decoder knows the format.</summary>
    /// <exception cref="InvalidImageContentException">The header is broken.</exception>
    public static IImageInfo? Identify(Stream stream)
    {
        using var source = ImageSource.OfStream(stream);
        return Identify(source);
    }

    /// <summary>Decodes a file; of several frames the first.</summary>
    /// <exception cref="UnknownImageFormatException">No decoder knows the format.</exception>
    /// <exception cref="InvalidImageContentException">The content is broken.</exception>
    public static Image<TPixel> Load<TPixel>(string path)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var source = ImageSource.OfFile(path);
        return Load<TPixel>(source);
    }

    /// <summary>Decodes a stream; of several frames the first.</summary>
    /// <exception cref="UnknownImageFormatException">No decoder knows the format.</exception>
    /// <exception cref="InvalidImageContentException">The content is broken.</exception>
    public static Image<TPixel> Load<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var source = ImageSource.OfStream(stream);
        return Load<TPixel>(source);
    }

    /// <summary>An image with a copy of these pixels, row by row.</summary>
    public static Image<TPixel> LoadPixelData<TPixel>(TPixel[] data, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
        => LoadPixelData((ReadOnlySpan<TPixel>)data, width, height);

    /// <summary>An image with a copy of these pixels, row by row.</summary>
    public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<TPixel> data, int width, int height)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var image = new Image<TPixel>(width, height);
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Length, image.Pixels.Length, nameof(data));
        data[..image.Pixels.Length].CopyTo(image.Pixels);
        return image;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets the pixels go.</summary>
    protected abstract void Dispose(bool disposing);

    internal abstract IImageProcessingContext CreateContext();

    internal abstract byte[] Encode(string saver, params (string Name, string Value)[] options);

    private static ImageInfo? Identify(ImageSource source) => source.Kind switch
    {
        ImageKind.Unknown => null,
        ImageKind.Bmp => BmpDecoder.Identify(source.Stream),
        _ => VipsDecoder.Identify(source),
    };

    private static Image<TPixel> Load<TPixel>(ImageSource source)
        where TPixel : unmanaged, IPixel<TPixel>
        => source.Kind switch
        {
            ImageKind.Unknown => throw new UnknownImageFormatException(
                "Image cannot be loaded. Available decoders: JPEG, PNG, Webp, TIFF, GIF, BMP."),
            ImageKind.Bmp => BmpDecoder.Decode<TPixel>(source.Stream),
            _ => VipsDecoder.Decode<TPixel>(source),
        };
}
