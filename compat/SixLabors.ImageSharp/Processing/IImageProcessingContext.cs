namespace SixLabors.ImageSharp.Processing;

/// <summary>A chain of operations on one image.</summary>
public interface IImageProcessingContext
{
    /// <summary>The image's size after the operations so far.</summary>
    Size GetCurrentSize();
}
