namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Writes baseline JPEG.</summary>
public sealed class JpegEncoder : IImageEncoder
{
    /// <summary>1 to 100; 75 if not set.</summary>
    public int? Quality { get; set; }
}
