using NetVips;
using Pix2Pitch.Paintings.Decoding;
using static Pix2Pitch.Transforms.Tests.Paintings.Formats.Quadrants;

namespace Pix2Pitch.Transforms.Tests.Paintings.Formats;

/// <summary>The colours of the quadrants as other spaces store them; the stored values were computed with lcms and with NumPy.</summary>
public sealed class ColorProfileTests
{
    private const int IccProfile = 34675, Tolerance = 3;

    private static readonly byte[][] s_adobeRgb = [[171, 35, 35], [93, 159, 70], [45, 62, 195], [221, 199, 62]];
    private static readonly byte[][] s_proPhoto = [[133, 58, 31], [82, 133, 63], [72, 52, 175], [194, 189, 71]];
    private static readonly byte[][] s_displayP3 = [[184, 50, 41], [76, 158, 73], [37, 59, 192], [225, 201, 77]];
    private static readonly byte[][] s_inks = [[0, 200, 200, 20], [200, 40, 200, 30], [210, 160, 20, 10], [10, 30, 200, 0]];

    /// <summary>The inks by the profile, with lcms, perceptual.</summary>
    private static readonly (byte, byte, byte)[] s_printed = [(225, 95, 35), (82, 148, 87), (74, 106, 164), (251, 210, 87)];

    public static TheoryData<string, byte[]> WithProfile => new()
    {
        { "JPEG", EncodedPaintings.Write(Samples(s_adobeRgb), 3, image => image.Tagged(IccBytes.AdobeRgb).JpegsaveBuffer(q: 100, subsampleMode: Enums.ForeignSubsample.Off)) },
        { "PNG", EncodedPaintings.Write(Samples(s_adobeRgb), 3, image => image.Tagged(IccBytes.AdobeRgb).PngsaveBuffer()) },
        { "WebP", EncodedPaintings.Write(Samples(s_adobeRgb), 3, image => image.Tagged(IccBytes.AdobeRgb).WebpsaveBuffer(lossless: true)) },
        { "TIFF", Tiff(TiffBytes.Rgb, 3, Samples(s_adobeRgb), 8, (IccProfile, TiffBytes.Undefined, Long(IccBytes.AdobeRgb))) },
        { "TIFF of 16 bits", Tiff(TiffBytes.Rgb, 3, Wide(Samples(s_adobeRgb)), 16, (IccProfile, TiffBytes.Undefined, Long(IccBytes.AdobeRgb))) },
        { "ProPhoto in TIFF", Tiff(TiffBytes.Rgb, 3, Samples(s_proPhoto), 8, (IccProfile, TiffBytes.Undefined, Long(IccBytes.ProPhotoRgb))) },
        { "ProPhoto in PNG", EncodedPaintings.Write(Samples(s_proPhoto), 3, image => image.Tagged(IccBytes.ProPhotoRgb).PngsaveBuffer()) },
        { "floating point", Tiff(TiffBytes.Rgb, 3, Floats(Samples(s_adobeRgb), 1 / 255f), 32,
            (339, TiffBytes.Short, [3, 3, 3]), (IccProfile, TiffBytes.Undefined, Long(IccBytes.AdobeRgb))) },
    };

