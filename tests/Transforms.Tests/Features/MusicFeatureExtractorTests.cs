using Pix2Pitch.Features;

namespace Pix2Pitch.Transforms.Tests.Features;

public sealed class MusicFeatureExtractorTests
{
    private const int Rate = MusicFeatureExtractor.SampleRate;
    private const int Count = 10 * Rate;

    [Theory, InlineData(220), InlineData(1000), InlineData(5000)]
    public void The_brightness_of_a_tone_is_its_frequency(double hertz)
        => Assert.Equal(hertz, Extract(TestSignals.Tone(hertz, Rate, Count)).Brightness, 0.02 * hertz);

    [Fact]
    public void The_brightness_of_two_tones_is_their_mean_weighted_by_amplitude()
    {
        float[] both = Sum(TestSignals.Tone(1000, Rate, Count, 0.6), TestSignals.Tone(4000, Rate, Count, 0.2));
        Assert.Equal(0.75 * 1000 + 0.25 * 4000, Extract(both).Brightness, 30.0);
    }

    [Fact]
    public void The_brightness_of_white_noise_is_half_the_highest_frequency()
        => Assert.Equal(Rate / 4.0, Extract(TestSignals.Noise(Count, 3)).Brightness, 60.0);

    [Theory, InlineData(1, -3.0103), InlineData(0.5, -9.0309), InlineData(0.01, -43.0103)]
    public void The_loudness_of_a_tone_is_that_of_the_recommendation(double amplitude, double lufs)
        => Assert.Equal(lufs, Extract(TestSignals.Tone(997, Rate, Count, amplitude)).Loudness, 0.04);

    [Fact]
    public void Loudness_is_weighted_by_frequency_and_ignores_pauses()
    {
        float[] tone = TestSignals.Tone(997, Rate, Count, 0.1), low = TestSignals.Tone(30, Rate, Count, 0.1), half = [.. tone];
        half.AsSpan(Count / 2).Clear();
        MusicFeatures whole = Extract(tone), interrupted = Extract(half);
        Assert.InRange(Extract(low).Loudness, whole.Loudness - 12, whole.Loudness - 5);
        Assert.Equal(whole.Loudness, interrupted.Loudness, 0.3);
        Assert.Equal(-70, Extract(TestSignals.Tone(997, Rate, Count, 0.0001)).Loudness);
    }

    [Fact]
    public void A_steady_tone_has_no_loudness_range_and_a_falling_one_has_that_of_its_fall()
    {
        Assert.Equal(0, Extract(TestSignals.Tone(997, Rate, Count)).LoudnessRange, 0.01);
        float[] falling = TestSignals.Tone(997, Rate, Count);
        for (int n = 0; n < Count; n++) falling[n] *= n < Count / 2 ? 0.5f : 0.05f;
        Assert.Equal(20, Extract(falling).LoudnessRange, 1.0);
        Assert.Equal(0, Extract(TestSignals.Tone(997, Rate, 2 * Rate)).LoudnessRange);
    }

    [Theory, InlineData(70), InlineData(90), InlineData(97.3), InlineData(120), InlineData(133), InlineData(160)]
    public void Clicks_have_the_tempo_that_they_were_made_with(double beats)
    {
        MusicFeatures features = Extract(Clicks(beats));
        Assert.Equal(beats, features.Tempo, 0.01 * beats);
        Assert.Equal(beats / 60, features.OnsetRate, 0.1001);
        Assert.InRange(features.Harmonicity, 0, 0.1);
    }

    [Theory, InlineData(2), InlineData(4), InlineData(8)]
    public void Notes_that_begin_one_after_the_other_are_counted(int perSecond)
    {
        var samples = new float[Count];
        int[] scale = [0, 2, 4, 5, 7, 9, 11, 12];
        int step = Rate / perSecond;
        for (int note = 0; note * step < Count; note++)
        {
            double hertz = 261.63 * Math.Pow(2, scale[note % scale.Length] / 12.0);
            for (int n = 0; n < step && note * step + n < Count; n++)
            {
                double t = (double)n / Rate, envelope = Math.Min(1, t * 100) * Math.Exp(-5 * t) * Math.Min(1, (step - n) / 200.0);
                for (int k = 1; k <= 6; k++)
                    samples[note * step + n] += (float)(0.2 * envelope / k * Math.Sin(2 * Math.PI * k * hertz * t));
            }
        }
        Assert.Equal(perSecond, Extract(samples).OnsetRate, 0.2001);
    }

