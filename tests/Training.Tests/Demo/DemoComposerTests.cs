using Pix2Pitch.Styles;
using Pix2Pitch.Training.Demo;
using Pix2Pitch.Training.Demo.Music;

namespace Pix2Pitch.Training.Tests.Demo;

public class DemoComposerTests
{
    public static TheoryData<Style, int> Phrases
    {
        get
        {
            var data = new TheoryData<Style, int>();
            foreach (Style style in Enum.GetValues<Style>())
            {
                for (int phrase = 0; phrase < DemoComposer.Phrases; phrase++) data.Add(style, phrase);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public void A_phrase_is_ten_seconds_long_sounds_all_the_time_and_does_not_clip(Style style, int phrase)
    {
        float[] sound = DemoComposer.Compose(style, phrase, 1, out string title);
        Assert.NotEmpty(title);
        Assert.Equal(220_500, sound.Length);
        Assert.InRange(sound.Max(MathF.Abs), .3f, .96f);
        Assert.All(sound, sample => Assert.True(float.IsFinite(sample)));
        for (int second = 0; second < 10; second++)
            Assert.True(sound.Skip(second * 22_050).Take(22_050).Average(x => x * x) > 1e-5, $"Second {second} is silent.");
        Assert.InRange(MathF.Abs(sound[^1]), 0, 1e-4f);
    }

    [Fact]
    public void The_same_seed_composes_the_same_samples_and_another_seed_others()
    {
        float[] once = DemoComposer.Compose(Style.Expressionism, 0, 3, out _);
        Assert.Equal(once, DemoComposer.Compose(Style.Expressionism, 0, 3, out _));
        Assert.NotEqual(once, DemoComposer.Compose(Style.Expressionism, 0, 4, out _));
    }

    [Fact]
    public void Impressionism_is_duller_than_the_harpsichord()
        => Assert.True(Crossings(Style.Impressionism) * 2 < Crossings(Style.Baroque));

    [Theory]
    [InlineData(45)]
    [InlineData(57)]
    [InlineData(69)]
    [InlineData(76)]
    public void Every_instrument_plays_the_pitch_that_is_written(int pitch)
    {
        var note = new Note(0, 2, pitch, .8);
        var random = new DemoRandom(1);
        float[] harpsichord = new float[44_100], piano = new float[44_100], bowed = new float[44_100];
        Instruments.Harpsichord(harpsichord, note, random);
        Instruments.Piano(piano, note);
        Instruments.Bowed(bowed, note, random, roughness: 0);
        foreach (float[] sound in new[] { harpsichord, piano, bowed })
            Assert.InRange(1200 * Math.Log2(Strongest(sound, note.Frequency) / note.Frequency), -12, 12);
    }

    /// <summary>The frequency near the one that is expected with the most of the sound, in steps of two cents.</summary>
    private static double Strongest(float[] sound, double expected)
    {
        double best = 0, most = -1;
        for (int cents = -60; cents <= 60; cents += 2)
        {
            double frequency = expected * Math.Pow(2, cents / 1200.0), real = 0, imaginary = 0;
            for (int i = 0; i < sound.Length; i++)
            {
                double window = .5 - (.5 * Math.Cos(Math.Tau * i / sound.Length)), angle = Math.Tau * frequency * i / Instruments.SampleRate;
                real += sound[i] * window * Math.Cos(angle);
                imaginary += sound[i] * window * Math.Sin(angle);
            }
            double power = (real * real) + (imaginary * imaginary);
            if (power > most) (most, best) = (power, frequency);
        }
        return best;
    }

    private static int Crossings(Style style)
    {
        float[] sound = DemoComposer.Compose(style, 0, 1, out _);
        return Enumerable.Range(1, sound.Length - 1).Count(i => sound[i - 1] < 0 != sound[i] < 0);
    }
}
