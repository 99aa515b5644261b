using Pix2Pitch.Fourier;
using Pix2Pitch.Inversion;
using Pix2Pitch.Loudness;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Inversion;

public sealed class MelSpectrogramInverterTests
{
    private static readonly MelOptions s_small = MelOptions.Small64;

    [Theory]
    [InlineData("Thesis256", -11)]
    [InlineData("Thesis512", -17)]
    [InlineData("Thesis512High", -15)]
    public void Synthesized_music_is_restored(string preset, double bound)
    {
        MelOptions mel = MelOptions.Presets[preset];
        float[] music = TestSignals.Music(mel.SampleRate, mel.ClipSamples);
        double convergence = SpectralConvergence(music, new MelSpectrogramInverter(mel).Invert(Extract(music, mel)));
        Assert.True(convergence < bound, $"{convergence:f1} dB");
    }

    [Fact]
    public void Real_music_is_restored()
    {
        // A recording where there are any, else what the demo set has.
        string folder = TestData.Find("train", "music") ?? Path.Combine(TestData.RepositoryRoot, "data", "demo", "music");
        string path = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".flac", StringComparison.Ordinal)
            || file.EndsWith(".wav", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First();
        MelOptions mel = MelOptions.Thesis512;
        float[] clip = AudioReader.Read(path, mel.SampleRate, 0, mel.ClipSeconds).Samples;
        double convergence = SpectralConvergence(clip, new MelSpectrogramInverter(mel).Invert(Extract(clip, mel)));
        Assert.True(convergence < -17, $"{convergence:f1} dB");
    }

    [Fact]
    public void Fast_Griffin_Lim_is_closer_than_plain_Griffin_Lim_and_than_none()
    {
        MelOptions mel = MelOptions.Thesis256;
        float[] music = TestSignals.Music(mel.SampleRate, mel.ClipSamples), melSpectrogram = Extract(music, mel);
        var start = new InversionOptions { PhaseStart = PhaseStart.Random };
        double fast = SpectralConvergence(music, new MelSpectrogramInverter(mel, start).Invert(melSpectrogram));
        double plain = SpectralConvergence(music, new MelSpectrogramInverter(mel, start with { Momentum = 0 }).Invert(melSpectrogram));
        double none = SpectralConvergence(music, new MelSpectrogramInverter(mel, start with { Iterations = 0 }).Invert(melSpectrogram));
        Assert.True(fast < plain && plain < none, $"{fast:f1}, {plain:f1}, {none:f1} dB");
    }

    [Theory, InlineData(0, 8), InlineData(32, 1)]
    public void Phases_from_the_gradient_are_better_than_random_phases(int iterations, double better)
    {
        MelOptions mel = MelOptions.Thesis512;
        float[] music = TestSignals.Music(mel.SampleRate, mel.ClipSamples), melSpectrogram = Extract(music, mel);
        double gradient = SpectralConvergence(music, new MelSpectrogramInverter(mel, new() { Iterations = iterations }).Invert(melSpectrogram));
        double random = SpectralConvergence(music, new MelSpectrogramInverter(mel, new() { Iterations = iterations, PhaseStart = PhaseStart.Random }).Invert(melSpectrogram));
        Assert.True(gradient < random - better, $"{gradient:f1} dB, {random:f1} dB");
    }

    [Fact]
    public void The_same_seed_gives_the_same_samples_for_any_number_of_threads()
    {
        float[] melSpectrogram = Extract(TestSignals.Music(22050, s_small.ClipSamples), s_small);
        float[] one = new MelSpectrogramInverter(s_small, new() { Seed = 5, MaxThreads = 1 }).Invert(melSpectrogram);
        Assert.Equal(one, new MelSpectrogramInverter(s_small, new() { Seed = 5 }).Invert(melSpectrogram));
        Assert.Equal(one, new MelSpectrogramInverter(s_small, new() { Seed = 5, MaxThreads = 3 }).Invert(melSpectrogram));
        Assert.NotEqual(one, new MelSpectrogramInverter(s_small, new() { Seed = 6 }).Invert(melSpectrogram));
    }

