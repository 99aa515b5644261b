using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing;

/// <summary>What the operations are done on, whatever the pixel format.</summary>
internal abstract class ImageProcessingContext : IImageProcessingContext
{
    public abstract Size GetCurrentSize();

    internal abstract void AutoOrient();

    internal abstract void Resize(ResizeOptions options);

    internal abstract void Crop(Rectangle rectangle);

    internal abstract void BackgroundColor(Color color);

    internal static ImageProcessingContext Of(IImageProcessingContext context)
        => context as ImageProcessingContext ?? throw new ArgumentException("Not a context of this library.", nameof(context));
}

/// <summary>Operations on an image of one pixel format; each is done at once.</summary>
internal sealed class ImageProcessingContext<TPixel>(Image<TPixel> image) : ImageProcessingContext
    where TPixel : unmanaged, IPixel<TPixel>
{
    public override Size GetCurrentSize() => new(image.Width, image.Height);

    internal override void AutoOrient() => Orientation.Apply(image);

    internal override void Resize(ResizeOptions options) => Resampling.Resize(image, options);

    internal override void Crop(Rectangle rectangle)
    {
        if (rectangle.X < 0 || rectangle.Y < 0 || rectangle.Width < 1 || rectangle.Height < 1
            || rectangle.X > image.Width - rectangle.Width || rectangle.Y > image.Height - rectangle.Height)
            throw new ArgumentException("Crop rectangle should be smaller than the source bounds.", nameof(rectangle));
        var pixels = new TPixel[rectangle.Width * rectangle.Height];
        for (int y = 0; y < rectangle.Height; y++)
            image.Pixels.AsSpan(((rectangle.Y + y) * image.Width) + rectangle.X, rectangle.Width).CopyTo(pixels.AsSpan(y * rectangle.Width));
        image.Replace(rectangle.Width, rectangle.Height, pixels);
    }

    internal override void BackgroundColor(Color color)
    {
        var background = color.ToVector4();
        foreach (ref TPixel pixel in image.Pixels.AsSpan())
        {
            var source = pixel.ToScaledVector4();
            if (source.W >= 1) continue;
            // Porter and Duff's "source over background", on straight alpha.
            float under = background.W * (1 - source.W), alpha = source.W + under;
            var over = alpha <= 0 ? default : ((source * source.W) + (background * under)) / alpha;
            over.W = alpha;
            pixel.FromScaledVector4(over);
        }
    }
}
