using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Paintings;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>With a style and a seed for every row.</summary>
public sealed class GenerateMusicTests : EstimatorTest, IDisposable
{
    private static readonly InversionOptions s_inversion = new() { Iterations = 3 };
    private static readonly uint[] s_styles = [1, 0, 5];
    private static readonly int[] s_seeds = [3, 3, -8];

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string[] _paintings;

    public GenerateMusicTests()
    {
        _model = TinyModel.Write(_folder);
        string first = TestPaintings.Write(_folder, "a.png"), second = TestPaintings.Write(_folder, "b.jpg", 2);
        _paintings = [first, first, second];
    }

    public void Dispose() => _folder.Dispose();

    protected override IReadOnlyList<string> InputColumns => ["Path", "Style"];

    protected override IReadOnlyList<string> OutputColumns => ["Audio"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.GenerateMusic("Audio", _model, "Path", "Style", new GenerationOptions { SeedColumn = "Seed" }, s_inversion);

    protected override IDataView CreateData(MLContext ml) => new Table(
    [
        new("Path", TextDataViewType.Instance, [.. _paintings.Select(path => (object)path.AsMemory())]),
        new("Style", new KeyDataViewType(typeof(uint), 5), [.. s_styles.Cast<object>()]),
        new("Seed", NumberDataViewType.Int32, [.. s_seeds.Cast<object>()]),
    ]);

    [Fact]
    public void Each_row_has_the_samples_of_PaintingToMusic_with_its_style_and_seed()
    {
        float[][] found = Audio(CreateEstimator);
        using PaintingToMusic music = PaintingToMusic.Load(_model, new MusicOptions { Inversion = s_inversion });
        Style?[] styles = [Style.Baroque, null, Style.Expressionism];
        for (int row = 0; row < found.Length; row++) Assert.Equal(music.Generate(_paintings[row], s_seeds[row], styles[row]).Samples, found[row]);
        Assert.NotEqual(found[0], found[1]);
    }

    [Fact]
    public void It_does_what_three_estimators_do()
        => Assert.Equal(
            Audio(ml => ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = TinyModel.Size, Fit = TinyModel.Metadata.Fit })
                .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", "Style", new GenerationOptions { SeedColumn = "Seed" }))
                .Append(ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", TinyModel.Mel, s_inversion))),
            Audio(CreateEstimator));

    [Fact]
    public void Without_columns_for_style_and_seed_all_rows_have_the_seed_of_the_options()
    {
        using PaintingToMusic music = PaintingToMusic.Load(_model, new MusicOptions { Creativity = 0.5f, Inversion = s_inversion });
        var options = new GenerationOptions { Seed = 7, Creativity = 0.5f };
        Assert.Equal(
            _paintings.Select(path => music.Generate(path, 7).Samples),
            Audio(ml => ml.Transforms.GenerateMusic("Audio", _model, "Path", options: options, inversion: s_inversion)));
    }

    [Fact]
    public void Music_may_replace_the_path()
        => Assert.Equal(
            Audio(ml => ml.Transforms.GenerateMusic("Audio", _model, "Path", inversion: s_inversion)),
            Audio(ml => ml.Transforms.GenerateMusic("Path", _model, inversion: s_inversion), "Path"));

    [Fact]
    public void A_painting_that_cannot_be_read_is_named()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Data.LoadFromEnumerable([new { Path = _folder.File("gone.png") }]);
        IDataView output = ml.Transforms.GenerateMusic("Audio", _model, "Path", inversion: s_inversion).Fit(data).Transform(data);
        Assert.Contains("gone.png' does not exist", Refusal.Of(() => output.GetColumn<float[]>("Audio").ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_options_and_a_missing_model_are_refused_at_once()
    {
        TransformsCatalog transforms = new MLContext(seed: 1).Transforms;
        Assert.Throws<ArgumentOutOfRangeException>(() => transforms.GenerateMusic("Audio", _model, "Path", options: new GenerationOptions { Creativity = -1 }));
        Assert.Throws<Pix2PitchException>(() => transforms.GenerateMusic("Audio", _folder.File("gone.onnx"), "Path"));
    }

    private float[][] Audio(Func<MLContext, IEstimator<ITransformer>> create, string column = "Audio")
    {
        var ml = new MLContext(seed: 1);
        IDataView data = CreateData(ml);
        return [.. create(ml).Fit(data).Transform(data).GetColumn<float[]>(column)];
    }
}
