using System.IO.Compression;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Compat.Tests.ImageSharp;

public class EncodingTests
{
    [Fact]
    public void A_png_keeps_every_pixel_of_every_pixel_format()
    {
        AssertRoundTrip<L8>([new(0), new(1), new(128), new(255)], 8);
        AssertRoundTrip<L16>([new(0), new(1), new(0x1234), new(65535)], 16);
        AssertRoundTrip<Rgb24>([new(0, 1, 2), new(255, 254, 253), new(9, 8, 7), new(50, 100, 200)], 24);
        AssertRoundTrip<Rgba32>([new(0, 1, 2, 3), new(255, 254, 253, 252), new(9, 8, 7, 255), new(50, 100, 200, 100)], 32);
    }

    [Fact]
    public void Text_travels_with_a_png()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("text.png");
        using (var image = new Image<L16>(2, 2))
        {
            IList<PngTextData> texts = image.Metadata.GetPngMetadata().TextData;
            texts.Add(new PngTextData("pix2pitch", """{"SampleRate":22050}""", "", ""));
            texts.Add(new PngTextData("Title", "Ночь, 夜, Nuit étoilée ♪", "", ""));
            image.SaveAsPng(path);
        }
        IImageInfo info = Image.Identify(path)!;
        Assert.Equal([("pix2pitch", """{"SampleRate":22050}"""), ("Title", "Ночь, 夜, Nuit étoilée ♪")],
            info.Metadata.GetPngMetadata().TextData.Select(text => (text.Keyword, text.Value)));
        using Image<L16> loaded = Image.Load<L16>(path);
        Assert.Equal(2, loaded.Metadata.GetPngMetadata().TextData.Count);
    }

    [Fact]
    public void Compressed_text_is_read()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(Encoding.Latin1.GetBytes("été été été"));
        byte[] png = new PngBytes(1, 1, 8, PngBytes.Grey).Chunk("zTXt", [.. "Comment"u8, 0, 0, .. packed.ToArray()]).Rows(1, _ => [0]).End();
        using var stream = new MemoryStream(png);
        IImageInfo info = Image.Identify(stream)!;
        PngTextData text = Assert.Single(info.Metadata.GetPngMetadata().TextData);
        Assert.Equal(("Comment", "été été été"), (text.Keyword, text.Value));
    }

    [Fact]
    public void A_jpeg_is_close_to_the_pixels_and_closer_at_higher_quality()
    {
        var pixels = new Rgb24[64 * 64];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = new Rgb24((byte)(i % 64 * 4), (byte)(i / 64 * 4), 128);
        Assert.True(Error(95) < Error(30));
        Assert.InRange(Error(95), 0, 3);

        double Error(int quality)
        {
            using var image = Image.LoadPixelData(pixels, 64, 64);
            using var stream = new MemoryStream();
            image.SaveAsJpeg(stream, new JpegEncoder { Quality = quality });
            stream.Position = 0;
            using Image<Rgb24> loaded = Image.Load<Rgb24>(stream);
            double sum = 0;
            for (int i = 0; i < pixels.Length; i++) sum += Math.Abs(pixels[i].R - loaded[i % 64, i / 64].R);
            return sum / pixels.Length;
        }
    }

    [Fact]
    public void Pixel_data_that_is_too_short_is_refused()
        => Assert.ThrowsAny<ArgumentException>(() => Image.LoadPixelData(new Rgb24[3], 2, 2));

    private static void AssertRoundTrip<TPixel>(TPixel[] pixels, int bitsPerPixel)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var stream = new MemoryStream();
        using (var image = Image.LoadPixelData(pixels, 2, 2)) image.SaveAsPng(stream);
        stream.Position = 0;
        Assert.Equal(bitsPerPixel, Image.Identify(stream)!.PixelType.BitsPerPixel);
        stream.Position = 0;
        using Image<TPixel> loaded = Image.Load<TPixel>(stream);
        Assert.Equal(pixels, new[] { loaded[0, 0], loaded[1, 0], loaded[0, 1], loaded[1, 1] });
    }
}
