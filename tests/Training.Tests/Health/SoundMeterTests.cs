using Pix2Pitch.Mel;
using Pix2Pitch.Training.Health;

namespace Pix2Pitch.Training.Tests.Health;

public sealed class SoundMeterTests
{
    private const int Rate = 22050;

    [Fact]
    public void White_noise_has_the_flatness_of_theory_and_no_pitch()
    {
        SoundFigures noise = SoundMeter.OfSamples(Noise(10))!;
        Assert.Equal(0.5615, noise.SpectralFlatness, 0.02); // the power of a bin is exponentially distributed: e to the minus Euler's constant
        Assert.InRange(noise.PitchClarity, 0, 0.15);
    }

    [Fact]
    public void A_chord_in_tune_is_far_from_flat_and_has_clear_pitches()
    {
        SoundFigures chord = SoundMeter.OfSamples(Chord(10))!;
        Assert.InRange(chord.SpectralFlatness, 0, 0.01);
        Assert.InRange(chord.PitchClarity, 0.8, 1);
    }

    [Fact]
    public void Four_notes_a_second_are_counted()
        => Assert.Equal(4, SoundMeter.OfSamples([.. Chord(10).Select((value, i) => value * MathF.Exp(-(i % (Rate / 4)) / 1500f))])!.OnsetRate, 0.3);

    [Fact]
    public void Silence_has_no_figures()
        => Assert.Null(SoundMeter.OfSamples(new float[10 * Rate]));

    [Fact]
    public void After_the_inversion_noise_is_still_told_from_notes()
    {
        var extractor = new MelSpectrogramExtractor(MelOptions.Small128);
        var meter = new SoundMeter(MelOptions.Small128);
        SoundFigures noise = meter.Of([Mel(Noise(10))])!, chord = meter.Of([Mel(Chord(10))])!;
        Assert.True(noise.SpectralFlatness > 4 * chord.SpectralFlatness, $"{noise} and {chord}");
        Assert.True(noise.PitchClarity < chord.PitchClarity / 2, $"{noise} and {chord}");

        float[] Mel(float[] samples)
        {
            var values = new float[MelOptions.Small128.ValueCount];
            extractor.Extract(samples, values);
            return values;
        }
    }

    private static float[] Noise(int seconds)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, seconds * Rate).Select(_ => (float)(0.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }

    // C major: C4, E4, G4.
    private static float[] Chord(int seconds)
        => [.. Enumerable.Range(0, seconds * Rate).Select(n => (float)((double[])[261.626, 329.628, 391.995]).Sum(hertz => 0.1 * Math.Sin(2 * Math.PI * hertz * n / Rate)))];
}
