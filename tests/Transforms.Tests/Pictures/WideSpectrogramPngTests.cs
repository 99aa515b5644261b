using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Pictures;

/// <summary>Pictures of sounds that are longer or shorter than a clip.</summary>
public sealed class WideSpectrogramPngTests : IDisposable
{
    private static readonly MelOptions s_mel = MelOptions.Small64;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(4.2, 27), InlineData(10.001, 64), InlineData(25.5, 164), InlineData(600, 3840)]
    public void A_picture_of_another_length_has_its_length(double seconds, int frames)
    {
        float[] mel = [.. Enumerable.Range(0, 64 * frames).Select(i => MathF.Sin(0.37f * i))];
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, mel, seconds));
        MelSpectrogram read = SpectrogramPng.Read(path);
        Assert.Equal(Math.Round(seconds * 22050), Math.Round(read.Seconds * 22050));
        Assert.Equal(seconds, double.Parse(SpectrogramPng.ReadProperties(path)["pix2pitch.seconds"], System.Globalization.CultureInfo.InvariantCulture), 1e-4);
        Assert.Equal(mel.Length, read.Values.Length);
        Assert.InRange(mel.Zip(read.Values, (a, b) => Math.Abs(a - b)).Max(), 0, 1.6e-5f);
        Assert.Equal((frames, 64), (Image.Identify(path)!.Width, Image.Identify(path)!.Height));
    }

    [Fact]
    public void A_picture_of_a_clip_has_no_length()
    {
        var stale = new Dictionary<string, string> { ["pix2pitch.seconds"] = "60" };
        SpectrogramPng.Write(_folder.File("a.png"), new MelSpectrogram(s_mel, new float[64 * 64], s_mel.ClipSeconds), stale);
        MelSpectrogram read = SpectrogramPng.Read(_folder.File("a.png"));
        Assert.False(SpectrogramPng.ReadProperties(_folder.File("a.png")).ContainsKey("pix2pitch.seconds"));
        Assert.Equal(s_mel.ClipSeconds, read.Seconds);
    }

    [Fact]
    public void A_wide_picture_without_options_is_as_long_as_it_is_wide()
    {
        string path = _folder.File("plain.png");
        using (var image = new Image<L8>(200, 64)) image.SaveAsPng(path);
        Assert.Contains("--preset (Small64)", Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path)).Message, StringComparison.Ordinal);
        MelSpectrogram read = SpectrogramPng.Read(path, s_mel);
        Assert.Equal(200 * 64, read.Values.Length);
        Assert.Equal(((200 * s_mel.HopLength) - 1) / 22050.0, read.Seconds, 1e-9);
        Assert.Equal(200, MelSpectrogram.FramesIn(s_mel, read.Seconds));
        using (var image = new Image<L8>(63, 64)) image.SaveAsPng(path);
        Assert.Contains("63 x 64 pixels", Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path, s_mel)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_picture_that_was_scaled_or_whose_length_is_wrong_is_refused()
    {
        foreach (string seconds in new[] { "30", "0", "601", "long", "NaN" })
        {
            string reason = seconds == "30" ? "need 192 x 64" : "pix2pitch.seconds";
            using var image = new Image<L16>(164, 64);
            image.Metadata.GetPngMetadata().TextData.Add(new("pix2pitch.mel", s_mel.ToJson(), "", ""));
            image.Metadata.GetPngMetadata().TextData.Add(new("pix2pitch.seconds", seconds, "", ""));
            image.SaveAsPng(_folder.File("a.png"));
            string message = Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(_folder.File("a.png"))).Message;
            Assert.Contains(reason, message, StringComparison.Ordinal);
            Assert.Contains("a.png", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_very_long_picture_is_refused_before_it_is_decoded()
    {
        using (var image = new Image<L8>(10_000, 64)) image.SaveAsPng(_folder.File("hours.png"));
        string message = Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(_folder.File("hours.png"), s_mel)).Message;
        Assert.Contains("lasts 1563 s", message, StringComparison.Ordinal);
        Assert.Contains("at most 600 s", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_do_not_match_the_values_are_refused()
    {
        string path = _folder.File("a.png");
        Assert.Throws<ArgumentException>(() => SpectrogramPng.Write(path, new MelSpectrogram(s_mel, new float[64 * 64], 20)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramPng.Write(path, new MelSpectrogram(s_mel, new float[64 * 64], 601)));
        Assert.Throws<ArgumentException>(() => SpectrogramPicture.Write(path, new MelSpectrogram(s_mel, new float[64 * 64], 20)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramPicture.Write(path, new MelSpectrogram(s_mel, new float[64 * 64], double.NaN)));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
