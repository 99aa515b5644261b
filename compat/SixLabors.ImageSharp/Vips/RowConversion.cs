using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Vips;

/// <summary>Rows as libvips gives them (bands interleaved) to pixels.</summary>
internal static class RowConversion
{
    internal static void From8Bit<TPixel>(ReadOnlySpan<byte> row, int bands, int colours, bool alpha, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if ((bands == 3 && colours == 3 && typeof(TPixel) == typeof(Rgb24)) || (bands == 4 && alpha && typeof(TPixel) == typeof(Rgba32))
            || (bands == 1 && typeof(TPixel) == typeof(L8)))
        {
            MemoryMarshal.Cast<byte, TPixel>(row).CopyTo(pixels);
            return;
        }
        int second = colours == 3 ? 1 : 0, third = colours == 3 ? 2 : 0;
        for (int x = 0; x < pixels.Length; x++, row = row[bands..])
            pixels[x].FromRgba32(new Rgba32(row[0], row[second], row[third], alpha ? row[colours] : (byte)255));
    }

    internal static void From16Bit<TPixel>(ReadOnlySpan<byte> row, int bands, int colours, bool alpha, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ReadOnlySpan<ushort> wide = MemoryMarshal.Cast<byte, ushort>(row);
        int second = colours == 3 ? 1 : 0, third = colours == 3 ? 2 : 0;
        for (int x = 0; x < pixels.Length; x++, wide = wide[bands..])
            pixels[x].FromRgba64(new Rgba64(wide[0], wide[second], wide[third], alpha ? wide[colours] : ushort.MaxValue));
    }

    /// <summary>Without a colour profile: what the inks leave of white.</summary>
    internal static void FromCmyk<TPixel>(ReadOnlySpan<byte> row, int bands, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        for (int x = 0; x < pixels.Length; x++, row = row[bands..])
        {
            int light = 255 - row[3];
            pixels[x].FromRgba32(new Rgba32(Left(row[0], light), Left(row[1], light), Left(row[2], light)));
        }

        static byte Left(byte ink, int light) => (byte)((((255 - ink) * light) + 127) / 255);
    }
}
