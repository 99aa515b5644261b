using System.Numerics.Tensors;
using Pix2Pitch.Training.Evaluation;

namespace Pix2Pitch.Training.Tests.Evaluation;

/// <summary>Signals whose figures are known.</summary>
public sealed class ClipAnalysisTests
{
    private static readonly double[] s_cMajor = [60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79];

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)] // 30 cents higher
    [InlineData(-0.45)]
    public void A_chord_in_equal_temperament_is_in_tune_at_any_tuning(double higher)
        => Assert.InRange(TestMusic.Figures(TestMusic.Chord(5, 60 + higher, 64 + higher, 67 + higher)).Detuning, 0, 0.02);

    [Fact]
    public void Half_the_tones_of_a_chord_a_quarter_tone_higher_are_a_quarter_of_a_semitone_out_of_tune()
        => Assert.InRange(TestMusic.Figures(TestMusic.Chord(5, 60, 67, 74.5, 81.5)).Detuning, 0.23, 0.27);

    [Fact]
    public void Partials_at_random_frequencies_are_a_quarter_of_a_semitone_from_the_nearest_on_average()
    {
        var random = new Random(4);
        double[][] chords = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 5).Select(_ => 55 + 30 * random.NextDouble()).ToArray())];
        Assert.InRange(TestMusic.Figures(TestMusic.Progression(0.25, chords)).Detuning, 0.2, 0.28);
    }

    [Fact]
    public void The_pitch_class_entropy_of_a_sine_is_near_0() => Assert.InRange(TestMusic.Figures(TestMusic.Chord(4, 69)).PitchClassEntropy, 0, 0.1);

    [Fact]
    public void The_pitch_class_entropy_of_four_equal_tones_is_two_bits()
        => Assert.InRange(TestMusic.Figures(TestMusic.Chord(4, 60, 64, 67, 70)).PitchClassEntropy, 1.9, 2.1);

    [Fact]
    public void The_pitch_class_entropy_of_noise_is_near_that_of_twelve_equal_classes()
        => Assert.InRange(TestMusic.Figures(TestMusic.Noise(5, 1)).PitchClassEntropy, Math.Log2(12) - 0.2, Math.Log2(12));

    [Fact]
    public void Three_tones_have_a_polyphony_of_three() => Assert.InRange(TestMusic.Figures(TestMusic.Chord(4, 60, 64, 67)).Polyphony, 2.9, 3.1);

    [Fact]
    public void A_scale_has_a_clearer_key_than_random_notes()
    {
        double[] chromatic = [.. Enumerable.Range(60, 24).Select(pitch => (double)pitch)];
        new Random(2).Shuffle(chromatic);
        double scale = TestMusic.Figures(TestMusic.Struck(0.25, [.. s_cMajor, .. s_cMajor.Reverse()])).KeyClarity;
        double notes = TestMusic.Figures(TestMusic.Struck(0.25, chromatic)).KeyClarity;
        Assert.InRange(scale, 0.7, 1);
        Assert.True(notes < scale - 0.1, $"{notes} {scale}");
    }

    [Fact]
    public void A_click_every_half_second_has_a_salient_tempo() => Assert.InRange(TestMusic.Figures(TestMusic.Clicks(10, 0.5)).TempoSalience, 0.8, 1);

    [Fact]
    public void Noise_has_no_salient_tempo() => Assert.InRange(TestMusic.Figures(TestMusic.Noise(10, 2)).TempoSalience, 0, 0.15);

    [Fact]
    public void Separate_notes_have_a_far_higher_onset_contrast_than_a_texture()
    {
        double notes = TestMusic.Figures(TestMusic.Struck(0.5, [.. s_cMajor])).OnsetContrast, texture = TestMusic.Figures(TestMusic.Noise(6, 3)).OnsetContrast;
        Assert.InRange(texture, 1, 2);
        Assert.True(notes > 5 * texture, $"{notes} {texture}");
    }

    [Fact]
    public void Notes_with_digital_silence_between_them_have_a_high_and_finite_onset_contrast()
    {
        float[] samples = new float[6 * ClipAnalysis.SampleRate];
        for (int note = 0; note < 6; note++) TestMusic.Chord(0.1, 60 + note).CopyTo(samples, note * ClipAnalysis.SampleRate);
        Assert.InRange(TestMusic.Figures(samples).OnsetContrast, 50, 1000);
    }

    [Fact]
    public void A_progression_that_comes_back_is_more_repetitive_than_one_that_does_not()
    {
        double[] chromatic = [.. Enumerable.Range(60, 24).Select(pitch => (double)pitch)];
        double[][] four = TestMusic.RandomChords(4, 5, chromatic);
        double repeated = TestMusic.Figures(TestMusic.Progression(0.5, [.. four, .. four, .. four, .. four, .. four])).Repetition;
        double other = TestMusic.Figures(TestMusic.Progression(0.5, TestMusic.RandomChords(20, 6, chromatic))).Repetition;
        Assert.InRange(repeated, 0.9, 1);
        Assert.True(other < 0.6, $"{other}");
    }

    [Fact]
    public void The_dynamic_range_of_a_level_that_changes_by_20_dB_is_20_dB()
    {
        float[] loud = TestMusic.Chord(3, 69), quiet = [.. loud.Select(sample => sample / 10)];
        Assert.InRange(TestMusic.Figures([.. loud, .. quiet]).DynamicRange, 19.7, 20.3);
    }

    [Fact]
    public void Half_of_a_half_silent_clip_is_silent() => Assert.InRange(TestMusic.Figures(HalfSilent()).Silence, 0.46, 0.52);

    [Theory]
    [InlineData(0.01f)]
    [InlineData(3f)]
    public void Gain_changes_no_figure_and_no_vector(float gain)
    {
        foreach (float[] samples in (float[][])[TestMusic.Struck(0.5, s_cMajor), TestMusic.Noise(4, 5), HalfSilent()])
        {
            float[] louder = new float[samples.Length];
            TensorPrimitives.Multiply(samples, gain, louder);
            ClipAnalysis expected = TestMusic.Analysis(samples), found = TestMusic.Analysis(louder);
            foreach (MusicalFigure figure in MusicalFigure.All)
                Assert.Equal(1, (1 + figure.Value(found.Figures)) / (1 + figure.Value(expected.Figures)), 0.002);
            for (int i = 0; i < ClipAnalysis.VectorLength; i++) Assert.Equal(expected.Vector[i], found.Vector[i], 0.02f);
        }
    }

    [Fact]
    public void A_transposition_changes_the_sorted_and_interval_pitch_classes_little()
    {
        double[][] chords = TestMusic.RandomChords(12, 7, s_cMajor);
        float[] original = Classes(chords), transposed = Classes([.. chords.Select(chord => chord.Select(pitch => pitch + 3).ToArray())]);
        float[] other = Classes(TestMusic.RandomChords(12, 8, [60, 61, 62, 63]));
        double moved = TensorPrimitives.Distance<float>(original, transposed), apart = TensorPrimitives.Distance<float>(original, other);
        Assert.True(moved < apart / 5, $"{moved} {apart}");

        static float[] Classes(double[][] chords) => TestMusic.Analysis(TestMusic.Progression(0.5, chords)).Vector[96..114];
    }

    [Fact]
    public void The_same_music_a_little_later_is_far_nearer_than_other_music()
    {
        const int Second = ClipAnalysis.SampleRate;
        float[] music = TestMusic.Struck(0.4, new Random(3).GetItems(s_cMajor, 32)), noisy = TestMusic.Noise(13, 6, 0.01);
        TensorPrimitives.Add<float>(music, noisy.AsSpan(0, music.Length), music);
        float[] now = Point(music[..(10 * Second)]), later = Point(music[(int)(1.6 * Second)..(int)(11.6 * Second)]);
        float[] other = Point(TestMusic.Progression(0.5, TestMusic.RandomChords(20, 9, s_cMajor)));
        double same = TensorPrimitives.Distance<float>(now, later), apart = TensorPrimitives.Distance<float>(now, other);
        Assert.True(same < apart / 5, $"{same} {apart}");

        static float[] Point(float[] samples) => MusicStyleClassifier.Default.Embed(TestMusic.Analysis(samples).Vector);
    }

    [Fact]
    public void A_clip_that_is_too_short_is_refused_with_its_length()
        => Assert.Contains("1.5 s; 2 s or more", Assert.Throws<Pix2PitchException>(() => TestMusic.Analysis(TestMusic.Chord(1.5, 60))).Message);

    [Fact]
    public void A_silent_clip_is_refused() => Assert.Contains("silent", Assert.Throws<Pix2PitchException>(() => TestMusic.Analysis(new float[100_000])).Message);

    [Fact]
    public void Every_vector_is_finite_and_has_the_same_length()
    {
        foreach (float[] samples in (float[][])[TestMusic.Chord(2, 20), TestMusic.Clicks(3, 1), HalfSilent(), TestMusic.Noise(2, 8, 1e-4)])
        {
            float[] vector = TestMusic.Analysis(samples).Vector;
            Assert.Equal(ClipAnalysis.VectorLength, vector.Length);
            Assert.All(vector, value => Assert.True(float.IsFinite(value)));
        }
    }

    private static float[] HalfSilent() => [.. TestMusic.Progression(0.5, TestMusic.RandomChords(6, 1, s_cMajor)), .. new float[3 * ClipAnalysis.SampleRate]];
}
