using SixLabors.ImageSharp.Formats.Png;

namespace SixLabors.ImageSharp.Metadata;

/// <summary>What a file says beside its pixels.</summary>
public sealed class ImageMetadata
{
    /// <summary>EXIF orientation, 1 to 8.</summary>
    internal int Orientation { get; set; } = 1;

    internal PngMetadata Png { get; private set; } = new();

    internal ImageMetadata Copy() => new() { Orientation = Orientation, Png = new PngMetadata { TextData = [.. Png.TextData] } };
}
