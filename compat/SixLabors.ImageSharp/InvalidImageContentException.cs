namespace SixLabors.ImageSharp;

/// <summary>The format is known; the content is broken.</summary>
public sealed class InvalidImageContentException : ImageFormatException
{
    /// <summary>With a message.</summary>
    public InvalidImageContentException(string errorMessage) : base(errorMessage)
    {
    }

    /// <summary>With a message and what led to it.</summary>
    public InvalidImageContentException(string errorMessage, Exception innerException) : base(errorMessage, innerException)
    {
    }
}
