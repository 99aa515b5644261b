using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Mel;

public sealed class ExtractMelSpectrogramTests : EstimatorTest, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExtractMelSpectrogramTests()
    {
        for (int i = 0; i < 3; i++) WaveWriter.Write(_folder.File($"clip {i}.wav"), TestSignals.Music(22050, 240000, i), 22050);
    }

    protected override IReadOnlyList<string> InputColumns => ["Path", "Start"];

    protected override IReadOnlyList<string> OutputColumns => ["MelSpectrogram"];

    public void Dispose() => _folder.Dispose();

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml) => ml.Transforms.ExtractMelSpectrogram(
        "MelSpectrogram", _folder.Path, "Path", new MelExtractionOptions { Mel = MelOptions.Small64, OffsetSeconds = 0.25, OffsetColumn = "Start" });

    protected override IDataView CreateData(MLContext ml) => ml.Data.LoadFromEnumerable<Clip>(
        [new() { Path = "clip 0.wav" }, new() { Path = "clip 1.wav", Start = 0.5f }, new() { Path = "clip 2.wav", Start = float.NaN }]);

    [Fact]
    public void The_values_are_those_of_the_extractor_at_the_offset()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        float[][] found = [.. CreateEstimator(ml).Fit(data).Transform(data).GetColumn<float[]>("MelSpectrogram")];
        var wanted = new float[64 * 64];
        double[] offsets = [0.25, 0.75, 0.25];
        for (int i = 0; i < found.Length; i++)
        {
            new MelSpectrogramExtractor(MelOptions.Small64).Extract(_folder.File($"clip {i}.wav"), offsets[i], wanted);
            Assert.Equal(wanted, found[i]);
        }
    }

    [Theory, InlineData(64), InlineData(128), InlineData(256), InlineData(512)]
    public void The_shape_is_known_to_the_schema_for_squares(int size)
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<Clip>([new() { Path = "clip 0.wav" }]);
        var options = new MelExtractionOptions { Mel = MelOptions.ForImageSize(size) };
        IDataView output = ml.Transforms.ExtractMelSpectrogram("Path", _folder.Path, options: options).Fit(data).Transform(data);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1, size, size), output.Schema["Path"].Type);
        Assert.Equal(size * size, output.GetColumn<float[]>("Path").Single().Length);
    }

    [Fact]
    public void Another_shape_is_a_vector_of_unknown_size_that_survives_saving()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        var options = new MelExtractionOptions { Mel = MelOptions.Small64 with { MelBands = 40 } };
        ITransformer model = ml.Transforms.ExtractMelSpectrogram("Mel", _folder.Path, "Path", options).Fit(data);
        using var saved = new MemoryStream();
        ml.Model.Save(model, data.Schema, saved);
        saved.Position = 0;
        IDataView output = ml.Model.Load(saved, out _).Transform(data);
        Assert.Equal(0, ((VectorDataViewType)output.Schema["Mel"].Type).Size);
        Assert.Equal(40 * 64, output.GetColumn<float[]>("Mel").First().Length);
    }

    [Fact]
    public void An_unusable_recording_is_named_when_its_row_is_read()
    {
        WaveWriter.Write(_folder.File("still.wav"), new float[22050], 22050);
        AssertRefused("none.wav", 0, "does not exist");
        AssertRefused("still.wav", 0, "is silent");
        AssertRefused("clip 0.wav", 100, "ends before the offset of 100 s");
        AssertRefused("clip 0.wav", -1, "must be 0 s or more");
    }

    [Fact]
    public void Invalid_options_are_refused_at_once()
    {
        var ml = new MLContext();
        Assert.Throws<ArgumentOutOfRangeException>(() => ml.Transforms.ExtractMelSpectrogram("Mel", null, "Path", new() { Mel = MelOptions.Thesis256 with { HopLength = 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ml.Transforms.ExtractMelSpectrogram("Mel", null, "Path", new() { OffsetSeconds = double.NaN }));
    }

    private void AssertRefused(string name, float start, string expected)
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<Clip>([new() { Path = _folder.File(name), Start = start }]);
        var options = new MelExtractionOptions { Mel = MelOptions.Small64, OffsetColumn = "Start" };
        IDataView output = ml.Transforms.ExtractMelSpectrogram("Mel", null, "Path", options).Fit(data).Transform(data);
        string message = Refusal.Of(() => output.GetColumn<float[]>("Mel").ToArray()).Message;
        Assert.Contains(name, message);
        Assert.Contains(expected, message);
    }

    private sealed class Clip
    {
        public string Path { get; set; } = "";

        public float Start { get; set; }
    }
}
