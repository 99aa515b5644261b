using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(48000, 22050)]
    [InlineData(96000, 22050)]
    [InlineData(32000, 22050)]
    [InlineData(44056, 22050)] // too many phases to keep
    [InlineData(191999, 8000)]
    [InlineData(22050, 44100)]
    [InlineData(22050, 47999)]
    [InlineData(8000, 22050)]
    public void A_tone_in_the_pass_band_comes_through_to_90_dB(int from, int to)
    {
        double nyquist = Math.Min(from, to) / 2.0;
        foreach (double share in new[] { 0.01, 0.3, 0.7, 0.9 })
        {
            float[] got = Resample(TestSignals.Tone(share * nyquist, from, from / 4), from, to), wanted = TestSignals.Tone(share * nyquist, to, got.Length);
            double worst = 0;
            for (int n = got.Length / 4; n < 3 * got.Length / 4; n++) worst = Math.Max(worst, Math.Abs(got[n] - wanted[n]));
            Assert.True(worst < 0.5 * 3.2e-5, $"{share}: {20 * Math.Log10(worst / 0.5):f1} dB");
        }
    }

    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(48000, 22050)]
    [InlineData(96000, 22050)]
    public void A_tone_past_the_new_Nyquist_frequency_is_gone_to_90_dB(int from, int to)
    {
        foreach (double frequency in new[] { 1.001 * to / 2, 1.1 * to / 2, 1.5 * to / 2, 0.48 * from })
        {
            float[] got = Resample(TestSignals.Tone(frequency, from, from / 4), from, to);
            double worst = got[(got.Length / 4)..(3 * got.Length / 4)].Max(Math.Abs);
            Assert.True(worst < 0.5 * 3.2e-5, $"{frequency}: {20 * Math.Log10(worst / 0.5):f1} dB");
        }
    }

    [Fact]
    public void A_constant_stays_the_same()
    {
        var ones = new float[4800];
        Array.Fill(ones, 1);
        Assert.All(Resample(ones, 48000, 22050)[600..1600], value => Assert.Equal(1, value, 1e-6));
    }

    [Fact]
    public void The_same_rate_changes_nothing()
    {
        float[] noise = TestSignals.Noise(1000, 1);
        Assert.Equal(noise, Resample(noise, 22050, 22050));
    }

    [Fact]
    public void A_part_is_the_same_as_that_part_of_the_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("noise.wav");
        WaveWriter.Write(path, TestSignals.Noise(44100, 2), 44100);
        float[] whole = AudioReader.Read(path, 22050).Samples, part = AudioReader.Read(path, 22050, 0.5, 0.25).Samples;
        Assert.Equal(5512, part.Length);
        for (int n = 0; n < part.Length; n++) Assert.Equal(whole[11025 + n], part[n], 1e-6);
    }

    private static float[] Resample(float[] source, int from, int to)
    {
        var target = new float[(int)((long)source.Length * to / from)];
        Resampler.For(from, to).Resample(source, 0, 0, target);
        return target;
    }
}
