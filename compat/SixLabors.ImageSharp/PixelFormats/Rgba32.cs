using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>8 bits each of red, green, blue and alpha.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct Rgba32 : IPixel<Rgba32>
{
    /// <summary>Red.</summary>
    public byte R;

    /// <summary>Green.</summary>
    public byte G;

    /// <summary>Blue.</summary>
    public byte B;

    /// <summary>Alpha; 255 is opaque.</summary>
    public byte A;

    /// <summary>Opaque.</summary>
    public Rgba32(byte r, byte g, byte b) => (R, G, B, A) = (r, g, b, 255);

    /// <summary>From its channels.</summary>
    public Rgba32(byte r, byte g, byte b, byte a) => (R, G, B, A) = (r, g, b, a);

    /// <inheritdoc/>
    public void FromScaledVector4(Vector4 vector)
    {
        vector = (ColorNumerics.Clamp(vector) * 255f) + new Vector4(.5f);
        (R, G, B, A) = ((byte)vector.X, (byte)vector.Y, (byte)vector.Z, (byte)vector.W);
    }

    /// <inheritdoc/>
    public readonly Vector4 ToScaledVector4() => new Vector4(R, G, B, A) / 255f;

    /// <inheritdoc/>
    public void FromRgba32(Rgba32 source) => this = source;

    /// <inheritdoc/>
    public readonly void ToRgba32(ref Rgba32 dest) => dest = this;

    /// <inheritdoc/>
    public void FromRgba64(Rgba64 source) => (R, G, B, A) = (ColorNumerics.To8Bit(source.R), ColorNumerics.To8Bit(source.G),
        ColorNumerics.To8Bit(source.B), ColorNumerics.To8Bit(source.A));

    /// <inheritdoc/>
    public readonly bool Equals(Rgba32 other) => R == other.R && G == other.G && B == other.B && A == other.A;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Rgba32 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(R, G, B, A);

    /// <inheritdoc/>
    public override readonly string ToString() => $"Rgba32({R}, {G}, {B}, {A})";

    /// <summary>Same channels.</summary>
    public static bool operator ==(Rgba32 left, Rgba32 right) => left.Equals(right);

    /// <summary>Different channels.</summary>
    public static bool operator !=(Rgba32 left, Rgba32 right) => !left.Equals(right);
}
