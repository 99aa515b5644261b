using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Vips;

/// <summary>Encodes pixels with one of libvips's savers.</summary>
internal static unsafe class VipsEncoder
{
    internal static byte[] Encode<TPixel>(ReadOnlySpan<TPixel> pixels, int width, int height, string saver, params (string Name, string Value)[] options)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        VipsLibrary.Require();
        (int bands, int format, string space) = default(TPixel) switch
        {
            L8 => (1, 0, "b-w"),
            L16 => (1, 2, "grey16"),
            Rgb24 => (3, 0, "srgb"),
            Rgba32 => (4, 0, "srgb"),
            Rgba64 => (4, 2, "rgb16"),
            _ => throw new NotSupportedException($"{typeof(TPixel).Name} is not encoded."),
        };
        try
        {
            fixed (TPixel* data = pixels)
            {
                nint wrapped = NativeMethods.NewImage(data, (nuint)((long)pixels.Length * sizeof(TPixel)), width, height, bands, format);
                if (wrapped == 0) throw new VipsException(VipsLibrary.TakeErrors());
                using var image = new VipsObject(wrapped);
                using var copy = new VipsOperation("copy");
                using VipsObject typed = copy.Image("in", image).Option("interpretation", space).RunToImage();
                using var save = new VipsOperation(saver);
                save.Image("in", typed);
                foreach ((string name, string value) in options) save.Option(name, value);
                return save.RunToBytes();
            }
        }
        catch (VipsException e)
        {
            throw new ImageFormatException($"Cannot encode the image: {e.Message}.", e);
        }
    }
}
