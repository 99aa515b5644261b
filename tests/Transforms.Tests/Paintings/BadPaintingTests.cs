using Pix2Pitch.Paintings;

namespace Pix2Pitch.Transforms.Tests.Paintings;

public sealed class BadPaintingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_refused()
        => AssertRefused(_folder.File("none.jpg"), "does not exist", "check its name");

    [Fact]
    public void A_file_in_a_missing_folder_is_refused()
        => AssertRefused(_folder.File("no", "such", "folder", "none.jpg"), "does not exist", "check its name");

    [Fact]
    public void A_folder_is_refused() => AssertRefused(_folder.Path, "is a folder", "choose an image file");

    [Fact]
    public void A_zero_byte_file_is_refused() => AssertRefused(_folder.Write("empty.jpg", ""), "is empty (0 bytes)", "download it again");

    [Theory]
    [InlineData("notes.jpg", "This is text that was renamed.")]
    [InlineData("x.png", "x")]
    public void What_is_not_an_image_is_refused(string name, string text)
        => AssertRefused(_folder.Write(name, text), "is not an image", "use a JPEG, PNG, WebP, TIFF, GIF or BMP file");

    [Theory]
    [InlineData("photo.heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("photo.avif", "\0\0\0\u0020ftypavif\0\0\0\0avifmif1", "AVIF")]
    [InlineData("photo.jxl", "\0\0\0\u000CJXL \r\n", "JPEG XL")]
    [InlineData("photo.jp2", "\0\0\0\u000CjP  \r\n", "JPEG 2000")]
    [InlineData("layers.psd", "8BPS\0\u0001", "Photoshop")]
    [InlineData("figure.eps", "%!PS-Adobe-3.0 EPSF-3.0", "PostScript")]
    [InlineData("layers.xcf", "gimp xcf v011", "GIMP")]
    [InlineData("photo.cr3", "\0\0\0\u0018ftypcrx \0\0\0\u0001", "Canon raw")]
    [InlineData("page.pdf", "%PDF-1.7", "PDF")]
    [InlineData("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    public void A_format_that_is_not_supported_is_named(string name, string text, string format)
        => AssertRefused(_folder.Write(name, text), $"is in the format {format}, which is not supported", "save it as JPEG or PNG");

    [Fact]
    public void A_truncated_jpeg_is_refused_wherever_it_is_cut()
    {
        byte[] jpeg = JpegBytes.Write([[[84, 86, 211], [66, 215, 95]], [[66, 215, 95], [84, 86, 211]]], orientation: 1);
        for (int length = 3; length < jpeg.Length; length += 7)
            AssertRefused(_folder.Write("cut.jpg", jpeg[..length]), "is cut short", "download it again");
        AssertRefused(_folder.Write("cut.jpg", jpeg[..^1]), "is cut short", "download it again");
    }

    [Fact]
    public void A_jpeg_with_more_after_its_end_is_read()
    {
        byte[] jpeg = [.. JpegBytes.Write([[[84, 86, 211]]]), .. "something appended"u8];
        Assert.NotEmpty(PaintingReader.Read(_folder.Write("more.jpg", jpeg), new PaintingOptions { Size = 8 }));
    }

    [Fact]
    public void Every_other_format_is_refused_when_it_is_cut_in_half()
    {
        byte[] noise = new byte[3 * 64 * 64];
        new Random(1).NextBytes(noise);
        var whole = new Dictionary<string, byte[]>
        {
            ["cut.png"] = PngBytes.Write(64, 64, 8, PngBytes.Rgb, y => noise[(y * 192)..((y + 1) * 192)]),
            ["cut.webp"] = WebpBytes.Opaque,
            ["cut.tif"] = TiffBytes.Write(64, 64, TiffBytes.Rgb, 3, 8, noise),
            ["cut.gif"] = GifBytes.Write(64, 64, [(1, 2, 3), (9, 8, 7)], [.. noise.Take(64 * 64).Select(value => (byte)(value & 1))]),
            ["cut.bmp"] = BmpBytes.Rgb(64, 64, (x, y) => (noise[x], noise[y], noise[x + y])),
        };
        foreach ((string name, byte[] bytes) in whole)
        {
            Assert.NotEmpty(PaintingReader.Read(_folder.Write(name, bytes), new PaintingOptions { Size = 8 }));
            AssertRefused(_folder.Write(name, bytes[..(bytes.Length / 2)]), "painting", "copy");
        }
    }

    [Fact]
    public void A_bomb_is_refused_from_its_header()
    {
        // A valid file of 1 MB with 900 million pixels.
        byte[] row = new byte[3750];
        byte[] png = PngBytes.Write(30_000, 30_000, 1, PngBytes.Grey, _ => row);
        Assert.InRange(png.Length, 1, 2 << 20);
        string path = _folder.Write("bomb.png", png);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(path, "has 30000 x 30000 pixels, more than the 500000000 that are allowed", "make it smaller");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_bomb_of_any_format_is_refused_from_its_header()
    {
        AssertRefused(_folder.Write("bomb.bmp", BmpBytes.Write(30_000, 30_000, 8, 1, [0, 1], new byte[1024])), "has 30000 x 30000 pixels", "make it smaller");
        AssertRefused(_folder.Write("bomb.tif", TiffBytes.Write(30_000, 30_000, TiffBytes.BlackIsZero, 1, 8, new byte[16])), "painting", "make it smaller");
        byte[] gif = GifBytes.Write(2, 2, [(1, 2, 3)], [0, 0, 0, 0]);
        // The sizes of the screen and of the frame.
        foreach (int at in new[] { 6, 8, 30, 32 }) (gif[at], gif[at + 1]) = (0x30, 0x75);
        AssertRefused(_folder.Write("bomb.gif", gif), "has 30000 x 30000 pixels", "make it smaller");
    }

    [Fact]
    public void Pictures_that_have_to_be_decoded_at_once_have_a_limit_of_memory()
    {
        byte[] row = new byte[(3 * 16_000) + 1];
        var header = new PngBytes(16_000, 16_000, 8, PngBytes.Rgb, isInterlaced: true).Rows(2, _ => row).End();
        AssertRefused(_folder.Write("interlaced.png", header), "must be decoded at once, in 732 MiB, more than the 640 MiB", "not progressive or interlaced");
        AssertRefused(_folder.Write("planes.tif", TiffBytes.Write([new TiffPage { Width = 16_000, Height = 16_000, Photometric = TiffBytes.Rgb, Samples = 3,
            IsSeparate = true, Data = new byte[48] }])), "must be decoded at once", "make it smaller");
    }

    [Fact]
    public void A_jpeg_with_a_scan_for_each_component_has_to_be_decoded_at_once()
    {
        // libjpeg holds two bytes for each of 3 x 12000 x 12000 coefficients.
        string path = _folder.Write("scans.jpg", JpegOfScans([[1], [2], [3]]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(path, "has 12000 x 12000 pixels that must be decoded at once, in 823 MiB", "make it smaller");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_jpeg_with_one_scan_is_decoded_row_by_row()
        => Assert.Equal(0, PaintingFile.ReadHeader(_folder.Write("scan.jpg", JpegOfScans([[1, 2, 3]])), PaintingOptions.PixelLimit).DecoderBytes);

    [Fact]
    public void A_second_frame_of_a_jpeg_does_not_hide_the_size_of_the_first()
    {
        byte[] jpeg = JpegOfScans([[1], [2], [3]]), small = JpegBytes.Write([[[84, 86, 211]]]);
        AssertRefused(_folder.Write("frames.jpg", [.. jpeg[..^2], .. small[2..]]), "has 12000 x 12000 pixels", "make it smaller");
    }

    [Fact]
    public void A_side_may_not_be_longer_than_100000_pixels()
        => AssertRefused(_folder.Write("long.png", PngBytes.Write(100_001, 1, 1, PngBytes.Grey, _ => new byte[12_501])),
            "has 100001 x 1 pixels, more than the 100000 a side", "make it smaller");

    [Fact]
    public void The_limit_on_pixels_can_be_set()
    {
        string path = _folder.Write("a.webp", WebpBytes.Opaque);
        Assert.NotEmpty(PaintingReader.Read(path, new PaintingOptions { Size = 8, MaxPixels = 128 }));
        var refused = Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(path, new PaintingOptions { Size = 8, MaxPixels = 127 }));
        Assert.Contains("16 x 8 pixels", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_files_give_a_painting_or_a_refusal_and_nothing_else()
    {
        byte[][] seeds =
        [
            JpegBytes.Write([[[84, 86, 211], [66, 215, 95]]], orientation: 6), JpegBytes.Write([[[200, 40, 10, 255]]], adobeTransform: 2),
            PngBytes.Write(16, 8, 8, PngBytes.Rgba, y => [.. Enumerable.Range(y, 64).Select(x => (byte)x)]), WebpBytes.HalfTransparent,
            GifBytes.Write(4, 4, [(1, 2, 3), (200, 100, 50)], [0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0]),
            TiffBytes.Write(4, 4, TiffBytes.Rgb, 3, 16, new byte[96]), TiffBytes.Write(4, 4, TiffBytes.CieLab, 3, 8, new byte[48]),
            TiffBytes.Write(4, 4, TiffBytes.YCbCr, 3, 8, new byte[24]), BmpBytes.Rgb(5, 5, (x, y) => ((byte)x, (byte)y, 9)),
            BmpBytes.Write(2, 2, 8, 1, [0, 2, 0, 0, 1, 2, 1, 3, 0, 0, 1, 0, 1, 1, 0, 1], new byte[16]),
        ];
        var random = new Random(20);
        var options = new PaintingOptions { Size = 8, MaxPixels = 1_000_000 };
        int refused = 0;
        for (int i = 0; i < 600; i++)
        {
            byte[] bytes = [.. seeds[i % seeds.Length]];
            for (int k = random.Next(1, 5); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                PaintingReader.Read(_folder.Write("mutated", bytes), options);
            }
            catch (Pix2PitchException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 50, 600);
    }

    /// <summary>The segments of a baseline JPEG of 12,000 x 12,000 pixels and three components, with no data in its scans.</summary>
    private static byte[] JpegOfScans(byte[][] scans)
    {
        const byte High = 12_000 >> 8, Low = 12_000 & 255;
        byte[] frame = [0xFF, 0xC0, 0, 17, 8, High, Low, High, Low, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
        IEnumerable<byte> data = scans.SelectMany(scan
            => (byte[])[0xFF, 0xDA, 0, (byte)(6 + (2 * scan.Length)), (byte)scan.Length, .. scan.SelectMany(component => (byte[])[component, 0]), 0, 63, 0]);
        return [0xFF, 0xD8, .. frame, .. data, 0xFF, 0xD9];
    }

    private static void AssertRefused(string path, string reason, string remedy)
    {
        var refused = Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(path, new PaintingOptions { Size = 8 }));
        Assert.Contains($"'{path}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }
}
