using Pix2Pitch.Fourier;
using Pix2Pitch.Inversion;

namespace Pix2Pitch.Transforms.Tests.Inversion;

public sealed class PhaseGradientTests
{
    private const int Size = 1024, Hop = 128, Samples = 22050;

    private static readonly ShortTimeFourierTransform s_stft = ShortTimeFourierTransform.For(Size, Hop);

    [Fact]
    public void A_tone_advances_by_its_own_frequency_from_frame_to_frame()
    {
        const double frequency = 1003.7;
        (float[] magnitudes, int frames) = Magnitudes(TestSignals.Tone(frequency, 22050, Samples));
        float[] turns = Integrate(magnitudes, frames);
        int bin = (int)Math.Round(frequency * Size / 22050);
        for (int frame = 20; frame < frames - 20; frame++)
        {
            double advance = turns[(frame + 1) * s_stft.Fourier.Bins + bin] - turns[frame * s_stft.Fourier.Bins + bin];
            Assert.Equal(0, Wrapped(advance - frequency * Hop / 22050), 0.02);
        }
    }

    [Fact]
    public void A_click_has_the_phase_slope_of_its_position()
    {
        var click = new float[Samples];
        int frame = 80, bins = s_stft.Fourier.Bins, place = frame * Hop + 50;
        click[place] = 1;
        (float[] magnitudes, int frames) = Magnitudes(click);
        float[] turns = Integrate(magnitudes, frames);
        double slope = -(double)(place - frame * Hop + Size / 2) / Size;
        for (int k = 20; k < bins - 20; k++)
            Assert.Equal(0, Wrapped(turns[frame * bins + k + 1] - turns[frame * bins + k] - slope), 0.01);
    }

    [Fact]
    public void Music_is_restored_from_its_magnitudes()
    {
        float[] music = TestSignals.Music(22050, Samples);
        (float[] magnitudes, int frames) = Magnitudes(music);
        var rebuilt = new float[Samples];
        new FastGriffinLim(s_stft, 0, 0, 1).Run(magnitudes, frames, Integrate(magnitudes, frames), rebuilt);
        (float[] got, _) = Magnitudes(rebuilt);
        double wanted = 0, off = 0;
        for (int i = 0; i < frames * s_stft.Fourier.Bins; i++)
            (wanted, off) = (wanted + magnitudes[i] * magnitudes[i], off + (magnitudes[i] - got[i]) * (magnitudes[i] - got[i]));
        double convergence = 10 * Math.Log10(off / wanted);
        Assert.True(convergence < -22, $"{convergence:f1} dB");
    }

    [Fact]
    public void The_phases_are_the_same_for_any_number_of_threads()
    {
        (float[] magnitudes, int frames) = Magnitudes(TestSignals.Music(22050, Samples));
        float[] one = Integrate(magnitudes, frames, 1);
        Assert.Equal(one, Integrate(magnitudes, frames, 4));
        Assert.Equal(one, Integrate(magnitudes, frames, 0));
    }

    [Theory, InlineData(0f), InlineData(1e-38f), InlineData(1f), InlineData(1e30f)]
    public void A_flat_spectrum_has_phases_between_0_and_1(float value)
    {
        var magnitudes = new float[10 * s_stft.Fourier.Bins];
        Array.Fill(magnitudes, value);
        Assert.All(Integrate(magnitudes, 10), turn => Assert.InRange(turn, 0, 1));
    }

    [Fact]
    public void The_queue_returns_indices_in_the_order_of_their_levels()
    {
        var random = new Random(4);
        var links = new int[1000];
        var queue = new LevelQueue(new int[300], new ulong[5]);
        var wanted = new PriorityQueue<int, int>();
        for (int place = 0; place < 1000; place++)
        {
            int level = random.Next(300);
            links[place] = queue.Push(level, place);
            wanted.Enqueue(place, -level);
            if (random.Next(2) == 0) CheckNext(ref queue);
        }
        while (wanted.Count > 0) CheckNext(ref queue);
        Assert.False(queue.TryPeek(out _, out _));

        void CheckNext(ref LevelQueue queue)
        {
            Assert.True(queue.TryPeek(out int level, out int place));
            queue.Pop(level, links[place]);
            Assert.True(wanted.TryPeek(out _, out int highest) && wanted.Remove(place, out _, out int taken) && taken == highest && taken == -level);
        }
    }

    private static double Wrapped(double turns) => turns - Math.Round(turns);

    private static float[] Integrate(float[] magnitudes, int frames, int threads = 1)
    {
        var turns = new float[frames * s_stft.Fourier.Bins];
        PhaseGradient.Integrate(s_stft, magnitudes, frames, 3, threads, turns);
        return turns;
    }

    private static (float[] Magnitudes, int Frames) Magnitudes(float[] signal) => (Spectra.Magnitudes(s_stft, signal), s_stft.FrameCount(signal.Length));
}
