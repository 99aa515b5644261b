using System.Numerics;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>The roundings that all pixel formats share.</summary>
internal static class ColorNumerics
{
    internal static byte To8Bit(ushort component) => (byte)(((component * 255) + 32895) >> 16);

    internal static ushort To16Bit(byte component) => (ushort)(component * 257);

    internal static byte Luminance8(byte r, byte g, byte b) => (byte)((r * .2126f) + (g * .7152f) + (b * .0722f) + .5f);

    internal static ushort Luminance16(ushort r, ushort g, ushort b) => (ushort)((r * .2126f) + (g * .7152f) + (b * .0722f) + .5f);

    internal static Vector4 Clamp(Vector4 vector) => Vector4.Min(Vector4.Max(vector, Vector4.Zero), Vector4.One);
}
