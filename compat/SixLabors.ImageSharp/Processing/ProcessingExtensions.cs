namespace SixLabors.ImageSharp.Processing;

/// <summary>Changing an image in place.</summary>
public static class ProcessingExtensions
{
    /// <summary>Does the operations on the image.</summary>
    public static void Mutate(this Image source, Action<IImageProcessingContext> operation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(operation);
        operation(source.CreateContext());
    }
}