    [Theory]
    [MemberData(nameof(WithProfile))]
    public void An_embedded_profile_is_applied(string kind, byte[] file)
    {
        Assert.NotEmpty(kind);
        AssertAre(Colors, file, Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_profile_of_several_JPEG_segments_is_applied(int parts)
        => AssertAre(Colors, JpegBytes.Write(Blocks(s_adobeRgb), adobeTransform: 0, profile: IccBytes.AdobeRgb, profileParts: parts), Tolerance);

    [Fact]
    public void A_profile_of_grey_is_applied()
    {
        // Each shade by the exponent 1.8 instead of the curve of sRGB.
        byte[] samples = Samples([188], [23], [46], [224]);
        (byte, byte, byte)[] shades = [(200, 200, 200), (30, 30, 30), (60, 60, 60), (230, 230, 230)];
        AssertAre(shades, EncodedPaintings.Write(samples, 1, image => image.Tagged(IccBytes.Grey).PngsaveBuffer()), Tolerance);
        AssertAre(shades, Tiff(TiffBytes.BlackIsZero, 1, samples, 8, (IccProfile, TiffBytes.Undefined, Long(IccBytes.Grey))), Tolerance);
    }

    [Fact]
    public void A_profile_of_inks_is_applied()
    {
        AssertAre(s_printed, Tiff(TiffBytes.Cmyk, 4, Samples(s_inks), 8, (IccProfile, TiffBytes.Undefined, Long(IccBytes.Cmyk))), Tolerance);
        // Adobe stores inks inverted in JPEG.
        byte[][] inverted = [.. s_inks.Select(ink => ink.Select(amount => (byte)(255 - amount)).ToArray())];
        AssertAre(s_printed, JpegBytes.Write(Blocks(inverted), adobeTransform: 0, profile: IccBytes.Cmyk), Tolerance);
    }

    [Fact]
    public void Inks_without_a_profile_absorb_in_proportion()
    {
        // (255 - C)(255 - K) / 255
        (byte, byte, byte)[] light = [(235, 51, 51), (49, 190, 49), (43, 91, 226), (245, 225, 55)];
        AssertAre(light, Tiff(TiffBytes.Cmyk, 4, Samples(s_inks)));
    }

    [Fact]
    public void Transparent_parts_are_white_in_any_profile()
    {
        byte[] samples = Samples([.. s_adobeRgb.Select((c, i) => (byte[])[.. c, i == 0 ? (byte)0 : (byte)255])]);
        AssertAre([(255, 255, 255), .. Colors[1..]], EncodedPaintings.Write(samples, 4, image => image.Tagged(IccBytes.AdobeRgb).PngsaveBuffer()), Tolerance);
    }

    public static TheoryData<string, byte[]> Useless => new()
    {
        { "of zeros", new byte[300] },
        { "cut short", IccBytes.AdobeRgb[..150] },
        { "without its tags", [.. IccBytes.AdobeRgb[..128], 0, 0, 0, 0] },
        { "of grey", IccBytes.Grey },
        { "of inks", IccBytes.Cmyk },
    };

    [Theory]
    [MemberData(nameof(Useless))]
    public void A_profile_that_is_damaged_or_of_another_model_is_ignored(string kind, byte[] profile)
    {
        Assert.NotEmpty(kind);
        AssertAre(Colors, Tiff(TiffBytes.Rgb, 3, Rgb(), 8, (IccProfile, TiffBytes.Undefined, Long(profile))));
        AssertAre(Colors, JpegBytes.Write(Blocks([.. Colors.Select(c => (byte[])[c.R, c.G, c.B])]), adobeTransform: 0, profile: profile));
    }

    [Fact]
    public void A_broken_profile_of_inks_does_not_count()
        => AssertAre([(235, 51, 51), (49, 190, 49), (43, 91, 226), (245, 225, 55)],
            Tiff(TiffBytes.Cmyk, 4, Samples(s_inks), 8, (IccProfile, TiffBytes.Undefined, Long(IccBytes.Cmyk[..200]))));

    [Fact]
    public void Display_P3_by_the_code_points_of_a_PNG_is_converted()
        => AssertAre(Colors, Png(s_displayP3, ("cICP", [12, 13, 0, 1])), Tolerance);

    [Fact]
    public void Code_points_of_a_PNG_have_precedence()
        => AssertAre(Colors, Png([.. Colors.Select(c => (byte[])[c.R, c.G, c.B])], ("cICP", [1, 13, 0, 1]), ("gAMA", [0, 1, 0x86, 0xA0])));

    [Fact]
    public void Primaries_and_gamma_of_a_PNG_are_converted()
    {
        // Display P3 as chromaticities of white, red, green and blue, with the usual gamma.
        byte[] primaries = [.. new[] { 31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000 }.SelectMany(value => (byte[])[0, (byte)(value >> 16), (byte)(value >> 8), (byte)value])];
        AssertAre(Colors, Png(s_displayP3, ("gAMA", [0, 0, 0xB1, 0x8F]), ("cHRM", primaries)), Tolerance);
        // Linear light.
        int[][] light = [[37852, 851, 851], [851, 23038, 2961], [851, 2961, 37852], [51858, 37852, 1391]];
        byte[] samples = Samples([.. light.Select(color => color.SelectMany(value => (byte[])[(byte)(value >> 8), (byte)value]).ToArray())]);
        byte[] linear = new PngBytes(Width, Height, 16, PngBytes.Rgb).Chunk("gAMA", [0, 1, 0x86, 0xA0]).Rows(Height, y => samples[(y * Width * 6)..((y + 1) * Width * 6)]).End();
        AssertAre(Colors, linear, Tolerance);
    }

    [Fact]
    public void Gamma_of_a_grey_PNG_is_converted()
    {
        int[] light = [37852, 851, 2961, 51858];
        byte[] samples = Samples([.. light.Select(value => (byte[])[(byte)(value >> 8), (byte)value])]);
        byte[] linear = new PngBytes(Width, Height, 16, PngBytes.Grey).Chunk("gAMA", [0, 1, 0x86, 0xA0]).Rows(Height, y => samples[(y * Width * 2)..((y + 1) * Width * 2)]).End();
        AssertAre([(200, 200, 200), (30, 30, 30), (60, 60, 60), (230, 230, 230)], linear);
    }

    [Fact]
    public void A_PNG_with_an_sRGB_chunk_is_not_converted()
        => AssertAre(Colors, Png([.. Colors.Select(c => (byte[])[c.R, c.G, c.B])], ("sRGB", [0]), ("gAMA", [0, 1, 0x86, 0xA0])));

    [Fact]
    public void A_PNG_of_high_dynamic_range_is_refused()
        => AssertRefused(Png(s_displayP3, ("cICP", [9, 16, 0, 1])), "high dynamic range");

    private static byte[] Png(byte[][] colors, params (string Name, byte[] Data)[] chunks)
    {
        byte[] samples = Samples(colors);
        var png = new PngBytes(Width, Height, 8, PngBytes.Rgb);
        foreach ((string name, byte[] data) in chunks) png.Chunk(name, data);
        return png.Rows(Height, y => samples[(y * Width * 3)..((y + 1) * Width * 3)]).End();
    }

    internal static byte[][][] Blocks(byte[][] ofQuadrant)
        => [.. Enumerable.Range(0, Height / 8).Select(y => Enumerable.Range(0, Width / 8).Select(x => ofQuadrant[At(x * 8, y * 8)]).ToArray())];

    private static long[] Long(byte[] data) => [.. data.Select(value => (long)value)];
}
