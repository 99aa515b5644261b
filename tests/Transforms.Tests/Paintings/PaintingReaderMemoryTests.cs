using Pix2Pitch.Paintings;
using Pix2Pitch.Transforms.Tests.Paintings.Formats;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.Metadata.Profiles.Icc;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Paintings;

/// <summary>Paintings from streams and from images in memory.</summary>
[Collection(TemporaryPaintings.Collection)]
public sealed class PaintingReaderMemoryTests : IDisposable
{
    private static readonly PaintingOptions s_options = new() { Size = 64 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_stream_gives_the_values_of_the_file()
    {
        string path = TestPaintings.Write(_folder, "a.jpg");
        using var stream = new CountingStream(File.ReadAllBytes(path));
        TemporaryPaintings.AssertNoneRemains(() => Assert.Equal(PaintingReader.Read(path, s_options), PaintingReader.Read(stream, s_options)));
    }

    [Fact]
    public void A_stream_is_read_from_its_position_on()
    {
        byte[] file = File.ReadAllBytes(TestPaintings.Write(_folder, "a.png"));
        using var stream = new MemoryStream([1, 2, 3, .. file]) { Position = 3 };
        using var whole = new MemoryStream(file);
        Assert.Equal(PaintingReader.Read(whole, s_options), PaintingReader.Read(stream, s_options));
        Assert.True(stream.CanRead); // it belongs to the caller
    }

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "is empty", [] },
        { "is not an image", [.. "This is text and not an image."u8] },
        { "is cut short", JpegBytes.Write([[[84, 86, 211], [66, 215, 95]]])[..^40] },
        { "is in the format PDF", [.. "%PDF-1.7 and more text"u8] },
        { "has 16 x 8 pixels", WebpBytes.Opaque },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_error_names_the_stream_and_no_temporary_file(string reason, byte[] content)
        => TemporaryPaintings.AssertNoneRemains(() =>
        {
            using var stream = new MemoryStream(content);
            string message = Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(stream, s_options with { MaxPixels = 100 })).Message;
            Assert.StartsWith($"The stream {reason}", message, StringComparison.Ordinal);
            Assert.DoesNotContain(Path.GetTempPath(), message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        });

    [Fact]
    public void An_error_of_the_stream_itself_is_reported()
        => TemporaryPaintings.AssertNoneRemains(() =>
        {
            using var stream = new CountingStream([1, 2, 3]) { AfterRead = () => throw new IOException("The connection is closed.") };
            string message = Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(stream, s_options)).Message;
            Assert.StartsWith("The stream", message, StringComparison.Ordinal);
            Assert.Contains("The connection is closed", message, StringComparison.Ordinal);
        });

    [Fact]
    public void An_image_gives_the_values_of_its_pixels()
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(Quadrants.Rgb(), Quadrants.Width, Quadrants.Height);
        TemporaryPaintings.AssertNoneRemains(() => Quadrants.AssertAre(Quadrants.Colors, PaintingReader.Read(image, s_options)));
    }

    [Fact]
    public void An_image_of_16_bits_keeps_them()
    {
        using var image = new Image<L16>(20, 20, new L16(40_000));
        Assert.All(PaintingReader.Read(image, s_options), value => Assert.Equal(Math.Round(40_000 / 257.0) / 127.5 - 1, value, 5));
    }

    [Fact]
    public void Transparent_parts_of_an_image_are_blended_with_white()
    {
        using var image = new Image<Rgba32>(20, 20, new Rgba32(200, 0, 100, 51));
        (byte, byte, byte) blended = (244, 204, 224); // 255 - 0.2 (255 - x)
        Quadrants.AssertAre([blended, blended, blended, blended], PaintingReader.Read(image, s_options));
    }

    [Fact]
    public void The_orientation_of_an_image_is_applied()
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(Quadrants.Rgb(), Quadrants.Width, Quadrants.Height);
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
        (byte R, byte G, byte B)[] stored = Quadrants.Colors;
        // 6: displayed after a turn by 90 degrees to the right.
        Quadrants.AssertAre([stored[2], stored[0], stored[3], stored[1]], PaintingReader.Read(image, s_options));
    }

    [Fact]
    public void The_color_profile_of_an_image_is_applied()
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(Quadrants.Rgb(), Quadrants.Width, Quadrants.Height);
        image.Metadata.IccProfile = new IccProfile(IccBytes.AdobeRgb);
        string tagged = _folder.Write("tagged.tif", Quadrants.Tiff(TiffBytes.Rgb, 3, Quadrants.Rgb(), tags: (34675, 7, [.. IccBytes.AdobeRgb.Select(value => (long)value)])));
        float[] expected = PaintingReader.Read(tagged, s_options);
        Assert.Equal(expected, PaintingReader.Read(image, s_options));
    }

    [Fact]
    public void Neither_the_image_nor_its_metadata_is_changed()
    {
        using Image<Rgb24> image = Image.LoadPixelData<Rgb24>(Quadrants.Rgb(), Quadrants.Width, Quadrants.Height);
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
        PaintingReader.Read(image, s_options);
        Assert.Equal((Quadrants.Width, Quadrants.Height), (image.Width, image.Height));
        Assert.Equal((ushort)6, image.Metadata.ExifProfile!.GetValue(ExifTag.Orientation).Value);
        var pixels = new byte[3 * Quadrants.Width * Quadrants.Height];
        image.CopyPixelDataTo(pixels);
        Assert.Equal(Quadrants.Rgb(), pixels);
    }

    [Fact]
    public void An_image_that_is_too_large_is_named()
    {
        using var image = new Image<Rgb24>(20, 20);
        string message = Assert.Throws<Pix2PitchException>(() => PaintingReader.Read(image, s_options with { MaxPixels = 399 })).Message;
        Assert.StartsWith("The image has 20 x 20 pixels", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using var image = new Image<Rgb24>(20, 20);
        using var stream = new MemoryStream();
        TemporaryPaintings.AssertNoneRemains(() =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => PaintingReader.Read(image, new PaintingOptions { Size = 7 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => PaintingReader.Read(stream, new PaintingOptions { Size = 7 }));
        });
    }
}
