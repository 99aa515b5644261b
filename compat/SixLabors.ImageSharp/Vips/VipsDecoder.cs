using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Vips;

/// <summary>Decodes what libvips decodes, strip by strip into the pixels that are asked for.</summary>
internal static unsafe class VipsDecoder
{
    private const int StripBytes = 1 << 18;
    private const int UChar = 0, UShort = 2;
    private const int BlackWhite = 1, Cmyk = 15, Srgb = 22, Rgb16 = 25, Grey16 = 26;

    /// <summary>Bits of a band: unsigned and signed integers of 8, 16 and 32 bits, float, complex, double, double complex.</summary>
    private static readonly int[] s_bits = [8, 8, 16, 16, 32, 32, 32, 64, 64, 128];

    private delegate void RowConverter<TPixel>(ReadOnlySpan<byte> row, Span<TPixel> pixels);

    internal static ImageInfo Identify(ImageSource source)
    {
        try
        {
            using VipsObject image = source.Open();
            var type = new PixelTypeInfo(NativeMethods.GetBands(image.Pointer) * s_bits[NativeMethods.GetFormat(image.Pointer)]);
            return new ImageInfo(type, NativeMethods.GetWidth(image.Pointer), NativeMethods.GetHeight(image.Pointer), ReadMetadata(source, image));
        }
        catch (VipsException e)
        {
            throw Broken(source, e);
        }
    }

    internal static Image<TPixel> Decode<TPixel>(ImageSource source)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        try
        {
            using VipsObject opened = source.Open();
            ImageMetadata metadata = ReadMetadata(source, opened);
            using VipsObject image = ToKnownSpace(opened);
            int width = NativeMethods.GetWidth(image.Pointer), height = NativeMethods.GetHeight(image.Pointer);
            if ((long)width * height > Array.MaxLength)
                throw new InvalidImageContentException(
                    $"Cannot decode image. Failed to allocate buffers for possibly degenerate dimensions: {width}x{height}.");
            var result = new Image<TPixel>(width, height, metadata);
            ReadPixels(image, width, height, result.Pixels);
            return result;
        }
        catch (VipsException e)
        {
            throw Broken(source, e);
        }
    }

    private static InvalidImageContentException Broken(ImageSource source, VipsException e)
        => new($"Cannot decode the {source.Kind} image: {e.Message}.", e);

    private static ImageMetadata ReadMetadata(ImageSource source, VipsObject image)
    {
        var metadata = new ImageMetadata { Orientation = Math.Clamp(NativeMethods.GetOrientation(image.Pointer), 1, 8) };
        if (source.Kind == ImageKind.Png) metadata.Png.TextData = PngText.Read(source.Stream);
        return metadata;
    }

    /// <summary>Grey, RGB or 8 bit CMYK as they are; Lab, floats and the like through libvips to sRGB.</summary>
    private static VipsObject ToKnownSpace(VipsObject image)
    {
        int format = NativeMethods.GetFormat(image.Pointer), space = NativeMethods.GetInterpretation(image.Pointer);
        bool known = format switch
        {
            UChar => space is BlackWhite or Srgb || (space == Cmyk && NativeMethods.GetBands(image.Pointer) >= 4),
            UShort => space is Grey16 or Rgb16,
            _ => false,
        };
        if (known) return new VipsObject(NativeMethods.Reference(image.Pointer));
        using var operation = new VipsOperation("colourspace");
        return operation.Image("in", image).Option("space", "srgb").RunToImage();
    }

    private static void ReadPixels<TPixel>(VipsObject image, int width, int height, Span<TPixel> pixels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int bands = NativeMethods.GetBands(image.Pointer);
        bool wide = NativeMethods.GetFormat(image.Pointer) == UShort;
        int rowBytes = checked(width * bands * (wide ? 2 : 1));
        RowConverter<TPixel> convert = Converter<TPixel>(image, bands, wide);
        nint opened = NativeMethods.NewRegion(image.Pointer);
        if (opened == 0) throw new VipsException(VipsLibrary.TakeErrors());
        using var region = new VipsObject(opened);
        int stripRows = Math.Max(1, StripBytes / rowBytes);
        for (int top = 0; top < height; top += stripRows)
        {
            int rows = Math.Min(stripRows, height - top);
            byte* strip = NativeMethods.Fetch(region.Pointer, 0, top, width, rows, out nuint length);
            if (strip == null) throw new VipsException(VipsLibrary.TakeErrors());
            try
            {
                if (length != (nuint)((long)rowBytes * rows)) throw new VipsException("the rows have another size than the header says");
                for (int y = 0; y < rows; y++)
                    convert(new ReadOnlySpan<byte>(strip + ((long)rowBytes * y), rowBytes), pixels.Slice((top + y) * width, width));
            }
            finally
            {
                NativeMethods.Free(strip);
            }
        }
    }

    private static RowConverter<TPixel> Converter<TPixel>(VipsObject image, int bands, bool wide)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        int space = NativeMethods.GetInterpretation(image.Pointer);
        if (space == Cmyk) return (row, pixels) => RowConversion.FromCmyk(row, bands, pixels);
        int colours = bands >= 3 && space is not (BlackWhite or Grey16) ? 3 : 1;
        bool alpha = bands > colours && NativeMethods.HasAlpha(image.Pointer) != 0;
        return wide
            ? (row, pixels) => RowConversion.From16Bit(row, bands, colours, alpha, pixels)
            : (row, pixels) => RowConversion.From8Bit(row, bands, colours, alpha, pixels);
    }
}
