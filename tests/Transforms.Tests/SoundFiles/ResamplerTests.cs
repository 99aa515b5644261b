using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.SoundFiles;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(48000, 22050)]
    [InlineData(96000, 22050)]
    [InlineData(32000, 22050)]
    [InlineData(44056, 22050)] // too many phases to store
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

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void Over_the_whole_band_a_stereo_file_comes_to_22_kHz_with_errors_and_aliases_under_minus_90_dB(int from)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("tones.wav");
        const int To = 22050;
        const double Nyquist = To / 2.0, Amplitude = 0.5;
        // Left: tones in the pass band, every 90 Hz up to 91 % of the new Nyquist frequency. Right: as many tones in the stop band, from there to the
        // old Nyquist frequency. Irregular, so that no alias coincides with a tone.
        for (int n = 0; n < 112; n++)
        {
            double passing = 20 + n * (0.91 * Nyquist - 20) / 111, stopped = Nyquist + n * (from / 2.0 - Nyquist) / 111 + (n == 0 ? 1 : 0);
            float[] left = TestSignals.Tone(passing, from, from / 8, Amplitude), right = TestSignals.Tone(stopped, from, from / 8, Amplitude);
            WriteStereo(path, left, right, from);
            float[] got = AudioReader.Read(path, To).Samples, wanted = TestSignals.Tone(passing, To, got.Length, Amplitude / 2); // the mean of the channels
            double worst = 0;
            for (int i = got.Length / 4; i < 3 * got.Length / 4; i++) worst = Math.Max(worst, Math.Abs(got[i] - wanted[i]));
            Assert.True(worst < Amplitude / 2 * 3.16e-5, $"{passing:f0} Hz beside {stopped:f0} Hz: {20 * Math.Log10(worst / (Amplitude / 2)):f1} dB");
        }
    }

    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void Between_the_bands_nothing_is_amplified_and_no_alias_appears(int from)
    {
        const int To = 22050;
        for (double share = 0.91; share < 1; share += 0.006)
        {
            double frequency = share * To / 2;
            float[] got = Resample(TestSignals.Tone(frequency, from, from / 4), from, To);
            // The residual after removing the tone with any gain and phase.
            (double cosine, double sine) = (0, 0);
            int start = got.Length / 4, count = got.Length / 2;
            double[] window = [.. Enumerable.Range(0, count).Select(n => 1 - Math.Cos(2 * Math.PI * (n + 0.5) / count))];
            for (int n = 0; n < count; n++)
            {
                double angle = 2 * Math.PI * frequency * (start + n) / To;
                (cosine, sine) = (cosine + 2 * window[n] * got[start + n] * Math.Cos(angle) / count, sine + 2 * window[n] * got[start + n] * Math.Sin(angle) / count);
            }
            Assert.InRange(Math.Sqrt(cosine * cosine + sine * sine), 0, 0.5 * (1 + 3.16e-5));
            double worst = 0;
            for (int n = 0; n < count; n++)
            {
                double angle = 2 * Math.PI * frequency * (start + n) / To;
                worst = Math.Max(worst, Math.Abs(got[start + n] - cosine * Math.Cos(angle) - sine * Math.Sin(angle)));
            }
            Assert.True(worst < 0.5 * 3.16e-5, $"{share}: {20 * Math.Log10(worst / 0.5):f1} dB");
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

    private static void WriteStereo(string path, float[] left, float[] right, int rate)
    {
        float[] values = [.. left.Zip(right).SelectMany(pair => new[] { pair.First, pair.Second })];
        var bytes = new byte[sizeof(float) * values.Length];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        File.WriteAllBytes(path, new WaveBytes { Tag = 3, Bits = 32, SampleRate = (uint)rate, Channels = 2, Data = bytes }.ToArray());
    }

    private static float[] Resample(float[] source, int from, int to)
    {
        var target = new float[(int)((long)source.Length * to / from)];
        Resampler.For(from, to).Resample(source, 0, 0, target);
        return target;
    }
}
