using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Features;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Transforms.Tests.Features;

public sealed class ExtractMusicFeaturesTests : EstimatorTest, IDisposable
{
    private static readonly MusicFeatureOptions s_options = new() { OffsetSeconds = 0.25, OffsetColumn = "Start", ClipSeconds = 3 };
    private readonly TemporaryFolder _folder = new();

    public ExtractMusicFeaturesTests()
    {
        for (int i = 0; i < 3; i++) WaveWriter.Write(_folder.File($"clip {i}.wav"), TestSignals.Music(22050, 240000, i), 22050);
    }

    protected override IReadOnlyList<string> InputColumns => ["Path", "Start"];

    protected override IReadOnlyList<string> OutputColumns =>
    [
        "Music.Brightness", "Music.Loudness", "Music.LoudnessRange", "Music.OnsetRate", "Music.Tempo", "Music.Harmonicity", "Music.Mode",
        "Music.PitchClasses",
    ];

    public void Dispose() => _folder.Dispose();

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.ExtractMusicFeatures("Music", _folder.Path, "Path", s_options);

    protected override IDataView CreateData(MLContext ml) => ml.Data.LoadFromEnumerable<Clip>(
        [new() { Path = "clip 0.wav" }, new() { Path = "clip 1.wav", Start = 0.5f }, new() { Path = "clip 2.wav", Start = float.NaN }]);

    [Fact]
    public void The_values_are_those_of_the_extractor_at_the_offset()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml), output = CreateEstimator(ml).Fit(data).Transform(data);
        double[] offsets = [0.25, 0.75, 0.25];
        MusicFeatures[] wanted = [.. offsets.Select((offset, i)
            => new MusicFeatureExtractor(s_options).Extract(_folder.File($"clip {i}.wav"), offset))];
        Assert.Equal(wanted.Select(features => (float)features.Brightness), output.GetColumn<float>("Music.Brightness"));
        Assert.Equal(wanted.Select(features => (float)features.Loudness), output.GetColumn<float>("Music.Loudness"));
        Assert.Equal(wanted.Select(features => (float)features.LoudnessRange), output.GetColumn<float>("Music.LoudnessRange"));
        Assert.Equal(wanted.Select(features => (float)features.OnsetRate), output.GetColumn<float>("Music.OnsetRate"));
        Assert.Equal(wanted.Select(features => (float)features.Tempo), output.GetColumn<float>("Music.Tempo"));
        Assert.Equal(wanted.Select(features => (float)features.Harmonicity), output.GetColumn<float>("Music.Harmonicity"));
        Assert.Equal(wanted.Select(features => (float)features.Mode), output.GetColumn<float>("Music.Mode"));
        Assert.Equal(
            wanted.Select(features => features.PitchClasses.Select(share => (float)share).ToArray()),
            output.GetColumn<float[]>("Music.PitchClasses"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 12), output.Schema["Music.PitchClasses"].Type);
    }

    [Fact]
    public void Without_an_offset_the_clip_is_the_first_ten_seconds()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        IDataView output = ml.Transforms.ExtractMusicFeatures("", _folder.Path, "Path").Fit(data).Transform(data);
        float[] clip = AudioReader.Read(_folder.File("clip 0.wav"), 22050, 0, 10).Samples;
        Assert.Equal((float)new MusicFeatureExtractor().Extract(clip).Loudness, output.GetColumn<float>("Loudness").First());
    }

    [Fact]
    public void A_missing_file_is_named_when_its_row_is_read()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<Clip>([new() { Path = "none.wav" }]);
        IDataView output = CreateEstimator(ml).Fit(data).Transform(data);
        Assert.Contains("none.wav", Refusal.Of(() => output.GetColumn<float>("Music.Tempo").ToArray()).Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused_at_once()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => new MLContext().Transforms.ExtractMusicFeatures("A", options: new() { OffsetSeconds = -1 }));

    private sealed class Clip
    {
        public string Path { get; set; } = "";

        public float Start { get; set; }
    }
}
