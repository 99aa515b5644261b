using Pix2Pitch.Inversion;
using Pix2Pitch.Loudness;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Transforms.Tests.Inversion;

/// <summary>Mel-spectrograms of another length than a clip, and their sound.</summary>
public sealed class LongSoundTests
{
    private static readonly MelOptions s_mel = new() { SampleRate = 8000, FftSize = 1024, HopLength = 250, MelBands = 64, Frames = 65 };
    private static readonly InversionOptions s_options = new() { CrossFadeSeconds = 0.5, Iterations = 8 };

    [Theory]
    [InlineData(22050, 862, 256)]
    [InlineData(22050, 431, 512)]
    [InlineData(44100, 861, 512)]
    [InlineData(22050, 3446, 64)]
    [InlineData(4000, 256, 4)]
    [InlineData(4000, 256, 1)]
    [InlineData(4000, 256, 2)]
    public void Every_sample_and_frame_lies_in_a_clip_whatever_the_length(int rate, int hop, int frames)
    {
        var mel = new MelOptions { SampleRate = rate, HopLength = hop, Frames = frames, MelBands = 1 };
        foreach (double seconds in new[] { 0.1, mel.ClipSeconds, 9.9, 10.001, 19.7, 60, 599.99, 600 })
        {
            if (seconds < 0.1) continue; // a clip of one frame
            foreach (double fade in new[] { 0, 0.25, 1, 5 })
            {
                var layout = new ClipLayout(mel, fade, seconds);
                Assert.Equal((int)Math.Round(seconds * rate), layout.Samples);
                Assert.Equal(1 + layout.Samples / hop, layout.Frames);
                Assert.InRange(layout.StartOf(layout.Clips - 1) + mel.ClipSamples, layout.Samples, int.MaxValue);
                Assert.True(layout.Clips == 1 || layout.StartOf(layout.Clips - 2) + mel.ClipSamples < layout.Samples, "The last clip is not needed.");
                Assert.InRange(layout.FadeFrames, 0, frames / 2);
                var whole = new float[layout.Frames];
                whole.AsSpan().Fill(float.NaN);
                var clip = new float[frames];
                for (int n = 0; n < layout.Clips; n++) layout.Put(clip, n, whole);
                Assert.DoesNotContain(float.NaN, whole);
            }
        }
    }

    [Fact]
    public void Outside_of_cross_fades_the_taken_clip_is_the_one_that_was_put()
    {
        var layout = new ClipLayout(s_mel, 0.5, 5);
        Assert.Equal((3, 16, 161), (layout.Clips, layout.FadeFrames, layout.Frames));
        var whole = new float[64 * layout.Frames];
        float[][] clips = [.. Enumerable.Range(0, layout.Clips).Select(n => TestSignals.Noise(s_mel.ValueCount, n))];
        for (int n = 0; n < layout.Clips; n++) layout.Put(clips[n], n, whole);
        var taken = new float[s_mel.ValueCount];
        for (int n = 0; n < layout.Clips; n++)
        {
            layout.Take(whole, n, taken);
            for (int band = 0; band < 64; band++)
            {
                for (int frame = n > 0 ? 16 : 0; frame < 65 - 16 && n * 49 + frame < layout.Frames; frame++)
                    Assert.Equal(clips[n][band * 65 + frame], taken[band * 65 + frame]);
            }
        }
        Assert.Equal(-1, taken[^1]); // after the end
    }

    [Fact]
    public void Cross_faded_mel_spectrograms_have_the_weighted_mean_of_the_powers()
    {
        const double Top = 80;
        // 0.5 is -20 dB, 1 is 0 dB; half of both is 10 log10(0.505) = -2.967 dB.
        Assert.Equal(1 - 2.967 / (Top / 2), MelDecibels.Mix(0.5f, 1, 0.5f, Top), 1e-4);
        Assert.Equal(0.5f, MelDecibels.Mix(0.5f, 0.5f, 0.3f, Top), 1e-6f);
        Assert.Equal(-1, MelDecibels.Mix(-1, -1, 0.5f, Top));
        Assert.Equal(1 - 3.0103 / (Top / 2), MelDecibels.Mix(-1, 1, 0.5f, Top), 1e-4); // silence has no power
        Assert.Equal(-1, MelDecibels.Mix(-1, -0.999f, 0.1f, Top));
    }

