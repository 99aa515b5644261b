using Pix2Pitch.Audio;
using Pix2Pitch.Spectrograms;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Spectrograms;

public sealed class SpectrogramPngTests : IDisposable
{
    private static readonly MelSettings s_settings = MelSettings.Small64;
    private readonly TemporaryFolder _folder = new();
    private readonly float[] _mel = [.. Enumerable.Range(0, 64 * 64).Select(i => MathF.Sin(0.37f * i))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_picture_gives_back_the_mel_image_and_all_its_texts()
    {
        string path = _folder.File("ein Bild 画.png");
        SpectrogramPng.Write(path, _mel, s_settings, new Dictionary<string, string> { ["Title"] = "Água 水" });

        SpectrogramImage read = SpectrogramPng.Read(path);

        Assert.Equal(s_settings, read.Settings);
        Assert.Equal("Água 水", read.Properties["Title"]);
        Assert.InRange(_mel.Zip(read.MelImage, (a, b) => Math.Abs(a - b)).Max(), 0, 1.6e-5f); // half a step of 16 bits
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Other_programs_see_the_lowest_band_at_the_bottom()
    {
        var mel = new float[64 * 64];
        Array.Fill(mel, -1);
        mel[3] = 1; // band 0, frame 3
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, mel, s_settings);

        using Image<Rgb24> image = Image.Load<Rgb24>(path);
        Assert.Equal((64, 64), (image.Width, image.Height));
        Assert.Equal(new Rgb24(255, 255, 255), image[3, 63]);
        Assert.Equal(new Rgb24(0, 0, 0), image[3, 0]);
    }

    [Fact]
    public void A_picture_without_settings_needs_a_preset()
    {
        string path = _folder.File("plain.png");
        using (var image = new Image<Rgb24>(64, 64))
        {
            image[5, 63] = new Rgb24(255, 255, 255);
            image.SaveAsPng(path);
        }

        Assert.Contains("--preset", Refuses(path), StringComparison.Ordinal);
        SpectrogramImage read = SpectrogramPng.Read(path, s_settings);
        Assert.Equal(1, read.MelImage[5]);
        Assert.Equal(-1, read.MelImage[6]);
    }

    [Fact]
    public void A_picture_of_another_size_than_the_settings_is_refused_before_it_is_unpacked()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, _mel, s_settings);
        Assert.Contains("64 x 64 pixels", Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path, MelSettings.Small128)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_is_cut_off_anywhere_is_refused()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, _mel, s_settings);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 1 + whole.Length / 97)
            Refuses(_folder.Write("cut.png", whole[..length]));
    }

    [Fact]
    public void A_picture_with_one_wrong_byte_in_its_pixels_is_refused()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, _mel, s_settings);
        byte[] whole = File.ReadAllBytes(path);
        for (int at = whole.AsSpan().IndexOf("IDAT"u8); at < whole.Length - 12; at += 1 + whole.Length / 97)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            Refuses(_folder.Write("changed.png", changed));
        }
    }

    [Theory]
    [InlineData("gone.png", null)]
    [InlineData("text.png", "this is no picture")]
    [InlineData("empty.png", "")]
    public void What_is_no_picture_is_refused(string name, string? text)
    {
        if (text is not null) _folder.Write(name, text);
        Refuses(_folder.File(name));
    }

    [Fact]
    public void A_folder_is_no_picture() => Refuses(_folder.Path);

    [Fact]
    public void A_mel_image_that_cannot_be_a_picture_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SpectrogramPng.Write(_folder.File("a.png"), _mel.AsSpan(1), s_settings));
        _mel[100] = float.NaN;
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => SpectrogramPng.Write(_folder.File("a.png"), _mel, s_settings)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static string Refuses(string path)
    {
        string message = Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }
}
