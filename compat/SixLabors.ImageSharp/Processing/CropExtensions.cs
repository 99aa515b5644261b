namespace SixLabors.ImageSharp.Processing;

/// <summary>Cutting a part out.</summary>
public static class CropExtensions
{
    /// <summary>Keeps this part of the image.</summary>
    public static IImageProcessingContext Crop(this IImageProcessingContext source, Rectangle cropRectangle)
    {
        ImageProcessingContext.Of(source).Crop(cropRectangle);
        return source;
    }
}
