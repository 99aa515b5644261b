using System.Numerics;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A colour of no particular pixel format.</summary>
public readonly record struct Color
{
    private readonly Rgba32 _value;

    /// <summary>From a pixel.</summary>
    public Color(Rgb24 pixel) => _value = new Rgba32(pixel.R, pixel.G, pixel.B);

    /// <summary>From a pixel.</summary>
    public Color(Rgba32 pixel) => _value = pixel;

    /// <summary>Black.</summary>
    public static Color Black => new(new Rgba32(0, 0, 0));

    /// <summary>White.</summary>
    public static Color White => new(new Rgba32(255, 255, 255));

    internal Vector4 ToVector4() => _value.ToScaledVector4();

    /// <summary>Opaque.</summary>
    public static Color FromRgb(byte r, byte g, byte b) => new(new Rgba32(r, g, b));
}