    [Fact]
    public void A_mel_spectrogram_of_one_clip_gives_exactly_the_same_sound()
    {
        float[] melSpectrogram = Extract(TestSignals.Music(8000, s_mel.ClipSamples));
        var inverter = new MelSpectrogramInverter(s_mel, s_options);
        Assert.Equal(inverter.Invert(melSpectrogram), inverter.Invert(melSpectrogram, s_mel.ClipSeconds));
    }

    [Theory, InlineData(7.3), InlineData(1.1), InlineData(2.04)]
    public void Music_of_any_length_is_restored_without_a_dip_at_the_joints(double seconds)
    {
        (float[] music, float[] melSpectrogram, ClipLayout layout) = Long(seconds);
        float[] sound = new MelSpectrogramInverter(s_mel, s_options).Invert(melSpectrogram, seconds);
        Assert.Equal((int)Math.Round(seconds * 8000), sound.Length);

        // Levels of a quarter of a second, joints or not, against those of the music itself.
        double gain = Math.Sqrt(Energy(music) / Energy(sound));
        for (int at = 0; at + 2000 <= sound.Length; at += 1000)
        {
            double wanted = 10 * Math.Log10(Energy(music.AsSpan(at, 2000))), got = 10 * Math.Log10(Energy(sound.AsSpan(at, 2000)) * gain * gain);
            Assert.True(Math.Abs(wanted - got) < 1.5, $"at {at / 8000.0} s of {layout.Clips} clips: {wanted:f1} dB became {got:f1} dB");
        }
    }

    [Fact]
    public void The_loudness_is_that_of_the_whole_sound()
    {
        const double Seconds = 8;
        var layout = new ClipLayout(s_mel, 0.5, Seconds);
        float[] melSpectrogram = Extract(TestSignals.Music(8000, s_mel.ClipSamples)), soft = [.. melSpectrogram.Select(v => Math.Max(-1, v - 0.5f))]; // 20 dB softer
        var whole = new float[64 * layout.Frames];
        for (int n = 0; n < layout.Clips; n++) layout.Put(n < 2 ? melSpectrogram : soft, n, whole);

        float[] sound = new MelSpectrogramInverter(s_mel, s_options).Invert(whole, Seconds);
        Assert.Equal(s_options.LoudnessLufs!.Value, LoudnessMeter.Integrated(sound, 8000), 0.01);
        double before = LoudnessMeter.Integrated(sound.AsSpan(0, 3 * 8000), 8000), after = LoudnessMeter.Integrated(sound.AsSpan(5 * 8000), 8000);
        Assert.Equal(20, before - after, 1.0);
    }

    [Fact]
    public void Only_the_ends_of_the_whole_sound_are_faded()
    {
        (_, float[] melSpectrogram, _) = Long(6);
        float[] sound = new MelSpectrogramInverter(s_mel, s_options).Invert(melSpectrogram, 6);
        float[] unfaded = new MelSpectrogramInverter(s_mel, s_options with { FadeSeconds = 0 }).Invert(melSpectrogram, 6);
        double gain = sound[24000] / unfaded[24000];
        for (int n = 80; n < sound.Length - 80; n++) Assert.Equal(unfaded[n] * gain, sound[n], 1e-5);
        Assert.True(Math.Abs(sound[0]) < 1e-3 && Math.Abs(sound[^1]) < 1e-3);
    }

    [Fact]
    public void The_result_depends_on_the_seed_and_not_on_the_number_of_threads()
    {
        (_, float[] melSpectrogram, _) = Long(5);
        float[] one = Invert(1, 0);
        foreach (int threads in new[] { 2, 3, 8 }) Assert.Equal(one, Invert(threads, 0));
        Assert.NotEqual(one, Invert(1, 1));

        float[] Invert(int threads, int seed) => new MelSpectrogramInverter(s_mel, s_options with { MaxThreads = threads, Seed = seed }).Invert(melSpectrogram, 5);
    }

