using Pix2Pitch.Audio;

namespace Pix2Pitch.Transforms.Tests.Audio;

public sealed class LoudnessTests
{
    [Theory, InlineData(22050), InlineData(44100), InlineData(48000), InlineData(96000)]
    public void A_full_scale_tone_of_997_Hz_has_minus_3_01_LUFS(int sampleRate)
        => Assert.Equal(-3.01, Loudness.Integrated(Tone(997, 0, sampleRate, 5), sampleRate), 0.04); // the recommendation defines 48 kHz; the bilinear transform bends the shelf elsewhere

    [Fact]
    public void A_stereo_tone_is_as_loud_as_its_level_says() // EBU Tech 3341, case 1 and 2
    {
        foreach (double level in new double[] { -23, -33 })
        {
            float[] tone = Tone(1000, level, 48000, 20);
            Assert.Equal(level, Loudness.Integrated(tone, tone, 48000), 0.1);
            Assert.Equal(level - 3.01, Loudness.Integrated(tone, 48000), 0.1); // one channel has half of the power
        }
    }

    public static TheoryData<double[], double[]> Gating => new()
    {
        { [-36, -23, -36], [10, 60, 10] }, // EBU Tech 3341, case 3
        { [-72, -36, -23, -36, -72], [10, 10, 60, 10, 10] }, // case 4
        { [-26, -20, -26], [20, 20.1, 20] }, // case 5
    };

    [Theory, MemberData(nameof(Gating))]
    public void Quiet_parts_do_not_count(double[] levels, double[] seconds)
    {
        float[] tone = [.. levels.Zip(seconds).SelectMany(part => Tone(1000, part.First, 48000, part.Second))];
        Assert.Equal(-23, Loudness.Integrated(tone, tone, 48000), 0.1);
    }

    [Fact]
    public void At_48_kHz_the_filter_is_that_of_the_recommendation()
    {
        // ITU-R BS.1770-4, tables 1 and 2.
        double[] b = [1.53512485958697, -2.69169618940638, 1.19839281085285], a = [-1.69065929318241, 0.73248077421585], c = [-1.99004745483398, 0.99007225036621];
        var filter = new KWeighting(48000);
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0, z1 = 0, z2 = 0;
        foreach (float x in TestSignals.Noise(48000, 1))
        {
            double y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
            double z = y - 2 * y1 + y2 - c[0] * z1 - c[1] * z2;
            (x1, x2, y1, y2, z1, z2) = (x, x1, y, y1, z, z1);
            Assert.Equal(z, filter.Next(x), 1e-7);
        }
    }

    [Fact]
    public void Silence_has_no_loudness()
    {
        Assert.Equal(double.NegativeInfinity, Loudness.Integrated(new float[48000], 48000));
        Assert.Equal(double.NegativeInfinity, Loudness.Integrated(Tone(1000, -75, 48000, 2), 48000));
        Assert.Equal(double.NegativeInfinity, Loudness.Integrated([], 48000));
    }

    [Fact]
    public void Less_than_a_block_counts_as_one() => Assert.Equal(-3.01, Loudness.Integrated(Tone(997, 0, 48000, 0.3), 48000), 0.1);

    [Fact]
    public void The_true_peak_lies_between_the_samples()
    {
        // A quarter of the sample rate, an eighth of a turn off: every sample is at 0.707 of the peak.
        var tone = new float[4800];
        for (int n = 0; n < tone.Length; n++) tone[n] = (float)(0.5 * Math.Sin(Math.PI / 2 * n + Math.PI / 4) * Math.Min(1, Math.Min(n, tone.Length - n) / 500.0));
        Assert.Equal(0.3536, tone.Max(), 1e-3);
        Assert.Equal(0.5, Loudness.TruePeak(tone), 0.005);
        Assert.Equal(0, Loudness.TruePeak([]));
        Assert.Equal(0.25, Loudness.TruePeak([0, 0, 0.25f, 0, 0]), 1e-6);
    }

    [Fact]
    public void Sound_is_scaled_to_the_loudness_unless_its_peak_would_pass_the_ceiling()
    {
        float[] tone = Tone(1000, -40, 22050, 3);
        Loudness.Normalise(tone, 22050, -20, -1);
        Assert.Equal(-20, Loudness.Integrated(tone, 22050), 0.01);
        Loudness.Normalise(tone, 22050, 0, -6);
        Assert.Equal(-6, 20 * Math.Log10(Loudness.TruePeak(tone)), 0.01);
        Loudness.Normalise(tone, 22050, null, -3);
        Assert.Equal(-3, 20 * Math.Log10(Loudness.TruePeak(tone)), 0.01);
        var silence = new float[22050];
        Loudness.Normalise(silence, 22050, -16, -1);
        Assert.All(silence, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Channels_of_different_lengths_are_refused()
        => Assert.Throws<ArgumentException>(() => Loudness.Integrated(new float[5], new float[4], 48000));

    [Theory, InlineData(0), InlineData(1_000_000_000)]
    public void Absurd_sample_rates_are_refused(int sampleRate)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Loudness.Integrated(new float[5], sampleRate));

    private static float[] Tone(double frequency, double decibels, int sampleRate, double seconds)
        => TestSignals.Tone(frequency, sampleRate, (int)(seconds * sampleRate), Math.Pow(10, decibels / 20));
}
