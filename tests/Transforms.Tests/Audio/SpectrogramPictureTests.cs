using System.Numerics;
using Pix2Pitch.Audio;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Audio;

public sealed class SpectrogramPictureTests
{
    [Fact]
    public void The_lowest_band_is_at_the_bottom_and_loud_is_bright()
    {
        using var folder = new TemporaryFolder();
        MelSettings settings = MelSettings.Small64;
        var image = new float[settings.ImageLength];
        Array.Fill(image, -1);
        image[0] = 1; // band 0, frame 0
        image[^1] = 0; // the highest band, the last frame
        string path = folder.File("a picture ж.png");
        SpectrogramPicture.Write(path, image, settings, zoom: 3);

        using Image<Rgb24> picture = Image.Load<Rgb24>(path);
        Assert.Equal((192, 192), (picture.Width, picture.Height));
        Assert.Equal(new Rgb24(252, 253, 191), picture[2, 191]);
        Assert.Equal(new Rgb24(252, 253, 191), picture[0, 189]);
        Assert.Equal(new Rgb24(0, 0, 4), picture[3, 191]);
        Assert.Equal(new Rgb24(0, 0, 4), picture[0, 188]);
        Rgb24 middle = picture[191, 0];
        Assert.InRange(middle.R, 180, 184); // published: 182, 54, 121
        Assert.InRange(middle.G, 53, 56);
        Assert.InRange(middle.B, 120, 123);
    }

    [Fact]
    public void The_colours_grow_lighter_all_the_way()
    {
        var lightness = new Vector3(0.2126f, 0.7152f, 0.0722f);
        for (int i = 0; i < 100; i++) Assert.True(Vector3.Dot(lightness, Magma.Color((i + 1) / 100f)) > Vector3.Dot(lightness, Magma.Color(i / 100f)));
    }

    [Fact]
    public void What_is_no_image_is_refused_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.png");
        var image = new float[MelSettings.Small64.ImageLength];
        Assert.Throws<ArgumentException>(() => SpectrogramPicture.Write(path, new float[5], MelSettings.Small64));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramPicture.Write(path, image, MelSettings.Small64, zoom: 0));
        Assert.Throws<Pix2PitchException>(() => SpectrogramPicture.Write(folder.File("none", "a.png"), image, MelSettings.Small64));
        image[9] = float.NaN;
        Assert.Throws<ArgumentException>(() => SpectrogramPicture.Write(path, image, MelSettings.Small64));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
