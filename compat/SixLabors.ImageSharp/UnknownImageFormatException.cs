namespace SixLabors.ImageSharp;

/// <summary>No decoder knows the format.</summary>
public sealed class UnknownImageFormatException : ImageFormatException
{
    /// <summary>With a message.</summary>
    public UnknownImageFormatException(string errorMessage) : base(errorMessage)
    {
    }
}
