namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>A pixel format that images can be made of.</summary>
/// <typeparam name="TSelf">The format itself.</typeparam>
public interface IPixel<TSelf> : IPixel, IEquatable<TSelf>
    where TSelf : unmanaged, IPixel<TSelf>;
