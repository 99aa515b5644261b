namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>zlib's level.</summary>
public enum PngCompressionLevel
{
    /// <summary>Store only.</summary>
    NoCompression = 0,

    /// <summary>Fastest.</summary>
    BestSpeed = 1,

    /// <summary>zlib's default.</summary>
    DefaultCompression = 6,

    /// <summary>Smallest.</summary>
    BestCompression = 9,
}
