using System.Numerics;
using Pix2Pitch.ColorSynthesis;
using Pix2Pitch.Features;
using Pix2Pitch.Loudness;
using Pix2Pitch.Notes;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.ColorSynthesis;

public sealed class ColorSynthesizerTests
{
    private const int Size = 40;

    private static readonly LabColor s_red = new(50, 60, 40), s_blue = new(50, 10, -50), s_green = new(50, -40, 40), s_purple = new(50, 45, -35);

    [Fact]
    public void A_lighter_colour_has_a_higher_pitch_of_a_pentatonic_scale()
    {
        int[] pitches = [.. Enumerable.Range(0, 21).Select(i => OnlyNote(new LabColor(5 * i, 0, 0)).Pitch)];
        Assert.Equal(36, pitches[0]);
        Assert.Equal(84, pitches[^1]);
        Assert.Equal(pitches.Distinct().Order(), pitches);
        Assert.All(pitches, pitch => Assert.Contains(pitch % 12, (int[])[0, 2, 4, 7, 9]));
    }

    [Fact]
    public void The_pitch_that_is_heard_is_that_of_the_note()
    {
        ColorNote note = OnlyNote(s_blue);
        double expected = 440 * Math.Pow(2, (note.Pitch - 69) / 12.0);
        float[] samples = Synthesize(_ => s_blue).Samples[11025..(11025 + 32768)];
        int best = Enumerable.Range(100, 600).MaxBy(bin => PowerAt(samples, bin * (double)ColorMusic.SampleRate / samples.Length));
        Assert.InRange(best * (double)ColorMusic.SampleRate / samples.Length, expected * 0.99, expected * 1.01);
    }

    [Fact]
    public void A_more_saturated_colour_is_louder_and_so_is_a_larger_area()
    {
        Assert.True(OnlyNote(new LabColor(50, 60, 40)).Decibels > OnlyNote(new LabColor(50, 15, 10)).Decibels + 5);
        ColorMusic music = Synthesize((_, y) => y < Size / 4 ? new LabColor(30, 20, 15) : new LabColor(70, 20, 15));
        Assert.Equal(10 * Math.Log10(3), music.ColorNotes.Single(note => note.Color.L > 50).Decibels - music.ColorNotes.Single(note => note.Color.L < 50).Decibels, 1);
    }

    [Fact]
    public void Warm_colours_have_more_power_in_their_overtones_than_cold_ones_and_green_has_no_octave()
    {
        Assert.True(PartialOf(s_red, 3) > 10 * PartialOf(s_blue, 3));
        Assert.True(PartialOf(s_purple, 2) > 100 * PartialOf(s_green, 2));
    }

    [Fact]
    public void The_painting_is_read_from_left_to_right()
    {
        ColorMusic music = Synthesize(x => x < Size / 2 ? new LabColor(20, 0, -30) : new LabColor(80, 30, 30), new ColorSynthesisOptions { Seconds = 4 });
        Assert.Equal([(0, 2), (2, 2)], music.ColorNotes.Select(note => (note.Start, note.Seconds)));
        Assert.True(music.ColorNotes[0].Pitch < music.ColorNotes[1].Pitch);
        float[] stereo = music.StereoSamples;
        Assert.True(Power(stereo, 0, from: 0.1, to: 1) > 2 * Power(stereo, 1, from: 0.1, to: 1));
        Assert.True(Power(stereo, 1, from: 3, to: 3.9) > 2 * Power(stereo, 0, from: 3, to: 3.9));
    }

    [Fact]
    public void A_colour_that_goes_on_is_one_note_and_another_hue_of_the_same_lightness_begins_a_new_one()
    {
        Assert.Single(Synthesize(_ => s_red).ColorNotes);
        Assert.Equal([0, 5], Synthesize(x => x < Size / 2 ? s_red : s_blue).ColorNotes.Select(note => note.Start));
    }

