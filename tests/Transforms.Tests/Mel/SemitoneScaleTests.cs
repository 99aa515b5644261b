using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.Notes;

namespace Pix2Pitch.Transforms.Tests.Mel;

/// <summary>A transposition is a shift by three rows for each semitone.</summary>
public sealed class SemitoneScaleTests
{
    private const int Keys = 84; // from A1, 252 rows
    private const double Lowest = 55;

    public static TheoryData<string> Names => ["Semitone256", "Semitone256x512"];

    [Theory, MemberData(nameof(Names))]
    public void The_loudest_row_of_a_tone_of_any_key_is_exactly_three_times_its_semitones_above_A1(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        for (int key = 0; key < Keys; key++)
        {
            float[] rows = MeanRows(mel, t => Math.Sin(2 * Math.PI * Hertz(key) * t));
            Assert.Equal(3 * key, LoudestRow(rows));
        }
    }

    // The reference tone stays where it is. Its row is 3 x 84 - 3, and rows near it are left out.
    [Theory, MemberData(nameof(Names))]
    public void A_tone_keeps_its_level_within_1_2_decibels_in_every_key(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        var levels = new List<double>();
        for (int key = 0; key < Keys - 6; key++)
        {
            float[] rows = MeanRows(mel, t => Math.Sin(2 * Math.PI * Hertz(key) * t) + 2 * Math.Sin(2 * Math.PI * Hertz(Keys - 1) * t));
            levels.Add(rows[3 * key] * mel.TopDecibels / 2);
        }
        Assert.InRange(levels.Max() - levels.Min(), 0, 1.2);
    }

    [Fact]
    public void A_chord_with_overtones_is_the_same_picture_three_rows_higher_from_220_hertz_on()
    {
        MelOptions mel = MelOptions.Semitone256;
        for (int key = 24; key < 36; key++)
        {
            float[] low = MeanRows(mel, t => Chord(t, key)), high = MeanRows(mel, t => Chord(t, key + 1));
            // From a whole tone below the lowest note to four octaves above it; both pictures in dB below their peaks, down to -40 dB.
            double[] differences = [.. Enumerable.Range(3 * key - 6, 3 * 48).Where(row => row + 3 < mel.MelBands).Select(row => Math.Abs(Level(low[row]) - Level(high[row + 3])))];
            Assert.InRange(differences.Average(), 0, 1.5);
            // Shifted by one row less or more it is another picture.
            foreach (int rows in new[] { 2, 4 })
                Assert.True(Enumerable.Range(3 * key - 6, 3 * 48).Where(row => row + rows < mel.MelBands).Average(row => Math.Abs(Level(low[row]) - Level(high[row + rows]))) > 2 * differences.Average());
        }

        static double Level(float value) => Math.Max(-40, (value - 1) * 40);
    }

    [Theory, MemberData(nameof(Names))]
    public void Notes_have_their_pitches_after_the_way_there_and_back(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        int[] keys = [12, 31, 24, 43, 36, 19, 28, 48, 40, 33]; // a second each
        float[] clip = Samples(mel, t => Note(t % 1, keys[Math.Min(9, (int)t)]));
        float[] sound = new MelSpectrogramInverter(mel).Invert(Extract(mel, clip)), again = Extract(mel, sound);
        for (int i = 0; i < keys.Length; i++)
        {
            int frame = (int)((i + 0.5) * mel.SampleRate / mel.HopLength);
            float[] rows = [.. Enumerable.Range(0, mel.MelBands).Select(row => again[row * mel.Frames + frame])];
            Assert.Equal(3 * keys[i], LoudestRow(rows));
        }
    }

