using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Tools.Tests.Notebooks;

/// <summary>What the formatter of .NET Interactive makes of the library's types, which know nothing of it.</summary>
public sealed class NotebookFormatterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_spectrogram_is_shown_as_a_picture_with_a_text()
    {
        MelOptions mel = MelOptions.Small64;
        float[] values = [.. Enumerable.Repeat(-1f, mel.ValueCount)];
        for (int band = 0; band < 64; band++) values[band * 64 + 32] = 1; // at 32 x 3446 / 22050 s
        Dictionary<string, string> shown = Shown(new MelSpectrogram(mel, values));
        Assert.Equal("Mel-spectrogram of 10.0 s: 64 mel bands x 64 frames at 22050 Hz; most sound at 5.0 s", shown["text/plain"]);
        Match image = Regex.Match(shown["text/html"], "^<img alt=\"([^\"]+)\" width=\"(\\d+)\" height=\"(\\d+)\" src=\"data:image/png;base64,([^\"]+)\">$");
        Assert.True(image.Success, shown["text/html"][..200]);
        Assert.Equal(shown["text/plain"], image.Groups[1].Value);
        using Image<Rgb24> picture = Image.Load<Rgb24>(Convert.FromBase64String(image.Groups[4].Value));
        Assert.Equal([image.Groups[2].Value, image.Groups[3].Value], [$"{picture.Width}", $"{picture.Height}"]);
        // The loud frame is a bright column in the dark.
        int middle = picture.Height / 2, brightest = Enumerable.Range(100, 512).Count(x => picture[x, middle] is { R: > 200, G: > 200, B: < 230 }); // pale yellow, not the white of the border
        Assert.Equal(8, brightest); // a frame is 8 pixels wide
    }

    [Fact]
    public void A_clip_is_shown_as_a_player_of_its_samples()
    {
        float[] samples = [.. Enumerable.Range(0, 16000).Select(i => MathF.Sin(i / 20f) / 2)];
        Dictionary<string, string> shown = Shown(new AudioClip(samples, 16000, 0));
        Assert.Equal("Sound of 1.0 s at 16000 Hz", shown["text/plain"]);
        Match player = Regex.Match(shown["text/html"], "^<audio controls aria-label=\"Sound of 1.0 s at 16000 Hz\" src=\"data:audio/wav;base64,([^\"]+)\"></audio>$");
        Assert.True(player.Success, shown["text/html"][..200]);
        string file = _folder.File("played.wav");
        File.WriteAllBytes(file, Convert.FromBase64String(player.Groups[1].Value));
        Assert.All(AudioReader.Read(file, 16000).Samples.Zip(samples), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    private static Dictionary<string, string> Shown(object value) => FormattedValue.CreateManyFromObject(value).ToDictionary(formatted => formatted.MimeType, formatted => formatted.Value);
}
