using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings;

public class PaintingReaderTests
{
    private static readonly (byte R, byte G, byte B) s_left = (200, 40, 10), s_right = (20, 60, 220);

    public static TheoryData<string, byte[]> Formats => new()
    {
        { "a.png", PngBytes.Write(16, 8, 8, PngBytes.Rgb, _ => [.. Halves(8).SelectMany(p => new[] { p.R, p.G, p.B })]) },
        { "16-bit.png", PngBytes.Write(16, 8, 16, PngBytes.Rgb, _ => [.. Halves(8).SelectMany(p => new[] { p.R, p.R, p.G, p.G, p.B, p.B })]) },
        { "palette.png", new PngBytes(16, 8, 8, PngBytes.Palette).Chunk("PLTE", [200, 40, 10, 20, 60, 220])
            .Rows(8, _ => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]).End() },
        { "a.jpg", JpegBytes.Write([[[84, 86, 211], [66, 215, 95]]]) },
        { "cmyk.jpg", JpegBytes.Write([[[200, 40, 10, 255], [20, 60, 220, 255]]], adobeTransform: 0) },
        { "a.webp", WebpBytes.Opaque },
        { "a.tif", TiffBytes.Write(16, 8, TiffBytes.Rgb, 3, 8, [.. Rows(8).SelectMany(p => new[] { p.R, p.G, p.B })]) },
        { "16-bit.tiff", TiffBytes.Write(16, 8, TiffBytes.Rgb, 3, 16, [.. Rows(8).SelectMany(p => new[] { p.R, p.R, p.G, p.G, p.B, p.B })]) },
        { "a.gif", GifBytes.Write(16, 8, [s_left, s_right], [.. Rows(8).Select(p => (byte)(p == s_left ? 0 : 1))]) },
        { "a.bmp", BmpBytes.Rgb(16, 8, (x, _) => x < 8 ? s_left : s_right) },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_gives_the_same_planes(string name, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        float[] rgb = PaintingReader.Read(folder.Write(name, bytes), new PaintingOptions { Size = 32 });
        Assert.Equal(3 * 32 * 32, rgb.Length);
        AssertColor(s_left, rgb, 32, 4, 16);
        AssertColor(s_right, rgb, 32, 27, 16);
    }

    [Fact]
    public void A_file_is_known_by_its_content_and_not_by_its_name()
    {
        using var folder = new TemporaryFolder();
        float[] rgb = PaintingReader.Read(folder.Write("really-a-webp.jpg", WebpBytes.Opaque), new PaintingOptions { Size = 8 });
        AssertColor(s_left, rgb, 8, 0, 0);
    }

    [Fact]
    public void Grey_gives_three_equal_planes()
    {
        using var folder = new TemporaryFolder();
        foreach (byte[] bytes in new[] { JpegBytes.Write([[[90]]]), PngBytes.Write(1, 1, 16, PngBytes.Grey, _ => [90, 90]) })
        {
            float[] rgb = PaintingReader.Read(folder.Write("grey", bytes), new PaintingOptions { Size = 8 });
            AssertColor((90, 90, 90), rgb, 8, 5, 5);
        }
    }

