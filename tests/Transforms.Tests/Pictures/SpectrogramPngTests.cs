using System.Buffers.Binary;
using System.Text;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Pictures;

public sealed class SpectrogramPngTests : IDisposable
{
    private static readonly MelOptions s_mel = MelOptions.Small64;
    private readonly TemporaryFolder _folder = new();
    private readonly float[] _mel = [.. Enumerable.Range(0, 64 * 64).Select(i => MathF.Sin(0.37f * i))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_picture_preserves_the_mel_spectrogram_and_all_its_texts()
    {
        string path = _folder.File("ein Bild 画.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, _mel), new Dictionary<string, string> { ["Title"] = "Água 水" });

        MelSpectrogram read = SpectrogramPng.Read(path);

        Assert.Equal(s_mel, read.Options);
        Assert.Equal("Água 水", SpectrogramPng.ReadProperties(path)["Title"]);
        Assert.InRange(_mel.Zip(read.Values, (a, b) => Math.Abs(a - b)).Max(), 0, 1.6e-5f); // half a step of 16 bits
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Theory, InlineData("Semitone256"), InlineData("Semitone256x512")]
    public void A_picture_on_the_semitone_scale_is_read_as_one(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        string path = _folder.File("semitones.png");
        SpectrogramPng.Write(path, new MelSpectrogram(mel, [.. Enumerable.Range(0, mel.ValueCount).Select(i => MathF.Sin(0.37f * i))]));
        Assert.Equal(mel, SpectrogramPng.Read(path).Options);
    }

    [Fact]
    public void Other_programs_see_the_lowest_band_at_the_bottom()
    {
        var mel = new float[64 * 64];
        Array.Fill(mel, -1);
        mel[3] = 1; // band 0, frame 3
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, mel));

        using Image<Rgb24> image = Image.Load<Rgb24>(path);
        Assert.Equal((64, 64), (image.Width, image.Height));
        Assert.Equal(new Rgb24(255, 255, 255), image[3, 63]);
        Assert.Equal(new Rgb24(0, 0, 0), image[3, 0]);
    }

    [Fact]
    public void A_picture_without_options_needs_a_preset()
    {
        string path = _folder.File("plain.png");
        using (var image = new Image<Rgb24>(64, 64))
        {
            image[5, 63] = new Rgb24(255, 255, 255);
            image.SaveAsPng(path);
        }

        Assert.Contains("--preset", Refuses(path), StringComparison.Ordinal);
        MelSpectrogram read = SpectrogramPng.Read(path, s_mel);
        Assert.Equal(1, read.Values[5]);
        Assert.Equal(-1, read.Values[6]);
    }