    [Theory]
    [InlineData("Small64", PhaseStart.PhaseGradient)]
    [InlineData("Small64", PhaseStart.Random)]
    [InlineData("Thesis256", PhaseStart.PhaseGradient)]
    [InlineData("Thesis512High", PhaseStart.PhaseGradient)]
    public void A_file_is_identical_for_any_number_of_threads(string preset, PhaseStart start)
    {
        using var folder = new TemporaryFolder();
        MelOptions mel = MelOptions.Presets[preset];
        float[] melSpectrogram = Extract(TestSignals.Music(mel.SampleRate, mel.ClipSamples), mel);
        byte[]? wanted = null;
        foreach (int threads in new[] { 1, 2, 3, 8, 0 })
        {
            var options = new InversionOptions { Iterations = 6, NnlsIterations = 20, Seed = 3, PhaseStart = start, MaxThreads = threads };
            WaveWriter.Write(folder.File("a.wav"), new MelSpectrogramInverter(mel, options).Invert(melSpectrogram), mel.SampleRate);
            byte[] bytes = File.ReadAllBytes(folder.File("a.wav"));
            wanted ??= bytes;
            Assert.True(wanted.AsSpan().SequenceEqual(bytes), $"{threads} threads");
        }
    }

    [Theory, InlineData("Small64"), InlineData("Thesis256")]
    public void Without_options_sound_has_minus_16_LUFS_or_its_true_peak_is_at_minus_1_dB(string preset)
    {
        Assert.Equal((-16, -1), (new InversionOptions().LoudnessLufs, new InversionOptions().PeakDecibels));
        MelOptions mel = MelOptions.Presets[preset];
        float[] melSpectrogram = Extract(TestSignals.Music(mel.SampleRate, mel.ClipSamples), mel);
        float[] samples = new MelSpectrogramInverter(mel, new() { Iterations = 4 }).Invert(melSpectrogram);
        double lufs = LoudnessMeter.Integrated(samples, mel.SampleRate), peak = 20 * Math.Log10(LoudnessMeter.TruePeak(samples));
        Assert.True(lufs < -15.99 && peak < -0.99, $"{lufs} LUFS, {peak} dB");
        Assert.True(lufs > -16.01 || peak > -1.01, $"{lufs} LUFS, {peak} dB");
    }

    [Fact]
    public void One_inverter_can_be_used_by_many_threads()
    {
        float[] melSpectrogram = Extract(TestSignals.Music(22050, s_small.ClipSamples), s_small);
        var inverter = new MelSpectrogramInverter(s_small, new() { Iterations = 4, NnlsIterations = 10 });
        float[] wanted = inverter.Invert(melSpectrogram);
        Parallel.For(0, 8, _ => Assert.Equal(wanted, inverter.Invert(melSpectrogram)));
    }

    [Fact]
    public void The_sound_is_as_loud_as_asked_for_and_its_ends_are_faded()
    {
        float[] melSpectrogram = Extract(TestSignals.Music(22050, s_small.ClipSamples), s_small);
        float[] samples = new MelSpectrogramInverter(s_small, new() { LoudnessLufs = -30 }).Invert(melSpectrogram);
        Assert.Equal(s_small.ClipSamples, samples.Length);
        Assert.Equal(-30, LoudnessMeter.Integrated(samples, 22050), 0.01);
        Assert.True(Math.Abs(samples[0]) < 1e-3 && Math.Abs(samples[^1]) < 1e-3);
    }

    [Fact]
    public void The_true_peak_stays_1_dB_below_full_scale()
    {
        float[] melSpectrogram = Extract(TestSignals.Music(22050, s_small.ClipSamples), s_small);
        float[] samples = new MelSpectrogramInverter(s_small, new() { LoudnessLufs = 0 }).Invert(melSpectrogram);
        Assert.Equal(-1, 20 * Math.Log10(LoudnessMeter.TruePeak(samples)), 0.01);
        Assert.Equal(samples, new MelSpectrogramInverter(s_small, new() { LoudnessLufs = null }).Invert(melSpectrogram));
        Assert.True(LoudnessMeter.TruePeak(new MelSpectrogramInverter(s_small).Invert(melSpectrogram)) <= Math.Pow(10, -1 / 20.0) + 1e-4);
    }