    [Fact]
    public void Values_reach_from_minus_1_to_1_and_row_0_is_the_top()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.png", PngBytes.Write(2, 2, 8, PngBytes.Rgb, y => y == 0 ? [255, 0, 0, 255, 0, 0] : [0, 0, 255, 0, 0, 255]));
        float[] rgb = PaintingReader.Read(path, new PaintingOptions { Size = 16 });
        Assert.Equal((1f, -1f, -1f), (rgb[0], rgb[256], rgb[512]));
        Assert.Equal((-1f, -1f, 1f), (rgb[255], rgb[511], rgb[767]));
    }

    [Fact]
    public void Transparent_parts_are_blended_with_white()
    {
        using var folder = new TemporaryFolder();
        float[] rgb = PaintingReader.Read(folder.Write("a.webp", WebpBytes.HalfTransparent), new PaintingOptions { Size = 32 });
        AssertColor(s_left, rgb, 32, 4, 16);
        AssertColor((255, 255, 255), rgb, 32, 27, 16);
        string half = folder.Write("half.png", PngBytes.Write(1, 1, 8, PngBytes.Rgba, _ => [200, 0, 100, 51]));
        AssertColor((244, 204, 224), PaintingReader.Read(half, new PaintingOptions { Size = 8 }), 8, 3, 3);
    }

    [Theory]
    [InlineData(1, "ABC/DEF")]
    [InlineData(2, "CBA/FED")]
    [InlineData(3, "FED/CBA")]
    [InlineData(4, "DEF/ABC")]
    [InlineData(5, "AD/BE/CF")]
    [InlineData(6, "CF/BE/AD")]
    [InlineData(7, "FC/EB/DA")]
    [InlineData(8, "DA/EB/FC")]
    public void EXIF_orientation_is_applied(int orientation, string stored)
    {
        using var folder = new TemporaryFolder();
        byte[][][] blocks = [.. stored.Split('/').Select(row => row.Select(letter => new[] { ValueOf(letter) }).ToArray())];
        string path = folder.Write("turned.jpg", JpegBytes.Write(blocks, orientation: orientation));
        float[] rgb = PaintingReader.Read(path, new PaintingOptions { Size = 48 });
        for (int i = 0; i < 6; i++)
        {
            byte grey = ValueOf("ABCDEF"[i]);
            AssertColor((grey, grey, grey), rgb, 48, (i % 3 * 16) + 8, (i / 3 * 24) + 12);
        }

        static byte ValueOf(char letter) => (byte)(30 + ((letter - 'A') * 40));
    }

    [Fact]
    public void Squash_shows_all_and_CenterCrop_the_middle_and_Pad_bars()
    {
        using var folder = new TemporaryFolder();
        // Three squares side by side: red, green, blue.
        string path = folder.Write("wide.png", PngBytes.Write(48, 16, 8, PngBytes.Rgb, _ =>
            [.. Enumerable.Range(0, 48).SelectMany(x => new byte[] { (byte)(x < 16 ? 255 : 0), (byte)(x is >= 16 and < 32 ? 255 : 0), (byte)(x >= 32 ? 255 : 0) })]));
        float[] squashed = PaintingReader.Read(path, new PaintingOptions { Size = 48, Fit = PaintingFit.Squash });
        AssertColor((255, 0, 0), squashed, 48, 6, 2);
        AssertColor((0, 255, 0), squashed, 48, 24, 45);
        AssertColor((0, 0, 255), squashed, 48, 42, 24);
        float[] cropped = PaintingReader.Read(path, new PaintingOptions { Size = 16, Fit = PaintingFit.CenterCrop });
        foreach (int x in new[] { 0, 8, 15 }) AssertColor((0, 255, 0), cropped, 16, x, x);
        float[] padded = PaintingReader.Read(path, new PaintingOptions { Size = 48, Fit = PaintingFit.Pad });
        AssertColor((255, 255, 255), padded, 48, 24, 15);
        AssertColor((0, 255, 0), padded, 48, 24, 16);
        AssertColor((0, 255, 0), padded, 48, 24, 31);
        AssertColor((255, 255, 255), padded, 48, 24, 32);
    }

    [Fact]
    public void A_file_whose_name_has_brackets_spaces_and_other_scripts_is_read()
    {
        using var folder = new TemporaryFolder();
        float[] rgb = PaintingReader.Read(folder.Write("Ночь [n=1] 夜 100 %.webp", WebpBytes.Opaque), new PaintingOptions { Size = 8 });
        AssertColor(s_right, rgb, 8, 7, 7);
    }

    [Fact]
    public void Many_threads_read_the_same_values()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.webp", WebpBytes.Opaque);
        float[] expected = PaintingReader.Read(path, new PaintingOptions { Size = 64 });
        Parallel.For(0, 32, _ => Assert.Equal(expected, PaintingReader.Read(path, new PaintingOptions { Size = 64 })));
    }

    [Fact]
    public void Real_paintings_are_read_if_they_are_present()
    {
        if (TestData.Find("train", "paintings") is not { } paintings) return;
        foreach (string style in Directory.GetDirectories(paintings))
        {
            float[] rgb = PaintingReader.Read(Directory.GetFiles(style).Order(StringComparer.Ordinal).First(), new PaintingOptions());
            Assert.All(rgb, value => Assert.InRange(value, -1, 1));
            Assert.True(rgb.Max() - rgb.Min() > .5f);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_value_and_range()
    {
        var size = Assert.Throws<ArgumentOutOfRangeException>(() => PaintingReader.Read("a.png", new PaintingOptions { Size = 7 }));
        Assert.Contains("Size is 7 pixels; it must be from 8 to 4,096 pixels.", size.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingReader.Read("a.png", new PaintingOptions { MaxPixels = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingReader.Read("a.png", new PaintingOptions { Fit = (PaintingFit)9 }));
        Assert.Throws<ArgumentException>(() => PaintingReader.Read("a.png", new PaintingOptions { Size = 8 }, new float[10]));
    }

    private static IEnumerable<(byte R, byte G, byte B)> Halves(int half)
        => Enumerable.Repeat(s_left, half).Concat(Enumerable.Repeat(s_right, half));

    private static IEnumerable<(byte R, byte G, byte B)> Rows(int count) => Enumerable.Range(0, count).SelectMany(_ => Halves(8));

    private static void AssertColor((byte R, byte G, byte B) expected, float[] rgb, int size, int x, int y)
    {
        int plane = size * size, at = (y * size) + x;
        byte[] wanted = [expected.R, expected.G, expected.B];
        for (int c = 0; c < 3; c++) Assert.InRange((rgb[(c * plane) + at] + 1) * 127.5f, wanted[c] - 2f, wanted[c] + 2f);
    }
}
