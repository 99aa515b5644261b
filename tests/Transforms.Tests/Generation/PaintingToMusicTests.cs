using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Loudness;
using Pix2Pitch.Mel;
using Pix2Pitch.Pictures;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Generation;

public sealed class PaintingToMusicTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _painting;

    public PaintingToMusicTests() => (_model, _painting) = (TinyModel.Write(_folder), TestPaintings.Write(_folder, "a.png"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_painting_becomes_ten_seconds_of_sound_in_its_range()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        GeneratedMusic made = music.Generate(_painting, seed: 3, Style.Baroque);

        Assert.Equal(10, made.Seconds, 2);
        Assert.All(made.Samples, sample => Assert.InRange(sample, -1, 1));
        Assert.Contains(made.Samples, sample => Math.Abs(sample) > 0.5f);
        Assert.Equal(64 * 64, made.MelSpectrogram.Values.Length);
        Assert.Equal((3, Style.Baroque, 1f), (made.Seed, made.Style, made.Creativity));
    }

    [Fact]
    public void The_same_request_gives_the_same_music_and_another_seed_style_or_painting_gives_other_music()
    {
        string other = TestPaintings.Write(_folder, "b.jpg", 5);
        using PaintingToMusic music = PaintingToMusic.Load(_model), again = PaintingToMusic.Load(_model);
        float[] first = music.Generate(_painting, 1).Samples;

        Assert.Equal(first, again.Generate(_painting, 1).Samples);
        Assert.NotEqual(first, music.Generate(_painting, 2).Samples);
        Assert.NotEqual(first, music.Generate(_painting, 1, Style.Romanticism).Samples);
        Assert.NotEqual(first, music.Generate(other, 1).Samples);
        Assert.Equal(first, music.Generate(_painting, 1).Samples);
    }

    [Fact]
    public void Sound_and_picture_have_their_origin_in_their_metadata()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model, new MusicOptions { Creativity = 0.25f });
        GeneratedMusic made = music.Generate(_painting, 9);
        made.WriteWave(_folder.File("a.wav"));
        made.WriteSpectrogram(_folder.File("a-mel.png"));

        Assert.Equal("9", WaveProperties.Read(_folder.File("a.wav"))["pix2pitch.seed"]);
        MelSpectrogram picture = SpectrogramPng.Read(_folder.File("a-mel.png"));
        Assert.Equal("0.25", SpectrogramPng.ReadProperties(_folder.File("a-mel.png"))["pix2pitch.creativity"]);
        Assert.Equal(music.Metadata.Mel, picture.Options);
    }

    [Fact]
    public void Longer_music_consists_of_clips_with_successive_seeds()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        MelOptions mel = music.Metadata.Mel;
        var progress = new ProgressList();
        GeneratedMusic made = music.Generate(_painting, 4, Style.Baroque, 25, progress);

        Assert.Equal((25 * 4000, 3), (made.Samples.Length, made.Clips));
        int frames = 1 + (25 * 4000 / mel.HopLength), fade = 6; // one second
        Assert.Equal(64 * frames, made.MelSpectrogram.Values.Length);
        for (int clip = 0; clip < 3; clip++)
        {
            float[] alone = music.Generate(_painting, 4 + clip, Style.Baroque).MelSpectrogram.Values;
            int first = clip * (64 - fade), from = clip > 0 ? fade : 0, to = Math.Min(64 - fade, frames - first);
            for (int band = 0; band < 64; band++)
                Assert.Equal(alone[(band * 64 + from)..(band * 64 + to)], made.MelSpectrogram.Values[(band * frames + first + from)..(band * frames + first + to)]);
        }
        Assert.Equal(Enumerable.Range(1, 6).Select(n => (n, 6)), progress.Values);
        Assert.Equal(made.Samples, music.Generate(_painting, 4, Style.Baroque, 25).Samples);
        // As loud as one clip: -16 LUFS, or less with a peak of -1 dB.
        double loudness = LoudnessMeter.Integrated(made.Samples, 4000), peak = 20 * Math.Log10(LoudnessMeter.TruePeak(made.Samples));
        Assert.True(loudness < -15.95 && peak < -0.95 && (loudness > -16.05 || peak > -1.05), $"{loudness} LUFS, {peak} dB");
    }

    [Fact]
    public void Longer_music_can_be_written_with_its_origin()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        GeneratedMusic made = music.Generate(_painting, 4, seconds: 25);
        made.WriteWave(_folder.File("a.wav"));
        made.WriteSpectrogram(_folder.File("a-mel.png"));
        made.WritePicture(_folder.File("a-picture.png"));

        IReadOnlyDictionary<string, string> properties = WaveProperties.Read(_folder.File("a.wav"));
        Assert.Equal(("25", "3", "4"), (properties["pix2pitch.seconds"], properties["pix2pitch.clips"], properties["pix2pitch.seed"]));
        MelSpectrogram picture = SpectrogramPng.Read(_folder.File("a-mel.png"));
        Assert.Equal(made.Samples, new MelSpectrogramInverter(picture.Options).Invert(picture));
        Assert.True(SixLabors.ImageSharp.Image.Identify(_folder.File("a-picture.png"))!.Width > 1500); // 2.5 clips beside the painting
        Assert.False(music.Generate(_painting).ToProperties().ContainsKey("pix2pitch.seconds"));
    }

    [Fact]
    public void Longer_music_can_be_cancelled()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        using var stop = new CancellationTokenSource();
        var progress = new ProgressList { AfterReport = stop.Cancel };
        Assert.Throws<OperationCanceledException>(() => music.Generate(_painting, seconds: 60, progress: progress, cancellation: stop.Token));
        Assert.Single(progress.Values);
        Assert.Throws<ArgumentOutOfRangeException>(() => music.Generate(_painting, seconds: 601));
        Assert.Throws<ArgumentOutOfRangeException>(() => music.Generate(_painting, seconds: double.NaN));
    }

    [Fact]
    public void What_is_wrong_is_reported()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        Assert.Contains("gone.png", Assert.Throws<Pix2PitchException>(() => music.Generate(_folder.File("gone.png"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => music.Generate(_painting, style: (Style)6));
        Assert.Throws<Pix2PitchException>(() => PaintingToMusic.Load(_painting));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingToMusic.Load(_model, new MusicOptions { Creativity = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingToMusic.Load(_folder.File("gone.onnx"), new MusicOptions { Inversion = new() { Iterations = -1 } }));
    }

    [Fact]
    public void After_Dispose_it_throws()
    {
        PaintingToMusic music = PaintingToMusic.Load(_model);
        music.Dispose();
        music.Dispose();
        Assert.Throws<ObjectDisposedException>(() => music.Generate(_painting));
    }

    [Fact]
    public void A_painting_is_decoded_once_whatever_the_length_of_the_music()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        // The file is deleted after the first clip; five more follow.
        var progress = new ProgressList { AfterReport = () => File.Delete(_painting) };
        Assert.True(music.Generate(_painting, seconds: 60, progress: progress).Clips > 5);
    }
}

/// <summary>Collects what is reported.</summary>
internal sealed class ProgressList : IProgress<(int Done, int Count)>
{
    public List<(int Done, int Count)> Values { get; } = [];

    public Action? AfterReport { get; init; }

    public void Report((int Done, int Count) value)
    {
        Values.Add(value);
        AfterReport?.Invoke();
    }
}
