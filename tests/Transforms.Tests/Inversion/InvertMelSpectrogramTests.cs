using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Inversion;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Inversion;

public sealed class InvertMelSpectrogramTests : EstimatorTest
{
    private static readonly InversionOptions s_options = new() { Iterations = 3, NnlsIterations = 10, Seed = 9 };
    private static readonly float[][] s_melSpectrograms = [.. Enumerable.Range(0, 3).Select(Image)];

    protected override IReadOnlyList<string> InputColumns => ["Mel"];

    protected override IReadOnlyList<string> OutputColumns => ["Audio"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.InvertMelSpectrogram("Audio", "Mel", MelOptions.Small64, s_options);

    protected override IDataView CreateData(MLContext ml) => ml.Data.LoadFromEnumerable(s_melSpectrograms.Select(melSpectrogram => new Row { Mel = melSpectrogram }));

    [Fact]
    public void The_values_are_those_of_the_inverter()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        float[][] found = [.. CreateEstimator(ml).Fit(data).Transform(data).GetColumn<float[]>("Audio")];
        var inverter = new MelSpectrogramInverter(MelOptions.Small64, s_options);
        Assert.Equal(s_melSpectrograms.Select(melSpectrogram => inverter.Invert(melSpectrogram)), found);
    }

    [Fact]
    public void A_vector_in_the_shape_of_a_network_or_of_unknown_size_is_accepted()
    {
        var ml = new MLContext();
        float[] wanted = new MelSpectrogramInverter(MelOptions.Small64, s_options).Invert(s_melSpectrograms[0]);
        IDataView shaped = ml.Data.LoadFromEnumerable<ShapedRow>([new() { Mel = s_melSpectrograms[0] }]);
        Assert.Equal(wanted, CreateEstimator(ml).Fit(shaped).Transform(shaped).GetColumn<float[]>("Audio").Single());
        IDataView unknown = ml.Data.LoadFromEnumerable<FreeRow>([new() { Mel = s_melSpectrograms[0] }]);
        Assert.Equal(wanted, CreateEstimator(ml).Fit(unknown).Transform(unknown).GetColumn<float[]>("Audio").Single());
    }

    [Fact]
    public void Extraction_and_inversion_are_one_pipeline()
    {
        using var folder = new TemporaryFolder();
        WaveWriter.Write(folder.File("a.wav"), TestSignals.Music(22050, 220500), 22050);
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable([new { Path = "a.wav" }]);
        IDataView output = ml.Transforms.ExtractMelSpectrogram("Mel", folder.Path, "Path", new() { Mel = MelOptions.Small64 })
            .Append(ml.Transforms.InvertMelSpectrogram("Mel", mel: MelOptions.Small64, options: s_options))
            .Fit(data).Transform(data);
        float[] samples = output.GetColumn<float[]>("Mel").Single();
        Assert.Equal(MelOptions.Small64.ClipSamples, samples.Length);
        Assert.InRange(samples.Max(Math.Abs), 0.85, 0.9);
    }

    [Fact]
    public void A_vector_of_another_length_is_refused_when_its_row_is_read()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<FreeRow>([new() { Mel = new float[100] }]);
        IDataView output = CreateEstimator(ml).Fit(data).Transform(data);
        Assert.Contains("has 100 values", Refusal.Of(() => output.GetColumn<float[]>("Audio").ToArray()).Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new MLContext().Transforms.InvertMelSpectrogram("Audio", "Mel", options: new() { Iterations = -1 }));

    private static float[] Image(int seed)
    {
        var melSpectrogram = new float[64 * 64];
        new MelSpectrogramExtractor(MelOptions.Small64).Extract(TestSignals.Music(22050, MelOptions.Small64.ClipSamples, seed), melSpectrogram);
        return melSpectrogram;
    }

    private sealed class Row
    {
        [VectorType(1, 64, 64)]
        public float[] Mel { get; set; } = [];
    }

    private sealed class ShapedRow
    {
        [VectorType(1, 1, 64, 64)]
        public float[] Mel { get; set; } = [];
    }

    private sealed class FreeRow
    {
        public float[] Mel { get; set; } = [];
    }
}
