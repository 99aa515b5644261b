using Pix2Pitch.Mel;
using Pix2Pitch.Tools.Scores.Arranging;
using Pix2Pitch.Tools.Scores.Rendering;

namespace Pix2Pitch.Tools.Tests.Scores;

public sealed class NoteSpectraTests
{
    private const int BodyFrame = 30;

    private static readonly MelSpectrogramExtractor s_extractor = new(MelOptions.Thesis256 with { TopDecibels = 120 });

    [Theory]
    [InlineData(57)] // 220 Hz
    [InlineData(69)] // 440 Hz
    [InlineData(93)] // 1,760 Hz
    public void The_loudest_band_is_at_the_pitch(int pitch)
    {
        double[,] power = Power(pitch, 0.1f);
        int loudest = Enumerable.Range(0, 256).MaxBy(band => power[BodyFrame, band]);
        // Slaney's mel scale, with 258 edges from 0 to 11,025 Hz.
        double hertz = 440 * Math.Pow(2, (pitch - 69) / 12.0);
        double Mel(double f) => f < 1000 ? f * 3 / 200 : 15 + 27 * Math.Log(f / 1000) / Math.Log(6.4);
        Assert.InRange(loudest - (Mel(hertz) / Mel(11025) * 257 - 1), -1, 1);
    }

    [Fact]
    public void Twice_the_amplitude_is_four_times_the_power_because_all_notes_are_related_to_one_tone()
    {
        double soft = Sum(Power(69, 0.05f), BodyFrame), loud = Sum(Power(69, 0.1f), BodyFrame);
        Assert.Equal(4, loud / soft, 0.02);
    }

    [Fact]
    public void A_tone_that_does_not_decay_has_the_same_power_in_all_frames_after_its_onset()
    {
        double[,] power = Power(69, 0.1f);
        double[] sums = [.. Enumerable.Range(0, NoteSpectra.EnvelopeFrames).Select(frame => Sum(power, frame))];
        Assert.All(sums[3..], sum => Assert.Equal(1, sum / sums[BodyFrame], 0.02));
        Assert.True(sums[0] < 0.6 * sums[BodyFrame], "The frame of the onset hears only half of the note.");
    }

    private static double[,] Power(int pitch, float amplitude)
    {
        using var folder = new TemporaryFolder();
        return NoteSpectra.Power(NoteSpectra.Samples(new FakeRenderer { Amplitude = amplitude }, Instrument.Piano, pitch, Room.All[0], folder.Path, CancellationToken.None), s_extractor);
    }

    private static double Sum(double[,] power, int frame) => Enumerable.Range(0, power.GetLength(1)).Sum(band => power[frame, band]);
}
