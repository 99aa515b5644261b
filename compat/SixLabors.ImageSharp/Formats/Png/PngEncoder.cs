namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>Writes PNG in the pixel's own colour type and depth.</summary>
public sealed class PngEncoder : IImageEncoder
{
    /// <summary>zlib's level.</summary>
    public PngCompressionLevel CompressionLevel { get; set; } = PngCompressionLevel.DefaultCompression;
}
