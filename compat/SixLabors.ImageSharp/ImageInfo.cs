using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata;

namespace SixLabors.ImageSharp;

internal sealed record ImageInfo(PixelTypeInfo PixelType, int Width, int Height, ImageMetadata Metadata) : IImageInfo;
