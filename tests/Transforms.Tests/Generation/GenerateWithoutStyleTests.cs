using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>With one seed, no style, and columns that have the names of the graph's inputs.</summary>
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
        [GenerationRows.Paintings("Painting", 2), new("Seed", TextDataViewType.Instance, ["of a pear".AsMemory(), "of a plum".AsMemory()])]);

    [Fact]
    public void Columns_of_the_caller_that_are_named_like_the_graphs_keep_their_values()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table(
        [
            GenerationRows.Paintings("Picture", 2),
            GenerationRows.Paintings("Painting", 2, size: 2),
            new("Style", new KeyDataViewType(typeof(uint), 5), [1u, 2u]),
            new("Seed", TextDataViewType.Instance, ["of a pear".AsMemory(), "of a plum".AsMemory()]),
            new("Creativity", NumberDataViewType.Int32, [7, 8]),
            new("MelSpectrogram", NumberDataViewType.Single, [3f, 4f]),
            new("wave", NumberDataViewType.Single, [5f, 6f]), // the name of a value inside the graph
        ]);
        string[] kept = ["Picture", "Painting", "Style", "Seed", "Creativity", "MelSpectrogram", "wave"];

        IDataView output = ml.Transforms.GenerateMelSpectrogram("Answer", _model, "Picture", "Style").Fit(data).Transform(data);

        Assert.Equal(kept.Append("Answer").Order(), output.Schema.Select(c => c.Name).Distinct().Order());
        Assert.Equal(Table.Hash(data, kept), Table.Hash(output, kept));
    }

    [Theory]
    [InlineData("wave")]
    [InlineData("Style")]
    [InlineData("a column, 名")]
    public void A_column_may_have_any_name_also_one_that_the_graph_uses_inside(string name)
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 2), GenerationRows.Paintings(name, 2)]);
        string Answer(string output, string input) => Table.Hash(
            ml.Transforms.CopyColumns("Compared", output).Fit(Generated(output, input)).Transform(Generated(output, input)), ["Compared"]);
        IDataView Generated(string output, string input) => ml.Transforms.GenerateMelSpectrogram(output, _model, input).Fit(data).Transform(data);

        string expected = Answer("Answer", "Painting");
        Assert.Equal(expected, Answer("Answer", name));
        Assert.Equal(expected, Answer(name, "Painting"));
    }

    [Fact]
    public void A_mel_spectrogram_may_take_the_place_of_its_painting_or_of_its_seed()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 2), new("Seed", NumberDataViewType.Int32, [7, 7])]);
        string Answer(string output)
        {
            var estimator = ml.Transforms.GenerateMelSpectrogram(output, _model, "Painting", options: new GenerationOptions { SeedColumn = "Seed" });
            return Table.Hash(estimator.Append(ml.Transforms.CopyColumns("Compared", output)).Fit(data).Transform(data), ["Compared"]);
        }

        Assert.Equal(Answer("Answer"), Answer("Painting"));
        Assert.Equal(Answer("Answer"), Answer("Seed"));
        Assert.Equal(Answer("Answer"), Table.Hash(
            ml.Transforms.GenerateMelSpectrogram("Painting", _model, options: new GenerationOptions { Seed = 7 }).Append(ml.Transforms.CopyColumns("Compared", "Painting")).Fit(data).Transform(data),
            ["Compared"]));
    }

    [Fact]
    public void A_graph_that_ONNX_Runtime_refuses_is_named()
    {
        var ml = new MLContext(seed: 1);
        string model = TinyGenerator.Write(_folder.File("odd.onnx"), 64, TinyModel.Metadata.ToProperties(), change: m => m.Graph.Node[0].OpType = "NoSuchOperator");
        string message = Assert.Throws<Pix2PitchException>(() => ml.Transforms.GenerateMelSpectrogram("M", model, "Painting")).Message;
        Assert.Contains(model, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(message[..40], Assert.Throws<Pix2PitchException>(() => PaintingToMusic.Load(model)).Message[..40]);
    }

    [Fact]
    public void Paintings_of_another_size_than_the_models_are_refused()
    {
        var ml = new MLContext(seed: 1);
        var data = new Table([GenerationRows.Paintings("Painting", 2, size: 32)]);
        var e = Assert.Throws<Pix2PitchException>(() => CreateEstimator(ml).Fit(data));
        Assert.Contains("'Painting' has 3072 values", e.Message, StringComparison.Ordinal);
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
        Assert.Contains("'OtherKey' does not have the styles of", e.Message, StringComparison.Ordinal);
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
