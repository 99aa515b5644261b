namespace SixLabors.ImageSharp;

/// <summary>An image cannot be read.</summary>
public class ImageFormatException : Exception
{
    internal ImageFormatException(string errorMessage, Exception? innerException = null) : base(errorMessage, innerException)
    {
    }
}
