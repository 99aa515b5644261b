using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>16 bits each of red, green, blue and alpha.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
public struct Rgba64 : IPixel<Rgba64>
{
    /// <summary>Red.</summary>
    public ushort R;

    /// <summary>Green.</summary>
    public ushort G;

    /// <summary>Blue.</summary>
    public ushort B;

    /// <summary>Alpha; 65535 is opaque.</summary>
    public ushort A;

    /// <summary>From its channels.</summary>
    public Rgba64(ushort r, ushort g, ushort b, ushort a) => (R, G, B, A) = (r, g, b, a);

    /// <inheritdoc/>
    public void FromScaledVector4(Vector4 vector)
    {
        vector = (ColorNumerics.Clamp(vector) * 65535f) + new Vector4(.5f);
        (R, G, B, A) = ((ushort)vector.X, (ushort)vector.Y, (ushort)vector.Z, (ushort)vector.W);
    }

    /// <inheritdoc/>
    public readonly Vector4 ToScaledVector4() => new Vector4(R, G, B, A) / 65535f;

    /// <inheritdoc/>
    public void FromRgba32(Rgba32 source) => (R, G, B, A) = (ColorNumerics.To16Bit(source.R), ColorNumerics.To16Bit(source.G),
        ColorNumerics.To16Bit(source.B), ColorNumerics.To16Bit(source.A));

    /// <inheritdoc/>
    public readonly void ToRgba32(ref Rgba32 dest) => dest.FromRgba64(this);

    /// <inheritdoc/>
    public void FromRgba64(Rgba64 source) => this = source;

    /// <inheritdoc/>
    public readonly bool Equals(Rgba64 other) => R == other.R && G == other.G && B == other.B && A == other.A;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Rgba64 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(R, G, B, A);

    /// <inheritdoc/>
    public override readonly string ToString() => $"Rgba64({R}, {G}, {B}, {A})";

    /// <summary>Same channels.</summary>
    public static bool operator ==(Rgba64 left, Rgba64 right) => left.Equals(right);

    /// <summary>Different channels.</summary>
    public static bool operator !=(Rgba64 left, Rgba64 right) => !left.Equals(right);
}
