namespace SixLabors.ImageSharp.Processing;

/// <summary>EXIF orientation.</summary>
public static class AutoOrientExtensions
{
    /// <summary>Turns the image the way its EXIF orientation says.</summary>
    public static IImageProcessingContext AutoOrient(this IImageProcessingContext source)
    {
        ImageProcessingContext.Of(source).AutoOrient();
        return source;
    }
}
