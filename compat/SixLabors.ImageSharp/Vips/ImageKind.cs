namespace SixLabors.ImageSharp.Vips;

/// <summary>The formats that are read, told by their first bytes.</summary>
internal enum ImageKind
{
    Unknown,
    Jpeg,
    Png,
    Webp,
    Tiff,
    Gif,
    Bmp,
}