    [Theory, InlineData(-1), InlineData(-0.98f), InlineData(-5), InlineData(float.NegativeInfinity)]
    public void A_silent_mel_spectrogram_gives_silence(float value)
    {
        var melSpectrogram = new float[s_small.ValueCount];
        Array.Fill(melSpectrogram, value);
        Assert.All(new MelSpectrogramInverter(s_small).Invert(melSpectrogram), sample => Assert.Equal(0, sample));
    }

    [Theory, InlineData(0f), InlineData(1f), InlineData(float.PositiveInfinity)]
    public void A_flat_mel_spectrogram_gives_finite_samples(float value)
    {
        var melSpectrogram = new float[s_small.ValueCount];
        Array.Fill(melSpectrogram, value);
        float[] samples = new MelSpectrogramInverter(s_small).Invert(melSpectrogram);
        Assert.All(samples, sample => Assert.True(float.IsFinite(sample)));
        Assert.Contains(samples, sample => sample != 0);
    }

    [Fact]
    public void One_loud_value_in_silence_gives_finite_samples()
    {
        var melSpectrogram = new float[s_small.ValueCount];
        Array.Fill(melSpectrogram, -1);
        melSpectrogram[20 * s_small.Frames + 30] = 1;
        Assert.All(new MelSpectrogramInverter(s_small).Invert(melSpectrogram), sample => Assert.True(float.IsFinite(sample)));
    }

    [Fact]
    public void A_mel_spectrogram_with_NaN_is_refused()
    {
        var melSpectrogram = new float[s_small.ValueCount];
        melSpectrogram[7] = float.NaN;
        Assert.Throws<Pix2PitchException>(() => new MelSpectrogramInverter(s_small).Invert(melSpectrogram));
    }

    [Fact]
    public void A_mel_spectrogram_of_another_size_is_refused()
        => Assert.Throws<ArgumentException>(() => new MelSpectrogramInverter(s_small).Invert(new float[100]));

    public static TheoryData<string, InversionOptions> Wrong => new()
    {
        { "Iterations", new() { Iterations = -1 } },
        { "PhaseStart", new() { PhaseStart = (PhaseStart)7 } },
        { "Momentum", new() { Momentum = double.NaN } },
        { "NnlsIterations", new() { NnlsIterations = -1 } },
        { "LoudnessLufs", new() { LoudnessLufs = 3 } },
        { "LoudnessLufs", new() { LoudnessLufs = double.NaN } },
        { "PeakDecibels", new() { PeakDecibels = 3 } },
        { "FadeSeconds", new() { FadeSeconds = -1 } },
        { "MaxThreads", new() { MaxThreads = -1 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Options_out_of_range_are_refused_by_name(string name, InversionOptions options)
        => Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(() => new MelSpectrogramInverter(s_small, options)).ParamName);

    private static float[] Extract(float[] clip, MelOptions mel)
    {
        var melSpectrogram = new float[mel.ValueCount];
        new MelSpectrogramExtractor(mel).Extract(clip, melSpectrogram);
        return melSpectrogram;
    }

    /// <summary>20 log10 of |A - gB| / |A| over the magnitudes on a grid that nothing else uses, with the gain g that fits best.</summary>
    private static double SpectralConvergence(float[] wanted, float[] got)
    {
        var stft = ShortTimeFourierTransform.For(2048, 256);
        float[] a = Spectra.Magnitudes(stft, wanted), b = Spectra.Magnitudes(stft, got);
        double aa = 0, ab = 0, bb = 0;
        for (int k = 0; k < a.Length; k++) (aa, ab, bb) = (aa + a[k] * a[k], ab + a[k] * b[k], bb + b[k] * b[k]);
        return 10 * Math.Log10((aa - ab * ab / bb) / aa);
    }
}
