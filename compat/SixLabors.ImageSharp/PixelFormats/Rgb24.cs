using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>8 bits each of red, green and blue.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct Rgb24 : IPixel<Rgb24>
{
    /// <summary>Red.</summary>
    public byte R;

    /// <summary>Green.</summary>
    public byte G;

    /// <summary>Blue.</summary>
    public byte B;

    /// <summary>From its channels.</summary>
    public Rgb24(byte r, byte g, byte b) => (R, G, B) = (r, g, b);

    /// <inheritdoc/>
    public void FromScaledVector4(Vector4 vector)
    {
        vector = (ColorNumerics.Clamp(vector) * 255f) + new Vector4(.5f);
        (R, G, B) = ((byte)vector.X, (byte)vector.Y, (byte)vector.Z);
    }

    /// <inheritdoc/>
    public readonly Vector4 ToScaledVector4() => new Vector4(R, G, B, 255) / 255f;

    /// <inheritdoc/>
    public void FromRgba32(Rgba32 source) => (R, G, B) = (source.R, source.G, source.B);

    /// <inheritdoc/>
    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(R, G, B, 255);

    /// <inheritdoc/>
    public void FromRgba64(Rgba64 source)
        => (R, G, B) = (ColorNumerics.To8Bit(source.R), ColorNumerics.To8Bit(source.G), ColorNumerics.To8Bit(source.B));

    /// <inheritdoc/>
    public readonly bool Equals(Rgb24 other) => R == other.R && G == other.G && B == other.B;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Rgb24 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(R, G, B);

    /// <inheritdoc/>
    public override readonly string ToString() => $"Rgb24({R}, {G}, {B})";

    /// <summary>Same channels.</summary>
    public static bool operator ==(Rgb24 left, Rgb24 right) => left.Equals(right);

    /// <summary>Different channels.</summary>
    public static bool operator !=(Rgb24 left, Rgb24 right) => !left.Equals(right);
}
