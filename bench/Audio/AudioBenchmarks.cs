using System.Numerics.Tensors;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Pix2Pitch.Fourier;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;

namespace Pix2Pitch.Bench.Audio;

/// <summary>The times of Pix2Pitch for bench/audio.sh: one clip of ten seconds, one thread.</summary>
public class AudioBenchmarks
{
    private readonly float[] _clip = RawClips.Read(RawClips.Files(s_folder)[0]);
    private readonly float[] _melSpectrogram = new float[Mel.ValueCount];
    private readonly float[] _values = new float[Mel.ValueCount];
    private readonly float[] _magnitudes = new float[Mel.Frames * Bins];
    private readonly float[] _turns = new float[Mel.Frames * Bins];
    private readonly float[] _signal = new float[Mel.ClipSamples];
    private readonly MelSpectrogramExtractor _extractor = new(Mel, maxThreads: 1);
    private readonly MelSpectrogramInverter _inverter = new(Mel, new InversionOptions { MaxThreads = 1 });
    private readonly MelSpectrogramInverter _preview = new(Mel, new InversionOptions { MaxThreads = 1, Iterations = 0 });
    private readonly FastGriffinLim _griffinLim = new(ShortTimeFourierTransform.For(Mel.FftSize, Mel.HopLength), 32, 0.99, 1);
    private static string s_folder = "";

    /// <summary>22,050 Hz, FFT 2048, hop 431, 512 bands.</summary>
    internal static MelOptions Mel => MelOptions.Thesis512;

    private static int Bins => Mel.FftSize / 2 + 1;

    /// <summary>Computes the inputs of inversion and phase step. The phase step starts from random phases, like that of the peer.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _extractor.Extract(_clip, _melSpectrogram);
        MelDecibels.ToPower(_melSpectrogram, Mel.TopDecibels, _values);
        MelInverse.For(Mel).Solve(_values, Mel.Frames, 100, 1, _magnitudes);
        TensorPrimitives.Sqrt<float>(_magnitudes, _magnitudes);
        for (int frame = 0; frame < Mel.Frames; frame++) RandomPhase.Fill(0, frame, _turns.AsSpan(frame * Bins, Bins));
    }

    /// <summary>From sound to a mel-spectrogram.</summary>
    [Benchmark]
    public void Extraction() => _extractor.Extract(_clip, _values);

    /// <summary>32 iterations of fast Griffin-Lim.</summary>
    [Benchmark]
    public void PhaseStep() => _griffinLim.Run(_magnitudes, Mel.Frames, _turns, _signal);

    /// <summary>From a mel-spectrogram to sound.</summary>
    [Benchmark]
    public float[] Inversion() => _inverter.Invert(_melSpectrogram);

    /// <summary>From a mel-spectrogram to sound without iterations.</summary>
    [Benchmark]
    public float[] Preview() => _preview.Invert(_melSpectrogram);

    /// <summary>Runs the benchmarks and writes the medians, in seconds, as JSON.</summary>
    /// <param name="folder">The folder with the clips.</param>
    /// <param name="file">The file to write.</param>
    internal static void Measure(string folder, string file)
    {
        s_folder = folder;
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(6).WithIterationTime(TimeInterval.FromMilliseconds(250)).WithIterationCount(15);
        ManualConfig config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(folder, "BenchmarkDotNet")).WithOptions(ConfigOptions.DisableLogFile);
        Summary summary = BenchmarkRunner.Run<AudioBenchmarks>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => report.ResultStatistics is null))
            throw new InvalidOperationException($"BenchmarkDotNet measured nothing: {string.Join("; ", summary.ValidationErrors.Select(error => error.Message))}");
        File.WriteAllText(file, JsonSerializer.Serialize(
            summary.Reports.ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report => report.ResultStatistics!.Median / 1e9)));
    }
}
