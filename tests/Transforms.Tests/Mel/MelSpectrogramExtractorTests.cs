using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Mel;

public sealed class MelSpectrogramExtractorTests
{
    private static readonly MelOptions s_mel = MelOptions.Small64;

    [Theory, InlineData("Small64"), InlineData("Thesis256"), InlineData("Thesis512High")]
    public void The_result_does_not_depend_on_the_number_of_threads(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        float[] clip = TestSignals.Music(mel.SampleRate, mel.ClipSamples), wanted = Extract(clip, mel);
        foreach (int threads in new[] { 1, 2, 3, 7, 8 }) Assert.Equal(wanted, Extract(clip, mel, threads));
    }

    [Fact]
    public void The_peak_is_1_and_the_floor_is_minus_1()
    {
        float[] melSpectrogram = Extract(TestSignals.Music(22050, s_mel.ClipSamples), s_mel);
        Assert.Equal(1, melSpectrogram.Max());
        Assert.True(melSpectrogram.Min() >= -1);
    }

    [Fact]
    public void The_result_does_not_depend_on_loudness()
    {
        float[] clip = TestSignals.Music(22050, s_mel.ClipSamples);
        float[] loud = Extract(clip, s_mel), quiet = Extract([.. clip.Select(x => x / 8)], s_mel);
        for (int i = 0; i < loud.Length; i++) Assert.Equal(loud[i], quiet[i], 1e-5);
    }

    [Fact]
    public void Low_tones_are_in_the_first_bands()
    {
        float[] melSpectrogram = Extract(TestSignals.Tone(150, 22050, s_mel.ClipSamples), s_mel);
        Assert.InRange(Array.IndexOf(melSpectrogram, 1f) / s_mel.Frames, 0, 5);
        melSpectrogram = Extract(TestSignals.Tone(9000, 22050, s_mel.ClipSamples), s_mel);
        Assert.InRange(Array.IndexOf(melSpectrogram, 1f) / s_mel.Frames, 55, 63);
    }

    [Fact]
    public void A_short_clip_is_padded_with_silence()
    {
        float[] clip = TestSignals.Music(22050, 50000), padded = new float[s_mel.ClipSamples];
        clip.CopyTo(padded, 0);
        Assert.Equal(Extract(padded, s_mel), Extract(clip, s_mel));
    }

    [Fact]
    public void A_clip_of_one_sample_is_a_click() => Assert.Equal(1, Extract([0.5f], s_mel).Max());

    [Fact]
    public void A_clip_that_is_too_long_is_refused()
        => Assert.Throws<ArgumentException>(() => Extract(new float[s_mel.ClipSamples + 1], s_mel));

    [Fact]
    public void A_mel_spectrogram_of_another_size_is_refused()
        => Assert.Throws<ArgumentException>(() => new MelSpectrogramExtractor(s_mel).Extract(new float[10], new float[10]));

    [Fact]
    public void A_silent_clip_is_refused()
        => Assert.Contains("is silent", Assert.Throws<Pix2PitchException>(() => Extract(new float[s_mel.ClipSamples], s_mel)).Message);

    [Fact]
    public void A_clip_of_denormals_is_silent()
    {
        var clip = new float[s_mel.ClipSamples];
        Array.Fill(clip, float.Epsilon);
        Assert.Contains("is silent", Assert.Throws<Pix2PitchException>(() => Extract(clip, s_mel)).Message);
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(1e30f)]
    public void Samples_that_are_not_numbers_are_refused(float value)
    {
        float[] clip = TestSignals.Music(22050, s_mel.ClipSamples);
        clip[1000] = value;
        Assert.Contains("not numbers", Assert.Throws<Pix2PitchException>(() => Extract(clip, s_mel)).Message);
    }

    [Fact]
    public void Silence_in_a_file_is_refused_with_the_name_of_the_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("still ж.wav");
        WaveWriter.Write(path, new float[22050], 22050);
        var melSpectrogram = new float[s_mel.ValueCount];
        string message = Assert.Throws<Pix2PitchException>(() => new MelSpectrogramExtractor(s_mel).Extract(path, 0, melSpectrogram)).Message;
        Assert.Contains("still ж.wav", message);
        Assert.Contains("is silent", message);
    }

    [Fact]
    public void A_file_gives_the_same_as_its_samples()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("clip.wav");
        WaveWriter.Write(path, TestSignals.Music(22050, 400000), 22050);
        float[] samples = AudioReader.Read(path, 22050).Samples, melSpectrogram = new float[s_mel.ValueCount];
        new MelSpectrogramExtractor(s_mel).Extract(path, 1.5, melSpectrogram);
        Assert.Equal(Extract(samples[33075..(33075 + s_mel.ClipSamples)], s_mel), melSpectrogram);
    }

    private static float[] Extract(float[] clip, MelOptions mel, int threads = 0)
    {
        var melSpectrogram = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel, threads).Extract(clip, melSpectrogram);
        return melSpectrogram;
    }
}
