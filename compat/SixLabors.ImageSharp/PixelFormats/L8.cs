using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>8 bits of luminance.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct L8 : IPixel<L8>
{
    /// <summary>Luminance.</summary>
    public byte PackedValue;

    /// <summary>From its luminance.</summary>
    public L8(byte luminance) => PackedValue = luminance;

    /// <inheritdoc/>
    public void FromScaledVector4(Vector4 vector)
    {
        vector = (ColorNumerics.Clamp(vector) * 255f) + new Vector4(.5f);
        PackedValue = ColorNumerics.Luminance8((byte)vector.X, (byte)vector.Y, (byte)vector.Z);
    }

    /// <inheritdoc/>
    public readonly Vector4 ToScaledVector4()
    {
        float luminance = PackedValue / 255f;
        return new Vector4(luminance, luminance, luminance, 1f);
    }

    /// <inheritdoc/>
    public void FromRgba32(Rgba32 source) => PackedValue = ColorNumerics.Luminance8(source.R, source.G, source.B);

    /// <inheritdoc/>
    public readonly void ToRgba32(ref Rgba32 dest)
    {
        byte luminance = PackedValue;
        dest = new Rgba32(luminance, luminance, luminance);
    }

    /// <inheritdoc/>
    public void FromRgba64(Rgba64 source) => PackedValue = ColorNumerics.To8Bit(ColorNumerics.Luminance16(source.R, source.G, source.B));

    /// <inheritdoc/>
    public readonly bool Equals(L8 other) => PackedValue == other.PackedValue;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is L8 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => PackedValue;

    /// <inheritdoc/>
    public override readonly string ToString() => $"L8({PackedValue})";

    /// <summary>Same luminance.</summary>
    public static bool operator ==(L8 left, L8 right) => left.Equals(right);

    /// <summary>Different luminance.</summary>
    public static bool operator !=(L8 left, L8 right) => !left.Equals(right);
}
