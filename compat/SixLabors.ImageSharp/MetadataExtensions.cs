using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp;

/// <summary>Metadata of one format.</summary>
public static class MetadataExtensions
{
    /// <summary>What belongs to PNG alone; empty for other formats.</summary>
    public static PngMetadata GetPngMetadata(this ImageMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.Png;
    }
}