    [Fact]
    public void A_steady_tone_and_steady_noise_have_no_onsets_and_no_tempo()
    {
        foreach (float[] samples in (float[][])[TestSignals.Tone(440, Rate, Count), TestSignals.Noise(Count, 1)])
        {
            MusicFeatures features = Extract(samples);
            Assert.Equal(0, features.OnsetRate);
            Assert.Equal(double.NaN, features.Tempo);
        }
    }

    [Fact]
    public void Tones_are_harmonic_and_noise_is_half_harmonic()
    {
        Assert.InRange(Extract(Chord(60, 64, 67)).Harmonicity, 0.99, 1);
        Assert.InRange(Extract(TestSignals.Noise(Count, 2)).Harmonicity, 0.4, 0.6);
    }

    [Fact]
    public void A_tone_is_its_pitch_class()
    {
        IReadOnlyList<double> classes = Extract(TestSignals.Tone(440, Rate, Count)).PitchClasses;
        Assert.InRange(classes[9], 0.99, 1);
        Assert.Equal(1, classes.Sum(), 1e-9);
    }

    [Fact]
    public void The_pitch_classes_of_a_chord_have_a_share_each()
    {
        IReadOnlyList<double> classes = Extract(Chord(60, 64, 67)).PitchClasses;
        foreach (int pitch in (int[])[0, 4, 7]) Assert.Equal(1.0 / 3, classes[pitch], 0.03);
    }

    [Theory, InlineData(432), InlineData(456)]
    public void Another_tuning_can_be_set(double tuning)
    {
        float[] samples = TestSignals.Tone(tuning * Math.Pow(2, 0.4 / 12), Rate, Count);
        Assert.InRange(new MusicFeatureExtractor(new() { TuningHertz = tuning }).Extract(samples).PitchClasses[9], 0.99, 1);
    }

    [Theory]
    [InlineData(0, false, 60, 64, 67)] // C E G
    [InlineData(9, true, 57, 60, 64)] // A C E
    [InlineData(6, false, 66, 70, 73)] // F sharp, A sharp, C sharp
    [InlineData(2, true, 62, 65, 69)] // D F A
    public void A_triad_is_in_its_key(int tonic, bool minor, int first, int second, int third)
    {
        MusicFeatures features = Extract(Chord(first, second, third));
        Assert.Equal(tonic, features.Tonic);
        Assert.InRange(features.Mode * (minor ? -1 : 1), 0.02, 1);
    }

    [Fact]
    public void Krumhansls_own_profiles_are_their_keys()
    {
        double[] major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
        (double mode, int tonic) = KeyProfile.Key(major);
        Assert.Equal(0, tonic);
        // C major correlates with itself by 1 and best of all minor keys with A minor, by 0.651 in Krumhansl's own table of key distances.
        Assert.Equal(1 - 0.651, mode, 0.002);
    }

    [Fact]
    public void A_clip_shorter_than_a_frame_is_measured_too()
    {
        MusicFeatures features = Extract(TestSignals.Tone(1000, Rate, 1000));
        Assert.InRange(features.Brightness, 900, Rate / 2); // its end has all frequencies
        Assert.Equal(0, features.OnsetRate);
        Assert.Equal(double.NaN, features.Tempo);
    }

    [Fact]
    public void A_silent_clip_is_refused()
    {
        Assert.Contains("silent", Assert.Throws<Pix2PitchException>(() => Extract(new float[Count])).Message);
        Assert.Contains("silent", Assert.Throws<Pix2PitchException>(() => Extract([])).Message);
    }

    [Fact]
    public void Samples_that_are_not_numbers_are_refused()
        => Assert.Contains("not numbers", Assert.Throws<Pix2PitchException>(() => Extract([0.5f, float.NaN, 0.5f])).Message);

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        AssertRefused("1 to 600", new() { ClipSeconds = 0 });
        AssertRefused("400 to 480", new() { TuningHertz = double.NaN });
    }

    private static void AssertRefused(string valid, MusicFeatureOptions options)
        => Assert.Contains(valid, Assert.Throws<ArgumentOutOfRangeException>(() => new MusicFeatureExtractor(options)).Message);

    private static MusicFeatures Extract(float[] samples) => new MusicFeatureExtractor().Extract(samples);

    private static float[] Clicks(double beatsPerMinute)
    {
        var samples = new float[Count];
        for (double at = 0.3; at < 10; at += 60 / beatsPerMinute) samples[(int)(at * Rate)] = 0.9f;
        return samples;
    }

    private static float[] Chord(params int[] notes)
        => Sum([.. notes.Select(note => TestSignals.Tone(440 * Math.Pow(2, (note - 69) / 12.0), Rate, Count, 0.2))]);

    private static float[] Sum(params float[][] parts) => [.. Enumerable.Range(0, Count).Select(n => parts.Sum(part => part[n]))];
}
