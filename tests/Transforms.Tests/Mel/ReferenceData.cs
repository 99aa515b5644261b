using System.Text.Json;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Mel;

/// <summary>What <c>Reference/make_reference.py</c> computed in double precision.</summary>
internal sealed record ReferenceData(
    ReferenceData.MelCase[] Mel, ReferenceData.BankCase[] Bank, ReferenceData.DecibelCase[] Decibels, ReferenceData.NnlsCase[] Nnls,
    ReferenceData.LoudnessCase[] Loudness, ReferenceData.TruePeakCase[] TruePeaks)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static ReferenceData Values { get; } = Load();

    public sealed record MelCase(
        string Name, bool IsStereo, int SampleRate, int FftSize, int HopLength, int MelBands, int Frames, double MinimumFrequency, double? MaximumFrequency,
        double TopDecibels, int ClipSamples, int[] ImagePlaces, double[] Image, double ImageSum, int[] SpectrumPlaces, double SpectrumPeak,
        double SpectrumEnergy, double[] Re, double[] Im, FrequencyScale Scale = FrequencyScale.Mel)
    {
        public MelOptions Options => new()
        {
            Scale = Scale,
            SampleRate = SampleRate,
            FftSize = FftSize,
            HopLength = HopLength,
            MelBands = MelBands,
            Frames = Frames,
            MinimumFrequency = MinimumFrequency,
            MaximumFrequency = MaximumFrequency,
            TopDecibels = TopDecibels,
        };
    }

    public sealed record BankCase(
        int SampleRate, int FftSize, int MelBands, double MinimumFrequency, double? MaximumFrequency, int NonZero, double Sum, int[][] Places, double[] Weights);

    public sealed record DecibelCase(double TopDecibels, double[] Power, double[] Decibels);

    public sealed record LoudnessCase(string Name, int Channels, double[][] Parts, double Lufs);

    public sealed record TruePeakCase(string Name, double[] Samples, double Decibels);

    public sealed record NnlsCase(int SampleRate, int FftSize, int MelBands, double[] Mel, double TargetNorm, double ResidualNorm);

    private static ReferenceData Load()
    {
        string path = Path.Combine(TestData.RepositoryRoot, "tests", "Transforms.Tests", "Mel", "Reference", "reference.json");
        return JsonSerializer.Deserialize<ReferenceData>(File.ReadAllText(path), s_json)!;
    }
}
