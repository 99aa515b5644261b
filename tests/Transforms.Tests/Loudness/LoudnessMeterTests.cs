using Pix2Pitch.Loudness;
using Pix2Pitch.Transforms.Tests.Mel;

namespace Pix2Pitch.Transforms.Tests.Loudness;

public sealed class LoudnessMeterTests
{
    [Theory, InlineData(22050), InlineData(44100), InlineData(48000), InlineData(96000)]
    public void A_full_scale_tone_of_997_Hz_has_minus_3_01_LUFS(int sampleRate)
        => Assert.Equal(-3.01, LoudnessMeter.Integrated(Tone(997, 0, sampleRate, 5), sampleRate), 0.04); // the recommendation defines 48 kHz; the bilinear transform bends the shelf elsewhere

    public static TheoryData<string, int> LoudnessCases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (ReferenceData.LoudnessCase reference in ReferenceData.Values.Loudness)
            {
                // A tone is the same at every rate; noise is not.
                foreach (int rate in reference.Parts.Any(part => part[0] == 0) ? [48000] : new[] { 22050, 44100, 48000, 96000 }) cases.Add(reference.Name, rate);
            }
            return cases;
        }
    }

    /// <summary>EBU Tech 3341's signals and others, against BS.1770 written out independently with the recommendation's own filters for 48 kHz.</summary>
    [Theory, MemberData(nameof(LoudnessCases))]
    public void The_loudness_equals_the_reference(string name, int sampleRate)
    {
        ReferenceData.LoudnessCase wanted = ReferenceData.Values.Loudness.Single(c => c.Name == name);
        float[] sound = [.. wanted.Parts.SelectMany(part => part[0] > 0 ? Tone(part[0], part[1], sampleRate, part[2]) : Noise(part[1], part[2]))];
        double lufs = wanted.Channels == 2 ? LoudnessMeter.Integrated(sound, sound, sampleRate) : LoudnessMeter.Integrated(sound, sampleRate);
        // At 48 kHz the filters are the same; elsewhere the bilinear transform bends the shelf by a few hundredths.
        Assert.Equal(wanted.Lufs, lufs, sampleRate == 48000 ? 0.001 : 0.1);
        if (name.StartsWith("EBU", StringComparison.Ordinal)) Assert.Equal(name == "EBU 2" ? -33 : -23, lufs, 0.1); // what the EBU asks for
    }

    public static TheoryData<string> TruePeakCases => [.. ReferenceData.Values.TruePeaks.Select(c => c.Name)];

    [Theory, MemberData(nameof(TruePeakCases))]
    public void The_true_peak_is_within_the_bounds_of_the_EBU_of_the_highest_of_64_times_as_many_samples(string name)
    {
        ReferenceData.TruePeakCase wanted = ReferenceData.Values.TruePeaks.Single(c => c.Name == name);
        double peak = 20 * Math.Log10(LoudnessMeter.TruePeak([.. wanted.Samples.Select(v => (float)v)]));
        Assert.InRange(peak - wanted.Decibels, -0.4, 0.2);
    }

    public static TheoryData<double[], double> Ranges => new()
    {
        { [-20, -30], 10 }, // EBU Tech 3342, cases 1 to 4
        { [-20, -15], 5 },
        { [-40, -20], 20 },
        { [-50, -35, -20, -35, -50], 15 },
    };

    [Theory, MemberData(nameof(Ranges))]
    public void The_loudness_range_is_that_of_the_test_signals(double[] levels, double range)
    {
        float[] tone = [.. levels.SelectMany(level => Tone(1000, level, 48000, 20))];
        (double integrated, double measured) = LoudnessMeter.Measure(tone, 48000);
        Assert.Equal(range, measured, 1.0);
        Assert.Equal(LoudnessMeter.Integrated(tone, 48000), integrated);
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
        Assert.Equal(double.NegativeInfinity, LoudnessMeter.Integrated(new float[48000], 48000));
        Assert.Equal(double.NegativeInfinity, LoudnessMeter.Integrated(Tone(1000, -75, 48000, 2), 48000));
        Assert.Equal(double.NegativeInfinity, LoudnessMeter.Integrated([], 48000));
    }

    [Fact]
    public void A_sound_shorter_than_a_block_is_one_block() => Assert.Equal(-3.01, LoudnessMeter.Integrated(Tone(997, 0, 48000, 0.3), 48000), 0.1);

    [Fact]
    public void The_true_peak_lies_between_the_samples()
    {
        // A quarter of the sample rate, an eighth of a turn off: every sample is at 0.707 of the peak.
        var tone = new float[4800];
        for (int n = 0; n < tone.Length; n++) tone[n] = (float)(0.5 * Math.Sin(Math.PI / 2 * n + Math.PI / 4) * Math.Min(1, Math.Min(n, tone.Length - n) / 500.0));
        Assert.Equal(0.3536, tone.Max(), 1e-3);
        Assert.Equal(0.5, LoudnessMeter.TruePeak(tone), 0.005);
        Assert.Equal(0, LoudnessMeter.TruePeak([]));
        Assert.Equal(0.25, LoudnessMeter.TruePeak([0, 0, 0.25f, 0, 0]), 1e-6);
    }

    [Fact]
    public void Sound_is_scaled_to_the_loudness_unless_its_peak_would_exceed_the_ceiling()
    {
        float[] tone = Tone(1000, -40, 22050, 3);
        LoudnessMeter.Normalize(tone, 22050, -20, -1);
        Assert.Equal(-20, LoudnessMeter.Integrated(tone, 22050), 0.01);
        LoudnessMeter.Normalize(tone, 22050, 0, -6);
        Assert.Equal(-6, 20 * Math.Log10(LoudnessMeter.TruePeak(tone)), 0.01);
        LoudnessMeter.Normalize(tone, 22050, null, -3);
        Assert.Equal(-3, 20 * Math.Log10(LoudnessMeter.TruePeak(tone)), 0.01);
        var silence = new float[22050];
        LoudnessMeter.Normalize(silence, 22050, -16, -1);
        Assert.All(silence, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Channels_of_different_lengths_are_refused()
        => Assert.Throws<ArgumentException>(() => LoudnessMeter.Integrated(new float[5], new float[4], 48000));

    [Theory, InlineData(0), InlineData(1_000_000_000)]
    public void Invalid_sample_rates_are_refused(int sampleRate)
        => Assert.Throws<ArgumentOutOfRangeException>(() => LoudnessMeter.Integrated(new float[5], sampleRate));

    // The generator of Reference/make_reference.py.
    private static float[] Noise(double decibels, double seconds)
    {
        var samples = new float[(int)Math.Round(48000 * seconds)];
        ulong state = 7;
        for (int n = 0; n < samples.Length; n++)
        {
            state = (state * 1664525 + 1013904223) % (1UL << 32);
            samples[n] = (float)(Math.Pow(10, decibels / 20) * 2 * (state / (double)(1UL << 32) - 0.5));
        }
        return samples;
    }

    private static float[] Tone(double frequency, double decibels, int sampleRate, double seconds)
        => TestSignals.Tone(frequency, sampleRate, (int)Math.Round(seconds * sampleRate), Math.Pow(10, decibels / 20));
}
