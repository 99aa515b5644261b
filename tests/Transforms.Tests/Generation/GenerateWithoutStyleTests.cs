using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.ModelLoader;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>With the names of the graph, one seed, no style, and columns of the caller's that bear names that the graph uses.</summary>
public sealed class GenerateWithoutStyleTests : EstimatorTest, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public GenerateWithoutStyleTests() => _model = TinyModel.Write(_folder);

    public void Dispose() => _folder.Dispose();

    protected override IReadOnlyList<string> InputColumns => ["Painting"];

    protected override IReadOnlyList<string> OutputColumns => ["MelSpectrogram"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", options: new GenerationOptions { Seed = 7, Creativity = 0.5f });

    protected override IDataView CreateData(MLContext ml) => new Table(
        [GenerationRows.Paintings("Painting", 2), new("Noise", TextDataViewType.Instance, ["loud".AsMemory(), "quiet".AsMemory()])]);

    [Fact]
    public void Columns_of_the_caller_that_are_named_like_the_graphs_keep_their_values()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table(
        [
            GenerationRows.Paintings("Picture", 2),
            GenerationRows.Paintings("Painting", 2, size: 2),
            new("StyleVector", NumberDataViewType.Single, [1f, 2f]),
            new("Noise", TextDataViewType.Instance, ["loud".AsMemory(), "quiet".AsMemory()]),
            new("MelSpectrogram", NumberDataViewType.Single, [3f, 4f]),
        ]);
        string[] kept = ["Picture", "Painting", "StyleVector", "Noise", "MelSpectrogram"];

        IDataView output = ml.Transforms.GenerateMelSpectrogram("Answer", _model, "Picture").Fit(data).Transform(data);

        Assert.Equal(kept.Append("Answer").Order(), output.Schema.Select(c => c.Name).Distinct().Order());
        Assert.Equal(Table.Hash(data, kept), Table.Hash(output, kept));
    }

    [Fact]
    public void Paintings_of_another_size_than_the_models_are_refused()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 2, size: 32)]);
        var e = Assert.Throws<Pix2PitchException>(() => CreateEstimator(ml).Fit(data));
        Assert.Contains("'Painting' holds 3072 values", e.Message, StringComparison.Ordinal);
        Assert.Contains("Size = 64", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_style_column_of_another_number_of_styles_is_refused()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 1), new("Style", new KeyDataViewType(typeof(uint), 3), [1u])]);
        var e = Assert.Throws<Pix2PitchException>(() => ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", "Style").Fit(data));
        Assert.Contains("'Style' has 3 styles", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_style_column_of_other_styles_is_refused_and_one_of_LabelStyle_is_not()
    {
        var ml = new MLContext(seed: 1);
        string[] others = ["cubism", "fauvism", "pop", "op", "dada"];
        IDataView data = new Table(
        [
            GenerationRows.Paintings("Painting", 5),
            new("Other", TextDataViewType.Instance, [.. others.Select(n => (object)n.AsMemory())]),
            new("Artist", TextDataViewType.Instance, [.. Enumerable.Repeat((object)"Claude Monet".AsMemory(), 5)]),
        ]);
        data = ml.Transforms.Conversion.MapValueToKey("OtherKey", "Other").Fit(data).Transform(data);
        data = ml.Transforms.LabelStyle("Style", "Artist").Fit(data).Transform(data);

        var e = Assert.Throws<Pix2PitchException>(() => ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", "OtherKey").Fit(data));
        Assert.Contains("'OtherKey' has other styles", e.Message, StringComparison.Ordinal);
        Assert.NotNull(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", "Style").Fit(data));
    }

    [Fact]
    public void Without_creativity_every_seed_gives_the_same_and_with_it_none_does()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 1)]);
        string Answer(int seed, float creativity) => Table.Hash(
            ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", _model, "Painting", options: new GenerationOptions { Seed = seed, Creativity = creativity }).Fit(data).Transform(data),
            ["MelSpectrogram"]);

        Assert.Equal(Answer(1, 0), Answer(2, 0));
        Assert.Equal(Answer(1, 1), Answer(1, 1));
        Assert.Equal(4, new[] { Answer(1, 0), Answer(1, 1), Answer(2, 1), Answer(1, 0.5f) }.Distinct().Count());
    }

    [Fact]
    public void A_wrong_option_and_a_wrong_file_are_refused_at_once()
    {
        var ml = new MLContext(seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ml.Transforms.GenerateMelSpectrogram("M", _model, "Painting", options: new GenerationOptions { Creativity = 1.5f }));
        Assert.Throws<Pix2PitchException>(() => ml.Transforms.GenerateMelSpectrogram("M", _folder.File("gone.onnx"), "Painting"));
    }
}