    [Fact]
    public void Notes_are_transcribed_as_on_the_mel_scale()
    {
        MelOptions mel = MelOptions.Semitone256;
        int[] keys = [12, 31, 24, 43, 36, 19, 28, 48, 40, 33];
        float[] clip = Samples(mel, t => Note(t % 1, keys[Math.Min(9, (int)t)]));
        Note[] notes = [.. NoteSequence.Transcribe(new MelSpectrogram(mel, Extract(mel, clip)))];
        foreach ((int key, int second) in keys.Select((key, i) => (key, i)))
        {
            // The longest note that begins near the beginning of the second; A1 is note 33 of MIDI.
            Note found = notes.Where(note => Math.Abs(note.Start - second) < 0.25).MaxBy(note => note.Seconds);
            Assert.Equal(33 + key, found.Pitch);
        }
    }

    [Fact]
    public void Notes_are_transcribed_when_the_bands_end_below_the_highest_pitches()
    {
        MelOptions mel = MelOptions.Semitone256 with { MelBands = 150 }; // up to 966 Hz
        float[] clip = Samples(mel, t => Note(t % 1, 24));
        Assert.Contains(NoteSequence.Transcribe(new MelSpectrogram(mel, Extract(mel, clip))), note => note.Pitch == 57);
    }

    [Fact]
    public void No_band_is_empty_with_the_shortest_transform_and_the_lowest_band()
    {
        var bank = MelFilterBank.For(MelOptions.Semitone256 with { FftSize = 1024, MinimumFrequency = 10 });
        for (int band = 0; band < bank.Bands; band++) Assert.True(bank.Weights(band).Length >= 2 && bank.Weights(band).ToArray().Max() > 0.5f, $"band {band}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Noise_does_not_gain_power_outside_the_bands(string preset)
    {
        MelOptions mel = MelOptions.Presets[preset];
        float[] values = Extract(mel, TestSignals.Noise(mel.ClipSamples, 3)), linear = new float[mel.Frames * (mel.FftSize / 2 + 1)];
        float[] power = [.. values.Select(value => (float)Math.Pow(10, (value - 1) * 4))];
        MelInverse.For(mel).Solve(power, mel.Frames, 100, 0, linear);
        double binHertz = (double)mel.SampleRate / mel.FftSize, inside = 0, outside = 0;
        for (int i = 0; i < linear.Length; i++)
        {
            Assert.True(linear[i] >= 0);
            double hertz = i % (mel.FftSize / 2 + 1) * binHertz;
            if (hertz < Lowest - 2 * binHertz || hertz > 7459 * 1.02) outside += linear[i];
            else inside += linear[i];
        }
        Assert.Equal(0, outside);
        Assert.True(inside > 0);
    }

    private static double Hertz(double key) => Lowest * Math.Pow(2, key / 12);

    private static double Note(double seconds, int key) => Math.Exp(-2 * seconds) * Enumerable.Range(1, 6).Sum(n => Math.Sin(2 * Math.PI * n * Hertz(key) * seconds) / (n * n));

    private static double Chord(double seconds, int key)
        => new[] { 0, 4, 7 }.Sum(interval => Enumerable.Range(1, 6).Sum(n => Math.Sin(2 * Math.PI * n * Hertz(key + interval) * seconds + n) / n));

    private static float[] Samples(MelOptions mel, Func<double, double> sound)
    {
        var samples = new float[mel.ClipSamples];
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)(0.1 * sound((double)i / mel.SampleRate));
        return samples;
    }

    private static float[] Extract(MelOptions mel, float[] clip)
    {
        var values = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel).Extract(clip, values);
        return values;
    }

    // The mean over frames in the middle.
    private static float[] MeanRows(MelOptions mel, Func<double, double> sound)
    {
        MelOptions brief = mel with { Frames = 16 };
        float[] values = Extract(brief, Samples(brief, sound));
        return [.. Enumerable.Range(0, mel.MelBands).Select(row => values.AsSpan(row * 16 + 6, 4).ToArray().Average())];
    }

    private static int LoudestRow(float[] rows) => Array.IndexOf(rows, rows.Max());
}
