using System.Numerics;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Pictures;

public sealed class SpectrogramPictureTests
{
    private static readonly Rgb24 s_black = new(0, 0, 4), s_white = new(255, 255, 255), s_loudest = new(252, 253, 191);

    [Fact]
    public void The_lowest_band_is_at_the_bottom_and_loud_is_bright()
    {
        using var folder = new TemporaryFolder();
        MelOptions mel = MelOptions.Small64;
        var image = new float[mel.ValueCount];
        Array.Fill(image, -1);
        image[0] = 1; // band 0, frame 0
        image[^1] = 0; // the highest band, the last frame
        string path = folder.File("a picture ж.png");
        SpectrogramPicture.Write(path, new MelSpectrogram(mel, image), zoom: 3);

        using Image<Rgb24> picture = Image.Load<Rgb24>(path);
        (int left, int top) = Corner(picture);
        Assert.True(picture.Width > left + 192 && picture.Height > top + 192);
        Assert.Equal(s_loudest, picture[left + 2, top + 191]);
        Assert.Equal(s_loudest, picture[left, top + 189]);
        Assert.Equal(s_black, picture[left + 3, top + 191]);
        Assert.Equal(s_black, picture[left, top + 188]);
        Rgb24 middle = picture[left + 191, top];
        Assert.InRange(middle.R, 180, 184); // published: 182, 54, 121
        Assert.InRange(middle.G, 53, 56);
        Assert.InRange(middle.B, 120, 123);
        Assert.Equal(s_white, picture[left + 192, top]);
    }

    [Fact]
    public void A_tone_is_at_its_frequency_on_the_axis()
    {
        using var folder = new TemporaryFolder();
        MelOptions mel = MelOptions.Thesis256;
        var image = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel).Extract(TestSignals.Tone(2000, mel.SampleRate, mel.ClipSamples), image);
        string path = folder.File("tone.png");
        SpectrogramPicture.Write(path, new MelSpectrogram(mel, image));

        using Image<Rgb24> picture = Image.Load<Rgb24>(path);
        (int left, int top) = Corner(picture);
        int brightest = Enumerable.Range(top, 512).MaxBy(y => picture[left + 256, y].G);
        // The ticks touch the left edge: 10, 5, 2, 1 kHz, 500, 200, 100, 0 Hz from the top.
        int[] ticks = [.. Enumerable.Range(top, 512).Where(y => picture[left - 1, y] != s_white)];
        Assert.Equal(8, ticks.Length);
        Assert.InRange(Math.Abs(ticks[2] - brightest), 0, 3);
        Assert.Equal(top + 511, ticks[^1]);
        int[] seconds = [.. Enumerable.Range(left, 512).Where(x => picture[x, top + 512] != s_white)];
        Assert.InRange(seconds.Length, 5, 11);
        Assert.InRange(seconds[0], left, left + 2);
    }

    [Theory, InlineData(64), InlineData(128), InlineData(256), InlineData(512)]
    public void Every_size_gives_a_picture_of_about_the_same_size(int size)
    {
        using var folder = new TemporaryFolder();
        MelOptions mel = MelOptions.ForImageSize(size);
        SpectrogramPicture.Write(folder.File("a.png"), new MelSpectrogram(mel, new float[mel.ValueCount]));
        IImageInfo info = Image.Identify(folder.File("a.png"))!;
        Assert.InRange(info.Width, 600, 800);
        Assert.InRange(info.Height, 540, 620);
    }

    [Fact]
    public void Unusual_options_have_a_picture()
    {
        using var folder = new TemporaryFolder();
        foreach (MelOptions mel in new[]
        {
            new MelOptions { SampleRate = 4000, FftSize = 256, HopLength = 256, MelBands = 1, Frames = 1, TopDecibels = 20 },
            new MelOptions { SampleRate = 8000, FftSize = 4096, HopLength = 20, MelBands = 20, Frames = 4000, TopDecibels = 120, MinimumFrequency = 300, MaximumFrequency = 400 },
            new MelOptions { SampleRate = 192000, FftSize = 65536, HopLength = 65536, MelBands = 3, Frames = 30 },
        })
        {
            SpectrogramPicture.Write(folder.File("a.png"), new MelSpectrogram(mel, new float[mel.ValueCount]));
            Assert.NotNull(Image.Identify(folder.File("a.png")));
        }
    }

    [Fact]
    public void The_lightness_of_the_colours_increases_monotonically()
    {
        var lightness = new Vector3(0.2126f, 0.7152f, 0.0722f);
        for (int i = 0; i < 100; i++) Assert.True(Vector3.Dot(lightness, Magma.Color((i + 1) / 100f)) > Vector3.Dot(lightness, Magma.Color(i / 100f)));
    }

    [Fact]
    public void Invalid_arguments_are_refused_and_leave_no_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.png");
        var image = new float[MelOptions.Small64.ValueCount];
        Assert.Throws<ArgumentException>(() => SpectrogramPicture.Write(path, new MelSpectrogram(MelOptions.Small64, new float[5])));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramPicture.Write(path, new MelSpectrogram(MelOptions.Small64, image), zoom: 0));
        Assert.Throws<Pix2PitchException>(() => SpectrogramPicture.Write(folder.File("none", "a.png"), new MelSpectrogram(MelOptions.Small64, image)));
        image[9] = float.NaN;
        Assert.Throws<ArgumentException>(() => SpectrogramPicture.Write(path, new MelSpectrogram(MelOptions.Small64, image)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    // The top left corner of the spectrogram: the first pixel that is neither background nor ink.
    private static (int Left, int Top) Corner(Image<Rgb24> picture)
    {
        for (int x = 0; x < picture.Width; x++)
        {
            Rgb24 pixel = picture[x, 17];
            if (pixel != s_white && pixel != PictureCanvas.Ink) return (x, 16);
        }
        throw new InvalidOperationException("There is no spectrogram in the picture.");
    }
}
