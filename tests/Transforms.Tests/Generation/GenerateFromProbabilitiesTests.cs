using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>Music of styles that are judged from the pictures, as one pipeline.</summary>
public sealed class GenerateFromProbabilitiesTests : EstimatorTest, IDisposable
{
    private static readonly InversionOptions s_inversion = new() { Iterations = 3 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string[] _paintings;

    public GenerateFromProbabilitiesTests()
        => (_model, _paintings) = (TinyModel.Write(_folder), [TestPaintings.Write(_folder, "a.png"), TestPaintings.Write(_folder, "b.jpg", 5)]);

    public void Dispose() => _folder.Dispose();

    protected override IReadOnlyList<string> InputColumns => ["Path"];

    protected override IReadOnlyList<string> OutputColumns => ["Judged", "Judged.Probabilities", "Audio"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.ClassifyStyle("Judged", null, "Path").Append(ml.Transforms.GenerateMusic("Audio", _model, "Path", "Judged.Probabilities", inversion: s_inversion));

    protected override IDataView CreateData(MLContext ml) => new Table([new("Path", TextDataViewType.Instance, [.. _paintings.Select(path => (object)path.AsMemory())])]);

    [Fact]
    public void Each_row_has_the_samples_of_PaintingToMusic_with_a_judged_style()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = CreateData(ml);
        using PaintingToMusic music = PaintingToMusic.Load(_model, new MusicOptions { Inversion = s_inversion, JudgesStyle = true });
        Assert.Equal(_paintings.Select(path => music.Generate(path).Samples), CreateEstimator(ml).Fit(data).Transform(data).GetColumn<float[]>("Audio"));
    }

    [Fact]
    public void Probabilities_of_one_and_zeros_give_what_a_key_and_a_missing_key_give()
        => Assert.Equal(
            Generate(new TableColumn("Style", new KeyDataViewType(typeof(uint), 5), [4u, 0u])),
            Generate(Vectors([0, 0, 0, 1, 0], [0, 0, 0, 0, 0])));

    [Fact]
    public void A_mixture_is_the_vector_of_the_graph()
    {
        float[] mixed = Generate(Vectors([0.5f, 0, 0, 0.25f, 0.25f], [0, 0, 0, 0, 0]))[0], unknown = Generate(Vectors([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]))[0];
        // The tiny generator adds 0.3 x the number of the style before its tanh.
        float number = 0.3f * (0.5f * 1 + 0.25f * 4 + 0.25f * 5);
        Assert.Equal(MathF.Tanh(MathF.Atanh(unknown[200]) + number), mixed[200], 1e-3f);
    }

    [Fact]
    public void A_style_of_another_type_is_refused_with_both_types_that_are_possible()
    {
        var ml = new MLContext(seed: 1);
        Table data = Rows(new TableColumn("Style", NumberDataViewType.Single, [1f, 2f]));
        var estimator = ml.Transforms.GenerateMelSpectrogram("Mel", _model, "Picture", "Style");
        const string Expected = "Schema mismatch for input column 'Style': expected Key or Vector<Single>, got Single";
        Assert.StartsWith(Expected, Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(data)).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentOutOfRangeException>(() => new EstimatorChain<ITransformer>().Append(estimator).Append(new ShapeProbe()).Fit(data)).Message);
    }

    [Theory]
    [InlineData(4, "has 4 styles, but")]
    [InlineData(0, "has an unknown number of styles, but")]
    public void Probabilities_of_another_number_of_styles_are_refused_by_name(int size, string reason)
    {
        Table data = Rows(new TableColumn("Style", new VectorDataViewType(NumberDataViewType.Single, size), [new VBuffer<float>(4, new float[4]), new VBuffer<float>(4, new float[4])]));
        string message = Assert.Throws<Pix2PitchException>(() => new MLContext().Transforms.GenerateMelSpectrogram("Mel", _model, "Picture", "Style").Fit(data)).Message;
        Assert.Contains("'Style'", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void Probabilities_in_another_order_of_styles_are_refused()
    {
        var ml = new MLContext(seed: 1);
        string model = TinyGenerator.Write(_folder.File("other.onnx"), TinyModel.Size, (TinyModel.Metadata with { Styles = [.. StyleNames.All.Reverse()] }).ToProperties());
        string message = Assert.Throws<Pix2PitchException>(() => ml.Transforms.ClassifyStyle("Judged", null, "Path")
            .Append(ml.Transforms.GenerateMusic("Audio", model, "Path", "Judged.Probabilities")).Fit(CreateData(ml))).Message;
        Assert.Contains("does not have the styles of", message);
        Assert.Contains("expressionism, impressionism", message);
    }

    private float[][] Generate(TableColumn styles)
    {
        Table data = Rows(styles);
        return [.. new MLContext(seed: 1).Transforms.GenerateMelSpectrogram("Mel", _model, "Picture", "Style").Fit(data).Transform(data).GetColumn<float[]>("Mel")];
    }

    private static Table Rows(TableColumn styles) => new([GenerationRows.Paintings("Picture", 2), styles]);

    private static TableColumn Vectors(params float[][] rows)
        => new("Style", new VectorDataViewType(NumberDataViewType.Single, 5), [.. rows.Select(row => (object)new VBuffer<float>(row.Length, row))]);
}
