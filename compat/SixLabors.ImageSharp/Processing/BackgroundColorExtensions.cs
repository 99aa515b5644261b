namespace SixLabors.ImageSharp.Processing;

/// <summary>What shows through transparent pixels.</summary>
public static class BackgroundColorExtensions
{
    /// <summary>Puts the image over a colour.</summary>
    public static IImageProcessingContext BackgroundColor(this IImageProcessingContext source, Color color)
    {
        ImageProcessingContext.Of(source).BackgroundColor(color);
        return source;
    }
}
