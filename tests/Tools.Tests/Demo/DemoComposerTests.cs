using Pix2Pitch.Styles;
using Pix2Pitch.Tools.Demo;
using Pix2Pitch.Tools.Demo.Music;

namespace Pix2Pitch.Tools.Tests.Demo;

public class DemoComposerTests
{
    [Fact]
    public void Another_seed_composes_other_samples()
        => Assert.NotEqual(DemoComposer.Compose(Style.Expressionism, 0, 3, out _), DemoComposer.Compose(Style.Expressionism, 0, 4, out _));

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

    /// <summary>The strongest frequency within 60 cents of the expected one, in steps of two cents.</summary>
    private static double Strongest(float[] sound, double expected)
    {
        double best = 0, max = -1;
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
            if (power > max) (max, best) = (power, frequency);
        }
        return best;
    }
}
