namespace SixLabors.ImageSharp.Formats;

/// <summary>How a pixel is stored.</summary>
public class PixelTypeInfo
{
    internal PixelTypeInfo(int bitsPerPixel) => BitsPerPixel = bitsPerPixel;

    /// <summary>Bits of all channels together.</summary>
    public int BitsPerPixel { get; }
}
