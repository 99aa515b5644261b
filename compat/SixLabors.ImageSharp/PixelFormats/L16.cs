using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>16 bits of luminance.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct L16 : IPixel<L16>
{
    /// <summary>Luminance.</summary>
    public ushort PackedValue;

    /// <summary>From its luminance.</summary>
    public L16(ushort luminance) => PackedValue = luminance;

    /// <inheritdoc/>
    public void FromScaledVector4(Vector4 vector)
    {
        vector = (ColorNumerics.Clamp(vector) * 65535f) + new Vector4(.5f);
        PackedValue = ColorNumerics.Luminance16((ushort)vector.X, (ushort)vector.Y, (ushort)vector.Z);
    }

    /// <inheritdoc/>
    public readonly Vector4 ToScaledVector4()
    {
        float luminance = PackedValue / 65535f;
        return new Vector4(luminance, luminance, luminance, 1f);
    }

    /// <inheritdoc/>
    public void FromRgba32(Rgba32 source) => PackedValue = ColorNumerics.Luminance16(
        ColorNumerics.To16Bit(source.R), ColorNumerics.To16Bit(source.G), ColorNumerics.To16Bit(source.B));

    /// <inheritdoc/>
    public readonly void ToRgba32(ref Rgba32 dest)
    {
        byte luminance = ColorNumerics.To8Bit(PackedValue);
        dest = new Rgba32(luminance, luminance, luminance);
    }

    /// <inheritdoc/>
    public void FromRgba64(Rgba64 source) => PackedValue = ColorNumerics.Luminance16(source.R, source.G, source.B);

    /// <inheritdoc/>
    public readonly bool Equals(L16 other) => PackedValue == other.PackedValue;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is L16 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => PackedValue;

    /// <inheritdoc/>
    public override readonly string ToString() => $"L16({PackedValue})";

    /// <summary>Same luminance.</summary>
    public static bool operator ==(L16 left, L16 right) => left.Equals(right);

    /// <summary>Different luminance.</summary>
    public static bool operator !=(L16 left, L16 right) => !left.Equals(right);
}