    [Fact]
    public void A_picture_of_another_size_than_the_options_is_refused_before_it_is_decoded()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, _mel));
        Assert.Contains("64 x 64 pixels", Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path, MelOptions.Small128)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_picture_is_refused()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, _mel));
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 1 + whole.Length / 97)
            Refuses(_folder.Write("cut.png", whole[..length]));
    }

    [Fact]
    public void A_picture_with_one_wrong_byte_in_its_pixels_is_refused()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, _mel));
        byte[] whole = File.ReadAllBytes(path);
        for (int at = whole.AsSpan().IndexOf("IDAT"u8); at < whole.Length - 12; at += 1 + whole.Length / 97)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            Refuses(_folder.Write("changed.png", changed));
        }
    }

    [Fact]
    public void A_picture_with_one_wrong_byte_in_its_texts_is_refused()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, _mel), new Dictionary<string, string> { ["Title"] = "Harbour", ["Über"] = "水" });
        byte[] whole = File.ReadAllBytes(path);
        int texts = 0;
        for (int chunk = 8; chunk < whole.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(whole.AsSpan(chunk));
            if (Encoding.ASCII.GetString(whole, chunk + 4, 4) is "tEXt" or "zTXt" or "iTXt")
            {
                texts++;
                for (int at = chunk + 8; at < chunk + 12 + length; at++) // including its checksum
                {
                    byte[] changed = [.. whole];
                    changed[at] ^= 1;
                    Assert.Contains("does not match its checksum", Refuses(_folder.Write("changed.png", changed)), StringComparison.Ordinal);
                }
            }
            chunk += 12 + length;
        }
        Assert.InRange(texts, 2, 9);
        Assert.Contains("damaged", Assert.Throws<Pix2PitchException>(() => SpectrogramPng.ReadProperties(_folder.File("changed.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ancillary_chunks_may_be_damaged()
    {
        string path = _folder.File("a.png");
        SpectrogramPng.Write(path, new MelSpectrogram(s_mel, _mel));
        byte[] whole = File.ReadAllBytes(path);
        byte[] time = [0, 0, 0, 7, .. "tIME"u8, 7, 234, 11, 22, 10, 0, 0, 1, 2, 3, 4]; // a wrong checksum
        MelSpectrogram read = SpectrogramPng.Read(_folder.Write("dated.png", [.. whole[..33], .. time, .. whole[33..]]));
        Assert.Equal(s_mel, read.Options);
        Assert.Equal(SpectrogramPng.Read(path).Values, SpectrogramPng.Read(_folder.Write("more.png", [.. whole, 1, 2, 3])).Values); // after the end
    }

    [Fact]
    public void Levels_of_8_and_16_bits_are_preserved_exactly()
    {
        foreach (int bits in new[] { 8, 16 })
        {
            float white = (1 << bits) - 1;
            float[] mel = [.. Enumerable.Range(0, 64 * 64).Select(i => (i * (bits == 8 ? 1 : 37) % (white + 1) / (white / 2)) - 1)];
            string path = _folder.File($"{bits}.png");
            SpectrogramPng.Write(path, new MelSpectrogram(s_mel, mel), bits: bits);
            float[] read = SpectrogramPng.Read(path).Values;
            for (int i = 0; i < mel.Length; i++) Assert.Equal(mel[i], read[i], 1e-6f);
            Assert.Equal((bits, PngBytes.Grey), (File.ReadAllBytes(path)[24], File.ReadAllBytes(path)[25]));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramPng.Write(_folder.File("a.png"), new MelSpectrogram(s_mel, _mel), bits: 4));
    }

    [Theory]
    [InlineData(1, PngBytes.Grey)]
    [InlineData(2, PngBytes.Grey)]
    [InlineData(4, PngBytes.Grey)]
    [InlineData(8, PngBytes.Grey)]
    [InlineData(16, PngBytes.Grey)]
    [InlineData(8, PngBytes.GreyAlpha)]
    [InlineData(8, PngBytes.Rgb)]
    [InlineData(16, PngBytes.Rgb)]
    [InlineData(8, PngBytes.Rgba)]
    [InlineData(16, PngBytes.Rgba)]
    public void Grey_in_any_kind_of_png_is_read_with_a_preset(int bits, byte colors)
    {
        int channels = colors switch { PngBytes.Grey => 1, PngBytes.GreyAlpha => 2, PngBytes.Rgb => 3, _ => 4 };
        int alpha = channels is 2 or 4 ? bits / 8 : 0, step = channels * bits / 8;
        // Black above, white in the lower half, opaque everywhere.
        byte[] png = PngBytes.Write(64, 64, bits, colors, y =>
        {
            var row = new byte[64 * channels * bits / 8];
            for (int i = 0; i < row.Length; i++) row[i] = y >= 32 || (alpha > 0 && i % step >= step - alpha) ? byte.MaxValue : (byte)0;
            return row;
        });
        float[] mel = SpectrogramPng.Read(_folder.Write("any.png", png), s_mel).Values;
        Assert.All(mel[..2048], value => Assert.Equal(1, value, 1e-6f));
        Assert.All(mel[2048..], value => Assert.Equal(-1, value, 1e-6f));
    }

    [Fact]
    public void A_picture_in_colour_is_refused()
    {
        using (var image = new Image<Rgb24>(64, 64, new Rgb24(182, 54, 121))) image.SaveAsPng(_folder.File("magma.png"));
        string message = Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(_folder.File("magma.png"), s_mel)).Message;
        Assert.Contains("is in colour", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_names_the_presets_that_fit()
    {
        string path = _folder.File("512.png");
        using (var image = new Image<L8>(512, 512)) image.SaveAsPng(path);
        Assert.Contains("--preset (Thesis512, Thesis512High)", Refuses(path), StringComparison.Ordinal);
        string message = Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path, s_mel)).Message;
        Assert.Contains("Thesis512, Thesis512High", message, StringComparison.Ordinal);
        using (var image = new Image<L8>(100, 90)) image.SaveAsPng(path);
        Assert.Contains("none for 100 x 90", Refuses(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_was_scaled_is_refused()
    {
        SpectrogramPng.Write(_folder.File("a.png"), new MelSpectrogram(s_mel, _mel));
        string path = _folder.File("twice.png");
        using (Image<L16> image = Image.Load<L16>(_folder.File("a.png")), twice = new(128, 128))
        {
            foreach (PngTextData text in image.Metadata.GetPngMetadata().TextData) twice.Metadata.GetPngMetadata().TextData.Add(text);
            twice.SaveAsPng(path);
        }
        Assert.Contains("128 x 128 pixels, but its options need 64 x 64", Refuses(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone.png", null)]
    [InlineData("text.png", "this is no picture")]
    [InlineData("empty.png", "")]
    public void A_file_that_is_not_a_picture_is_refused(string name, string? text)
    {
        if (text is not null) _folder.Write(name, text);
        Refuses(_folder.File(name));
    }

    [Fact]
    public void A_folder_is_refused() => Refuses(_folder.Path);

    [Fact]
    public void Values_that_cannot_be_a_picture_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SpectrogramPng.Write(_folder.File("a.png"), new MelSpectrogram(s_mel, _mel[1..])));
        _mel[100] = float.NaN;
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => SpectrogramPng.Write(_folder.File("a.png"), new MelSpectrogram(s_mel, _mel))).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static string Refuses(string path)
    {
        string message = Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(path)).Message;
        Assert.Contains(path, message, StringComparison.Ordinal);
        return message;
    }
}
