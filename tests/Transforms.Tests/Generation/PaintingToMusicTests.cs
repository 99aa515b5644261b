using Pix2Pitch.Audio;
using Pix2Pitch.Generation;
using Pix2Pitch.Spectrograms;
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
        Assert.Equal(64 * 64, made.MelImage.Length);
        Assert.Equal((3, Style.Baroque, 1f), (made.Seed, made.Style, made.Creativity));
    }

    [Fact]
    public void The_same_question_gives_the_same_answer_and_another_seed_style_or_painting_another()
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
    public void Sound_and_picture_carry_what_they_were_made_of()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model, new MusicOptions { Creativity = 0.25f });
        GeneratedMusic made = music.Generate(_painting, 9);
        made.WriteWave(_folder.File("a.wav"));
        made.WriteSpectrogram(_folder.File("a-mel.png"));

        Assert.Equal("9", WaveProperties.Read(_folder.File("a.wav"))["pix2pitch.seed"]);
        SpectrogramImage picture = SpectrogramPng.Read(_folder.File("a-mel.png"));
        Assert.Equal("0.25", picture.Properties["pix2pitch.creativity"]);
        Assert.Equal(music.Metadata.Mel, picture.Settings);
    }

    [Fact]
    public void What_is_wrong_is_told_in_one_sentence()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model);
        Assert.Contains("gone.png", Assert.Throws<Pix2PitchException>(() => music.Generate(_folder.File("gone.png"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => music.Generate(_painting, style: (Style)6));
        Assert.Throws<Pix2PitchException>(() => PaintingToMusic.Load(_painting));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaintingToMusic.Load(_model, new MusicOptions { Creativity = 2 }));
    }
}
