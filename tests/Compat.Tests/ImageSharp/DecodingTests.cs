using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Compat.Tests.ImageSharp;

public class DecodingTests
{
    private static readonly byte[] s_palette = [10, 40, 200, 0, 220, 60, 20, 0, 0, 255, 0, 0, 255, 255, 255, 0];

    private static Image<TPixel> Load<TPixel>(byte[] bytes)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var stream = new MemoryStream(bytes);
        return Image.Load<TPixel>(stream);
    }

    [Fact]
    public void A_png_of_8_bit_rgb_keeps_every_value()
    {
        byte[] png = PngBytes.Write(3, 2, 8, PngBytes.Rgb, y => [(byte)y, 1, 2, 3, 4, 5, 6, 7, 255]);
        using Image<Rgb24> image = Load<Rgb24>(png);
        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.Equal(new Rgb24(0, 1, 2), image[0, 0]);
        Assert.Equal(new Rgb24(6, 7, 255), image[2, 0]);
        Assert.Equal(new Rgb24(1, 1, 2), image[0, 1]);
    }

    [Theory]
    [InlineData(1, new byte[] { 0b0100_0000 }, 255)]
    [InlineData(2, new byte[] { 0b0010_0000 }, 170)]
    [InlineData(4, new byte[] { 0x0C }, 204)]
    [InlineData(8, new byte[] { 0, 77 }, 77)]
    public void A_grey_png_of_any_depth_is_scaled_to_8_bits(int bitDepth, byte[] row, int expected)
    {
        using Image<L8> image = Load<L8>(PngBytes.Write(2, 1, bitDepth, PngBytes.Grey, _ => row));
        Assert.Equal(0, image[0, 0].PackedValue);
        Assert.Equal(expected, image[1, 0].PackedValue);
    }

    [Fact]
    public void A_16_bit_grey_png_keeps_every_value_as_L16_and_is_rounded_as_L8()
    {
        byte[] png = PngBytes.Write(2, 1, 16, PngBytes.Grey, _ => [0x12, 0x34, 0xFF, 0xFF]);
        using Image<L16> wide = Load<L16>(png);
        Assert.Equal(0x1234, wide[0, 0].PackedValue);
        Assert.Equal(ushort.MaxValue, wide[1, 0].PackedValue);
        using Image<L8> narrow = Load<L8>(png);
        Assert.Equal((byte)Math.Round(0x1234 / 257.0), narrow[0, 0].PackedValue);
    }

    [Fact]
    public void A_16_bit_rgba_png_is_rounded_to_8_bits()
    {
        byte[] png = PngBytes.Write(1, 1, 16, PngBytes.Rgba, _ => [0x80, 0x80, 0x40, 0x40, 0xFF, 0xFF, 0x20, 0x20]);
        using Image<Rgba32> image = Load<Rgba32>(png);
        Assert.Equal(new Rgba32(0x80, 0x40, 0xFF, 0x20), image[0, 0]);
    }

    [Fact]
    public void Grey_with_alpha_becomes_rgba()
    {
        using Image<Rgba32> image = Load<Rgba32>(PngBytes.Write(1, 1, 8, PngBytes.GreyAlpha, _ => [90, 128]));
        Assert.Equal(new Rgba32(90, 90, 90, 128), image[0, 0]);
    }

    [Fact]
    public void A_palette_with_transparency_becomes_rgba()
    {
        byte[] png = new PngBytes(2, 1, 1, PngBytes.Palette).Chunk("PLTE", [200, 40, 10, 20, 60, 220]).Chunk("tRNS", [255, 0])
            .Rows(1, _ => [0b0100_0000]).End();
        using Image<Rgba32> image = Load<Rgba32>(png);
        Assert.Equal(new Rgba32(200, 40, 10, 255), image[0, 0]);
        Assert.Equal(0, image[1, 0].A);
    }

    [Fact]
    public void Colours_become_grey_by_their_luminance()
    {
        using Image<L8> image = Load<L8>(PngBytes.Write(3, 1, 8, PngBytes.Rgb, _ => [255, 0, 0, 0, 255, 0, 0, 0, 255]));
        Assert.Equal([54, 182, 18], new[] { image[0, 0].PackedValue, image[1, 0].PackedValue, image[2, 0].PackedValue });
    }

    [Fact]
    public void A_grey_jpeg_is_decoded()
    {
        using Image<Rgb24> image = Load<Rgb24>(JpegBytes.Write([[[30], [220]]]));
        Assert.Equal((16, 8), (image.Width, image.Height));
        AssertClose(new Rgb24(30, 30, 30), image[3, 3]);
        AssertClose(new Rgb24(220, 220, 220), image[12, 3]);
    }

    [Fact]
    public void A_YCbCr_jpeg_is_decoded()
    {
        // Luma and chroma of (200, 40, 10) by ITU-R BT.601, full range.
        byte[] stored = [84, 86, 211];
        using Image<Rgb24> image = Load<Rgb24>(JpegBytes.Write([[stored]]));
        AssertClose(new Rgb24(200, 40, 10), image[4, 4], tolerance: 2);
    }

    [Fact]
    public void A_CMYK_jpeg_as_Adobe_writes_it_becomes_what_the_inks_leave_of_white()
    {
        // Adobe stores 255 for "no ink": here 20 % cyan, no magenta, 60 % yellow, 40 % black.
        using Image<Rgb24> image = Load<Rgb24>(JpegBytes.Write([[[204, 255, 102, 153]]], adobeTransform: 0));
        AssertClose(new Rgb24(122, 153, 61), image[4, 4]);
    }

    [Fact]
    public void A_lossless_webp_keeps_every_value()
    {
        using Image<Rgb24> image = Load<Rgb24>(WebpBytes.Opaque);
        Assert.Equal((16, 8), (image.Width, image.Height));
        Assert.Equal(new Rgb24(200, 40, 10), image[7, 7]);
        Assert.Equal(new Rgb24(20, 60, 220), image[8, 0]);
        using Image<Rgba32> transparent = Load<Rgba32>(WebpBytes.HalfTransparent);
        Assert.Equal(new Rgba32(200, 40, 10, 255), transparent[0, 0]);
        Assert.Equal(0, transparent[15, 0].A);
    }

    [Fact]
    public void A_gif_keeps_every_value_and_its_transparency()
    {
        byte[] gif = GifBytes.Write(3, 2, [(200, 40, 10), (20, 60, 220)], [0, 1, 1, 1, 1, 0], transparent: 1);
        using Image<Rgba32> image = Load<Rgba32>(gif);
        Assert.Equal((3, 2), (image.Width, image.Height));
        Assert.Equal(new Rgba32(200, 40, 10, 255), image[0, 0]);
        Assert.Equal(0, image[1, 0].A);
        Assert.Equal(new Rgba32(200, 40, 10, 255), image[2, 1]);
    }

    [Fact]
    public void A_tiff_keeps_every_value()
    {
        byte[] rgb = TiffBytes.Write(2, 1, TiffBytes.Rgb, 3, 8, [200, 40, 10, 20, 60, 220]);
        using Image<Rgb24> image = Load<Rgb24>(rgb);
        Assert.Equal([new Rgb24(200, 40, 10), new Rgb24(20, 60, 220)], [image[0, 0], image[1, 0]]);
        byte[] wide = TiffBytes.Write(2, 1, TiffBytes.BlackIsZero, 1, 16, [0x34, 0x12, 0xFF, 0xFF]);
        using Image<L16> grey = Load<L16>(wide);
        Assert.Equal([0x1234, ushort.MaxValue], new[] { grey[0, 0].PackedValue, grey[1, 0].PackedValue });
        byte[] inverse = TiffBytes.Write(2, 1, TiffBytes.WhiteIsZero, 1, 8, [0, 200]);
        using Image<L8> inverted = Load<L8>(inverse);
        Assert.Equal([255, 55], new[] { inverted[0, 0].PackedValue, inverted[1, 0].PackedValue });
    }

    public static TheoryData<string, byte[]> Bitmaps => new()
    {
        { "24 bits", BmpBytes.Rgb(2, 2, (x, y) => (x, y) switch { (0, 0) => (200, 40, 10), (1, 0) => (20, 60, 220), (0, 1) => (0, 255, 0), _ => (255, 255, 255) }) },
        { "24 bits, top row first", BmpBytes.Write(2, -2, 24, 0, [10, 40, 200, 220, 60, 20, 0, 0, 0, 255, 0, 255, 255, 255, 0, 0]) },
        { "32 bits", BmpBytes.Write(2, 2, 32, 0, [0, 255, 0, 0, 255, 255, 255, 0, 10, 40, 200, 0, 220, 60, 20, 0]) },
        { "8 bits", BmpBytes.Write(2, 2, 8, 0, [2, 3, 0, 0, 0, 1, 0, 0], s_palette) },
        { "4 bits", BmpBytes.Write(2, 2, 4, 0, [0x23, 0, 0, 0, 0x01, 0, 0, 0], s_palette) },
        { "run-length, 8 bits", BmpBytes.Write(2, 2, 8, 1, [0, 2, 0, 0, 1, 2, 1, 3, 0, 0, 1, 0, 1, 1, 0, 1], s_palette) },
        { "run-length, 4 bits", BmpBytes.Write(2, 2, 4, 2, [2, 0x23, 0, 0, 2, 0x01, 0, 1], s_palette) },
    };

    [Theory]
    [MemberData(nameof(Bitmaps))]
    public void A_bmp_keeps_every_value(string kind, byte[] bmp)
    {
        using Image<Rgb24> image = Load<Rgb24>(bmp);
        Assert.Equal((2, 2), (image.Width, image.Height));
        Rgb24[] expected = [new(200, 40, 10), new(20, 60, 220), new(0, 255, 0), new(255, 255, 255)];
        Assert.True(expected.SequenceEqual([image[0, 0], image[1, 0], image[0, 1], image[1, 1]]), kind);
    }

    [Fact]
    public void A_bmp_of_1_bit_and_one_of_16_bits_are_decoded()
    {
        using Image<Rgb24> bilevel = Load<Rgb24>(BmpBytes.Write(2, 1, 1, 0, [0b0100_0000, 0, 0, 0], s_palette[..8]));
        Assert.Equal([new Rgb24(200, 40, 10), new Rgb24(20, 60, 220)], [bilevel[0, 0], bilevel[1, 0]]);
        // Five, six and five bits: full red, and full green with half of blue.
        byte[] masks = [0x00, 0xF8, 0, 0, 0xE0, 0x07, 0, 0, 0x1F, 0, 0, 0];
        using Image<Rgb24> packed = Load<Rgb24>(BmpBytes.Write(2, 1, 16, 3, [0x00, 0xF8, 0xF0, 0x07], masks));
        Assert.Equal(new Rgb24(255, 0, 0), packed[0, 0]);
        AssertClose(new Rgb24(0, 255, 132), packed[1, 0]);
    }

    [Fact]
    public void Identify_reads_the_size_without_the_pixels()
    {
        using var png = new MemoryStream(new PngBytes(30_000, 20_000, 8, PngBytes.Rgb).Chunk("IDAT", []).End());
        IImageInfo info = Image.Identify(png)!;
        Assert.Equal((30_000, 20_000, 24), (info.Width, info.Height, info.PixelType.BitsPerPixel));
    }

    [Fact]
    public void A_file_whose_name_has_brackets_spaces_and_other_scripts_is_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("Ночь [v=1], 夜.png", PngBytes.Write(1, 1, 8, PngBytes.Rgb, _ => [1, 2, 3]));
        using Image<Rgb24> image = Image.Load<Rgb24>(path);
        Assert.Equal(new Rgb24(1, 2, 3), image[0, 0]);
    }

    [Fact]
    public void What_is_no_image_is_of_unknown_format()
    {
        Assert.Throws<UnknownImageFormatException>(() => Load<Rgb24>([.. "This is text, not an image."u8]));
        Assert.Throws<UnknownImageFormatException>(() => Load<Rgb24>([]));
    }

    [Fact]
    public void A_vector_drawing_is_of_unknown_format()
        => Assert.Throws<UnknownImageFormatException>(() => Load<Rgb24>([.. "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>"u8]));

    [Fact]
    public void Broken_content_of_a_known_format_is_invalid()
    {
        byte[] png = PngBytes.Write(4, 4, 8, PngBytes.Rgb, _ => new byte[12]);
        Array.Clear(png, 8, 24);
        Assert.ThrowsAny<ImageFormatException>(() => Load<Rgb24>(png));
    }

    [Fact]
    public void A_missing_file_is_a_missing_file()
        => Assert.Throws<FileNotFoundException>(() => Image.Load<Rgb24>(Path.Combine(Path.GetTempPath(), "pix2pitch-no-such-file.png")));

    private static void AssertClose(Rgb24 expected, Rgb24 actual, int tolerance = 1)
        => Assert.True(Math.Abs(expected.R - actual.R) <= tolerance && Math.Abs(expected.G - actual.G) <= tolerance && Math.Abs(expected.B - actual.B) <= tolerance,
            $"Expected {expected}, got {actual}.");
}
