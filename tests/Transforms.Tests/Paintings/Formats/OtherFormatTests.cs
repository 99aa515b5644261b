using NetVips;
using static Pix2Pitch.Transforms.Tests.Paintings.Formats.Quadrants;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>Kinds of JPEG, PNG, WebP, GIF and BMP.</summary>
public sealed class OtherFormatTests
{
    private static readonly byte[][] s_colors = [.. Colors.Select(c => (byte[])[c.R, c.G, c.B])];

    private static readonly byte[] s_indices = Samples([0], [1], [2], [3]);

    /// <summary>Y, Cb and Cr of 255 less each colour, as Adobe stores inks.</summary>
    private static readonly byte[][] s_invertedYCbCr = [[175, 157, 43], [146, 157, 185], [189, 53, 155], [65, 214, 100]];

    public static TheoryData<string, byte[]> Kinds => new()
    {
        { "progressive JPEG", EncodedPaintings.Write(image => image.JpegsaveBuffer(q: 100, interlace: true)) },
        { "JPEG with restart markers", EncodedPaintings.Write(image => image.JpegsaveBuffer(q: 100, restartInterval: 2)) },
        { "JPEG of RGB", JpegBytes.Write(ColorProfileTests.Blocks(s_colors), adobeTransform: 0) },
        { "JPEG of YCCK", JpegBytes.Write(ColorProfileTests.Blocks([.. s_invertedYCbCr.Select(c => (byte[])[.. c, 255])]), adobeTransform: 2) },
        { "JPEG of CMYK", JpegBytes.Write(ColorProfileTests.Blocks([.. s_colors.Select(c => (byte[])[.. c, 255])]), adobeTransform: 0) },
        { "interlaced PNG", EncodedPaintings.Write(image => image.PngsaveBuffer(interlace: true)) },
        { "PNG with a palette of 2 bits", Palette(2) },
        { "PNG with a palette of 4 bits", Palette(4) },
        { "PNG with more frames", new PngBytes(Width, Height, 8, PngBytes.Rgb).Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]).Rows(Height, Row).End() },
        { "lossy WebP", EncodedPaintings.Write(image => image.WebpsaveBuffer(q: 100)) },
        { "lossless WebP", EncodedPaintings.Write(image => image.WebpsaveBuffer(lossless: true)) },
        { "interlaced GIF", Gif(GifBytes.Frame(0, 0, Width, Height, s_indices, isInterlaced: true)) },
        { "GIF with a palette of its frame", GifBytes.Screen(Width, Height, [], GifBytes.Frame(0, 0, Width, Height, s_indices, palette: Colors)) },
        { "GIF with more frames", Gif(GifBytes.Frame(0, 0, Width, Height, s_indices, disposal: 2), GifBytes.Frame(8, 8, 40, 40, new byte[1600], disposal: 3)) },
        { "BMP", BmpBytes.Rgb(Width, Height, (x, y) => Colors[At(x, y)]) },
        { "BMP from the top", BmpBytes.Write(Width, -Height, 24, 0, Samples([.. s_colors.Select(c => (byte[])[c[2], c[1], c[0]])])) },
        { "BMP whose fourth byte is padding", BmpBytes.Write(Width, -Height, 32, 0, Samples([.. s_colors.Select(c => (byte[])[c[2], c[1], c[0], 51])])) },
        { "BMP of 8 bits", BmpBytes.Write(Width, -Height, 8, 0, s_indices, [.. Colors.SelectMany(c => (byte[])[c.B, c.G, c.R, 0])]) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Colours_are_those_that_were_stored(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre(Colors, file, tolerance: 2);
    }

    [Theory]
    [InlineData(1, new byte[] { 1, 0, 0, 1 }, new byte[] { 255, 0, 0, 255 })]
    [InlineData(2, new byte[] { 3, 0, 1, 2 }, new byte[] { 255, 0, 85, 170 })]
    [InlineData(4, new byte[] { 12, 1, 3, 14 }, new byte[] { 204, 17, 51, 238 })]
    public void A_PNG_of_few_bits_reaches_from_black_to_white(int bits, byte[] stored, byte[] expected)
        => AssertAre([.. expected.Select(grey => (grey, grey, grey))], PngBytes.Write(Width, Height, bits, PngBytes.Grey, y => Packed(bits, stored, y)));

    [Fact]
    public void A_grey_JPEG_is_grey() => AssertAre(Shades, JpegBytes.Write(ColorProfileTests.Blocks([.. Greys.Select(grey => (byte[])[grey])])));

    public static TheoryData<string, byte[]> Transparent => new()
    {
        { "PNG", EncodedPaintings.Write(WithAlpha(0), 4, image => image.PngsaveBuffer()) },
        { "PNG with a transparent colour", new PngBytes(Width, Height, 8, PngBytes.Rgb).Chunk("tRNS", [0, 200, 0, 30, 0, 30]).Rows(Height, Row).End() },
        { "PNG with a transparent entry of its palette", Palette(2, [0]) },
        { "lossless WebP", EncodedPaintings.Write(WithAlpha(0), 4, image => image.WebpsaveBuffer(lossless: true)) },
        { "lossy WebP", EncodedPaintings.Write(WithAlpha(0), 4, image => image.WebpsaveBuffer(q: 100)) },
        { "GIF", Gif(GifBytes.Frame(0, 0, Width, Height, s_indices, transparent: 0)) },
        { "BMP with a mask of its transparency",
            BmpBytes.Write(Width, -Height, 32, 3, Samples([.. s_colors.Select((c, i) => (byte[])[c[2], c[1], c[0], i == 0 ? (byte)0 : (byte)255])]),
                version4: [0xFF0000, 0xFF00, 0xFF, 0xFF000000]) },
    };

    [Theory]
    [MemberData(nameof(Transparent))]
    public void Transparent_parts_are_white(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre([(255, 255, 255), .. Colors[1..]], file, tolerance: 2);
    }

    [Fact]
    public void What_the_first_frame_of_a_GIF_leaves_free_is_white()
    {
        byte[] part = [.. Enumerable.Repeat((byte)3, Width / 2 * (Height / 2))];
        (byte, byte, byte)[] expected = [(255, 255, 255), (255, 255, 255), (255, 255, 255), Colors[3]];
        AssertAre(expected, Gif(GifBytes.Frame(Width / 2, Height / 2, Width / 2, Height / 2, part)));
        AssertAre(expected, Gif(GifBytes.Frame(Width / 2, Height / 2, Width / 2, Height / 2, part, transparent: 0), GifBytes.Frame(0, 0, 4, 4, new byte[16])));
    }

    [Theory]
    [InlineData(16, 0, new uint[] { 0x7C00, 0x3E0, 0x1F, 0 })]
    [InlineData(16, 3, new uint[] { 0xF800, 0x7E0, 0x1F, 0 })]
    public void A_BMP_of_16_bits_is_right_to_its_steps(int bits, int compression, uint[] masks)
    {
        byte[][] stored = [.. s_colors.Select(c =>
        {
            uint packed = Field(c[0], masks[0]) | Field(c[1], masks[1]) | Field(c[2], masks[2]);
            return (byte[])[(byte)packed, (byte)(packed >> 8)];
        })];
        byte[] more = compression == 0 ? [] : [.. masks[..3].SelectMany(BitConverter.GetBytes)];
        AssertAre(Colors, BmpBytes.Write(Width, -Height, bits, compression, Samples(stored), more), tolerance: 8);

        static uint Field(byte value, uint mask)
        {
            int shift = System.Numerics.BitOperations.TrailingZeroCount(mask);
            return (uint)Math.Round(value / 255.0 * (mask >> shift)) << shift;
        }
    }

    [Theory]
    [InlineData(2, 1, 0, 3, 2)]
    [InlineData(3, 3, 2, 1, 0)]
    [InlineData(4, 2, 3, 0, 1)]
    [InlineData(5, 0, 2, 1, 3)]
    [InlineData(6, 1, 3, 0, 2)]
    [InlineData(7, 3, 1, 2, 0)]
    [InlineData(8, 2, 0, 3, 1)]
    public void The_orientation_of_a_PNG_or_WebP_is_obeyed(int orientation, params int[] places)
    {
        byte[] samples = Samples([.. places.Select(i => s_colors[i])]);
        byte[] exif = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        AssertAre(Colors, EncodedPaintings.Write(samples, 3, image => image.Tagged(orientation: orientation).WebpsaveBuffer(lossless: true)));
        AssertAre(Colors, Png().Chunk("eXIf", exif).Rows(Height, Stored).End());
        AssertAre(Colors, Png().Rows(Height, Stored).Chunk("eXIf", exif).End());

        PngBytes Png() => new(Width, Height, 8, PngBytes.Rgb);
        byte[] Stored(int y) => samples[(y * Width * 3)..((y + 1) * Width * 3)];
    }

    [Fact]
    public void Bytes_that_are_changed_within_a_JPEG_are_damage_and_not_a_picture()
    {
        byte[] whole = EncodedPaintings.Write([.. Enumerable.Range(0, Width * Height * 3).Select(i => (byte)(i * i % 251))], 3, image => image.JpegsaveBuffer(q: 90));
        byte[] damaged = [.. whole];
        Array.Fill(damaged, (byte)0xFF, whole.Length / 2, 40);
        (damaged[(whole.Length / 2) + 40], damaged[(whole.Length / 2) + 41]) = (0xFF, 0x01);
        AssertRefused(damaged, "is damaged");
    }

    private static byte[] Row(int y) => Rgb()[(y * Width * 3)..((y + 1) * Width * 3)];

    private static byte[] WithAlpha(byte first) => Samples([.. s_colors.Select((c, i) => (byte[])[.. c, i == 0 ? first : (byte)255])]);

    private static byte[] Packed(int bits, byte[] ofQuadrant, int y)
        => [.. Enumerable.Range(0, Width).Select(x => ofQuadrant[At(x, y)]).Chunk(8 / bits).Select(some => (byte)some.Aggregate(0, (packed, value) => (packed << bits) | value))];

    private static byte[] Palette(int bits, byte[]? opacities = null)
    {
        PngBytes png = new PngBytes(Width, Height, bits, PngBytes.Palette).Chunk("PLTE", [.. Colors.SelectMany(c => (byte[])[c.R, c.G, c.B])]);
        if (opacities is not null) png.Chunk("tRNS", opacities);
        return png.Rows(Height, y => Packed(bits, [0, 1, 2, 3], y)).End();
    }

    private static byte[] Gif(params byte[][] frames) => GifBytes.Screen(Width, Height, Colors, frames);
}
