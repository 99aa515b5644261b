namespace SixLabors.ImageSharp.Processing;

/// <summary>Changing the size.</summary>
public static class ResizeExtensions
{
    /// <summary>Resamples to this size with the bicubic sampler.</summary>
    public static IImageProcessingContext Resize(this IImageProcessingContext source, int width, int height)
        => source.Resize(new ResizeOptions { Size = new Size(width, height), Mode = ResizeMode.Stretch });

    /// <summary>Resamples.</summary>
    public static IImageProcessingContext Resize(this IImageProcessingContext source, ResizeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ImageProcessingContext.Of(source).Resize(options);
        return source;
    }
}
