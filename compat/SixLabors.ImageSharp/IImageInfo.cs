using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp;

/// <summary>What is known of an image without its pixels.</summary>
public interface IImageInfo
{
    /// <summary>How a pixel is stored.</summary>
    PixelTypeInfo PixelType { get; }

    /// <summary>In pixels, before any EXIF orientation.</summary>
    int Width { get; }

    /// <summary>In pixels, before any EXIF orientation.</summary>
    int Height { get; }

    /// <summary>Text, orientation and the like.</summary>
    ImageMetadata Metadata { get; }
}