    [Fact]
    public void Memory_grows_only_with_the_sound()
    {
        var inverter = new MelSpectrogramInverter(s_mel, new() { Iterations = 0, NnlsIterations = 1, MaxThreads = 1 });
        (_, float[] brief, _) = Long(10);
        (_, float[] longer, ClipLayout layout) = Long(120);
        inverter.Invert(brief, 10); // what is made once
        long first = Allocated(() => inverter.Invert(brief, 10)), second = Allocated(() => inverter.Invert(longer, 120));
        // Their samples, and for each clip a few objects that are let go: less than one array of its magnitudes.
        Assert.InRange(second - first, 0, sizeof(float) * (110 * 8000 + 65L * 513 * layout.Clips));

        static long Allocated(Action action)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Progress_is_reported_for_each_clip_and_inversion_can_be_cancelled_between_clips()
    {
        (_, float[] melSpectrogram, ClipLayout layout) = Long(5);
        var inverter = new MelSpectrogramInverter(s_mel, s_options with { Iterations = 0 });
        var reported = new ProgressRecorder();
        inverter.Invert(melSpectrogram, 5, reported);
        Assert.Equal(Enumerable.Range(1, layout.Clips).Select(n => (n, layout.Clips)), reported.Values);

        using var stop = new CancellationTokenSource();
        reported = new ProgressRecorder { Then = stop.Cancel };
        Assert.Throws<OperationCanceledException>(() => inverter.Invert(melSpectrogram, 5, reported, stop.Token));
        Assert.Single(reported.Values);
    }

    [Fact]
    public void Invalid_lengths_and_mel_spectrograms_are_refused()
    {
        var inverter = new MelSpectrogramInverter(s_mel);
        foreach (double seconds in new[] { 0, -1, 0.05, 600.1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => inverter.Invert(new float[64 * 65], seconds));
        Assert.Contains("64 x 161", Assert.Throws<ArgumentException>(() => inverter.Invert(new float[64 * 65], 5)).Message, StringComparison.Ordinal);
        var melSpectrogram = new float[64 * 161];
        melSpectrogram[^1] = float.NaN;
        Assert.Throws<Pix2PitchException>(() => inverter.Invert(melSpectrogram, 5));
        foreach (double fade in new[] { -0.1, 5.1, double.NaN })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MelSpectrogramInverter(s_mel, new() { CrossFadeSeconds = fade }));
            Assert.Contains("CrossFadeSeconds", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Silence_for_minutes_is_silence()
    {
        var melSpectrogram = new float[64 * MelSpectrogram.FramesIn(s_mel, 30)];
        melSpectrogram.AsSpan().Fill(-1);
        Assert.All(new MelSpectrogramInverter(s_mel).Invert(melSpectrogram, 30), sample => Assert.Equal(0, sample));
    }

    // Music, and the mel-spectrogram of it as clips give it, each under the peak of its own.
    private static (float[] Music, float[] Image, ClipLayout Layout) Long(double seconds)
    {
        var layout = new ClipLayout(s_mel, s_options.CrossFadeSeconds, seconds);
        float[] music = TestSignals.Music(8000, layout.Samples), whole = new float[64 * layout.Frames];
        for (int n = 0; n < layout.Clips; n++)
        {
            int start = layout.StartOf(n);
            layout.Put(Extract(music.AsSpan(start, Math.Min(s_mel.ClipSamples, music.Length - start))), n, whole);
        }
        return (music, whole, layout);
    }

    private static float[] Extract(ReadOnlySpan<float> clip)
    {
        var melSpectrogram = new float[s_mel.ValueCount];
        new MelSpectrogramExtractor(s_mel).Extract(clip, melSpectrogram);
        return melSpectrogram;
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples) sum += (double)sample * sample;
        return sum;
    }

    private sealed class ProgressRecorder : IProgress<(int Done, int Count)>
    {
        public List<(int Done, int Count)> Values { get; } = [];

        public Action? Then { get; init; }

        public void Report((int Done, int Count) value)
        {
            Values.Add(value);
            Then?.Invoke();
        }
    }
}