    [Fact]
    public void The_same_painting_gives_the_same_samples_with_the_chosen_loudness_and_length()
    {
        var options = new ColorSynthesisOptions { Seconds = 7.3, LoudnessLufs = -20 };
        ColorMusic one = Synthesize(x => new LabColor(2 * x, x, 20 - x), options), other = Synthesize(x => new LabColor(2 * x, x, 20 - x), options);
        Assert.Equal(one.StereoSamples, other.StereoSamples);
        Assert.Equal((7.3, 7.3 * ColorMusic.SampleRate), (one.Seconds, one.Samples.Length));
        Assert.Equal(-20, LoudnessMeter.Integrated(one.Samples, ColorMusic.SampleRate), 1);
        Assert.InRange(one.StereoSamples.Max(Math.Abs), 0.01, 0.9);
    }

    [Fact]
    public void The_notes_for_MIDI_are_those_that_are_heard()
    {
        ColorMusic music = Synthesize(x => x < Size / 2 ? s_red : s_blue);
        Assert.Equal(music.ColorNotes.Select(note => (note.Pitch, note.Start)), music.Notes.Select(note => (note.Pitch, note.Start)));
        Assert.Equal([InstrumentFamily.Brass, InstrumentFamily.Organ], music.Notes.Select(note => note.Instrument));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void A_WAV_file_has_one_or_two_channels(bool isStereo, int channels)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("sound.wav");
        ColorMusic music = Synthesize(_ => s_red);
        music.WriteWave(path, isStereo, new Dictionary<string, string> { ["engine"] = "colours" });
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal((channels, 2 * channels), (BitConverter.ToInt16(bytes, 22), BitConverter.ToInt16(bytes, 32)));
        Assert.Equal(2 * channels * music.Samples.Length, BitConverter.ToInt32(bytes, 40));
        Assert.Equal("colours", WaveProperties.Read(path)["engine"]);
        Assert.Equal(10, AudioReader.Read(path, ColorMusic.SampleRate).Samples.Length / (double)ColorMusic.SampleRate, 3);
    }

    [Fact]
    public void Bad_sizes_and_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ColorSynthesizer.Synthesize(new float[5], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColorSynthesizer.Synthesize(new float[3], 1, 1, new ColorSynthesisOptions { Seconds = 0 }));
    }

    private static ColorNote OnlyNote(LabColor color) => Assert.Single(Synthesize(_ => color).ColorNotes);

    private static ColorMusic Synthesize(Func<int, LabColor> columns, ColorSynthesisOptions? options = null) => Synthesize((x, _) => columns(x), options);

    private static ColorMusic Synthesize(Func<int, int, LabColor> pixels, ColorSynthesisOptions? options = null)
    {
        var rgb = new float[3 * Size * Size];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                (double red, double green, double blue) = pixels(x, y).ToSrgb();
                rgb[y * Size + x] = (float)(2 * red - 1);
                rgb[(Size + y) * Size + x] = (float)(2 * green - 1);
                rgb[(2 * Size + y) * Size + x] = (float)(2 * blue - 1);
            }
        }
        return ColorSynthesizer.Synthesize(rgb, Size, Size, options);
    }

    // The power of a partial relative to that of the fundamental.
    private static double PartialOf(LabColor color, int partial)
    {
        double hertz = 440 * Math.Pow(2, (OnlyNote(color).Pitch - 69) / 12.0);
        float[] samples = Synthesize(_ => color).Samples[11025..(11025 + 32768)];
        return PowerAt(samples, partial * hertz) / PowerAt(samples, hertz);
    }

    private static double PowerAt(float[] samples, double hertz)
    {
        Complex sum = 0;
        for (int i = 0; i < samples.Length; i++)
            sum += samples[i] * (1 - Math.Cos(2 * Math.PI * i / samples.Length)) * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * i / ColorMusic.SampleRate);
        return sum.Magnitude * sum.Magnitude;
    }

    private static double Power(float[] stereo, int channel, double from, double to)
        => Enumerable.Range((int)(from * ColorMusic.SampleRate), (int)((to - from) * ColorMusic.SampleRate)).Sum(i => (double)stereo[2 * i + channel] * stereo[2 * i + channel]);
}
