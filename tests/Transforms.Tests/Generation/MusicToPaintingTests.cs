using Microsoft.ML;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class MusicToPaintingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _recording;

    public MusicToPaintingTests()
    {
        _model = TinyModel.WritePainter(_folder);
        _recording = _folder.File("song.wav");
        // 25 s that change all the time.
        WaveWriter.Write(_recording, [.. Enumerable.Range(0, 25 * 8000).Select(n => (float)(0.5 * Math.Sin(n * (0.1 + n * 2e-6))))], 8000);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_generator_gets_the_mel_spectrogram_of_the_clip_in_the_models_representation()
    {
        using MusicToPainting paintings = MusicToPainting.Load(_model, new MusicToPaintingOptions { Creativity = 0 });
        GeneratedPainting made = paintings.Generate(_recording, startSeconds: 12);

        float[] mel = new MelSpectrogramExtractor(TinyModel.Mel).Extract(_recording, 12).Values;
        float[] expected = [.. ((float[])[1, -0.5f, 0.25f]).SelectMany(factor => mel.Select(value => MathF.Tanh(factor * value)))];
        Assert.Equal(expected.Length, made.Pixels.Length);
        Assert.All(expected.Zip(made.Pixels), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal(mel, made.MelSpectrogram.Values);
    }

    [Fact]
    public void The_same_request_gives_the_same_painting_and_another_seed_style_or_start_gives_another_painting()
    {
        using MusicToPainting paintings = MusicToPainting.Load(_model), again = MusicToPainting.Load(_model), calm = MusicToPainting.Load(_model, new MusicToPaintingOptions { Creativity = 0 });
        float[] first = paintings.Generate(_recording, 1).Pixels;

        Assert.Equal(first, again.Generate(_recording, 1).Pixels);
        Assert.NotEqual(first, paintings.Generate(_recording, 2).Pixels);
        Assert.NotEqual(first, paintings.Generate(_recording, 1, Style.Romanticism).Pixels);
        Assert.NotEqual(first, paintings.Generate(_recording, 1, startSeconds: 5).Pixels);
        Assert.Equal(calm.Generate(_recording, 1).Pixels, calm.Generate(_recording, 2).Pixels);
    }

    [Fact]
    public void The_file_has_the_pixels_and_says_how_they_were_made()
    {
        using MusicToPainting paintings = MusicToPainting.Load(_model, new MusicToPaintingOptions { Creativity = 0.25f });
        GeneratedPainting made = paintings.Generate(_recording, 9, Style.Baroque, 2.5);
        made.Write(_folder.File("a.png"));

        using (Image<Rgb24> image = Image.Load<Rgb24>(_folder.File("a.png")))
        {
            Assert.Equal((64, 64), (image.Width, image.Height));
            for (int i = 0; i < 64 * 64; i++)
            {
                Rgb24 pixel = image[i % 64, i / 64];
                byte[] channels = [pixel.R, pixel.G, pixel.B];
                for (int c = 0; c < 3; c++) Assert.Equal((made.Pixels[c * 64 * 64 + i] + 1) * 127.5, channels[c], 0.51);
            }
        }
        IReadOnlyDictionary<string, string> texts = SpectrogramPng.ReadProperties(_folder.File("a.png"));
        foreach ((string key, string value) in ((string, string)[])[
            ("recording", "song.wav"), ("recording-hash", GeneratedMusic.HashOf(_recording)), ("start", "2.5"), ("seed", "9"), ("style", "baroque"), ("creativity", "0.25"),
            ("name", "tiny"), ("run", "run-1"), ("direction", "MusicToPainting"), ("accelerator", "cpu")])
            Assert.Equal(value, texts[$"pix2pitch.{key}"]);
    }

    [Fact]
    public void A_painting_is_not_taken_for_a_spectrogram()
    {
        using MusicToPainting paintings = MusicToPainting.Load(_model);
        paintings.Generate(_recording).Write(_folder.File("a.png"));
        Assert.Contains("a.png' has no options", Assert.Throws<Pix2PitchException>(() => SpectrogramPng.Read(_folder.File("a.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_the_other_direction_is_refused_with_the_command_for_it()
    {
        string toMusic = TinyModel.Write(_folder);
        Refused(() => MusicToPainting.Load(toMusic), toMusic, "pix2pitch generate");
        Refused(() => PaintingToMusic.Load(_model), _model, "pix2pitch paint");
        var ml = new MLContext(1);
        Refused(() => ml.Transforms.GenerateMusic("Audio", _model, "Path"), _model, "pix2pitch paint");
        Refused(() => ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting"), _model, "pix2pitch paint");
        Assert.Equal(GeneratorDirection.MusicToPainting, GeneratorMetadata.Read(_model).Direction);
        Assert.Equal(GeneratorDirection.PaintingToMusic, GeneratorMetadata.Read(toMusic).Direction);
    }

    [Fact]
    public void A_direction_that_the_graph_does_not_have_is_a_contradiction()
    {
        string wrong = TinyGenerator.Write(_folder.File("wrong.onnx"), 64, (TinyModel.Metadata with { Direction = GeneratorDirection.MusicToPainting }).ToProperties());
        Refused(() => GeneratorMetadata.Read(wrong), wrong, "'MelSpectrogram'");
    }

    [Fact]
    public void Recordings_that_cannot_be_painted_are_named()
    {
        string silent = _folder.File("silent.wav");
        WaveWriter.Write(silent, new float[8000], 8000);
        using MusicToPainting paintings = MusicToPainting.Load(_model);
        Refused(() => paintings.Generate(silent), silent, "silent");
        Refused(() => paintings.Generate(_recording, startSeconds: 26), _recording, "ends before the offset of 26 s");
        Refused(() => paintings.Generate(_folder.File("gone.mp3")), "gone.mp3", "");
        Assert.Throws<ArgumentOutOfRangeException>(() => paintings.Generate(_recording, startSeconds: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => paintings.Generate(_recording, style: (Style)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => MusicToPainting.Load(_model, new MusicToPaintingOptions { Creativity = 1.5f }));
    }

    [Fact]
    public void It_cannot_be_used_after_it_was_disposed_of()
    {
        MusicToPainting paintings = MusicToPainting.Load(_model);
        paintings.Dispose();
        Assert.Throws<ObjectDisposedException>(() => paintings.Generate(_recording));
    }

    private static void Refused(Func<object> action, string named, string words)
    {
        string message = Assert.Throws<Pix2PitchException>(action).Message;
        Assert.Contains(named, message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }
}
