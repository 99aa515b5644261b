using System.Numerics;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>A pixel of some format.</summary>
public interface IPixel
{
    /// <summary>Sets the pixel from red, green, blue and alpha in [0, 1]; values outside are clamped.</summary>
    void FromScaledVector4(Vector4 vector);

    /// <summary>Red, green, blue and alpha in [0, 1].</summary>
    Vector4 ToScaledVector4();

    /// <summary>Sets the pixel from 8 bit channels.</summary>
    void FromRgba32(Rgba32 source);

    /// <summary>Gives 8 bit channels.</summary>
    void ToRgba32(ref Rgba32 dest);

    /// <summary>Sets the pixel from 16 bit channels.</summary>
    void FromRgba64(Rgba64 source);
}
