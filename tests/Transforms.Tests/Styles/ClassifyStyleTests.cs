using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Transforms.Tests.Styles;

public sealed class ClassifyStyleTests : EstimatorTest, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ClassifyStyleTests()
    {
        TestPaintings.Write(_folder, "a b.png", 1);
        TestPaintings.Write(_folder, "c.jpg", 5);
    }

    protected override IReadOnlyList<string> InputColumns => ["Path"];

    protected override IReadOnlyList<string> OutputColumns => ["Style", "Style.Probabilities", "Embedding"];

    public void Dispose() => _folder.Dispose();

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.ClassifyStyle("Style", _folder.Path, "Path", new ClassifyStyleOptions { EmbeddingColumn = "Embedding" });

    protected override IDataView CreateData(MLContext ml) => ml.Data.LoadFromEnumerable<Painting>([new() { Path = "a b.png" }, new() { Path = "c.jpg" }]);

    [Fact]
    public void The_probabilities_sum_to_1_and_the_style_is_the_most_probable_one()
    {
        IDataView judged = Judge();
        float[][] probabilities = [.. judged.GetColumn<float[]>("Style.Probabilities")];
        Assert.All(probabilities, row => Assert.Equal(1, row.Sum(), 1e-5f));
        Assert.All(probabilities, row => Assert.All(row, p => Assert.InRange(p, 0, 1)));
        Assert.Equal(probabilities.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1), judged.GetColumn<uint>("Style"));
        Assert.NotEqual(probabilities[0], probabilities[1]);
    }

    [Fact]
    public void The_slots_and_the_keys_have_the_names_of_the_styles_in_a_loaded_model_too()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        using var saved = new MemoryStream();
        ml.Model.Save(CreateEstimator(ml).Fit(data), data.Schema, saved);
        DataViewSchema schema = new MLContext().Model.Load(saved, out _).Transform(data).Schema;

        VBuffer<ReadOnlyMemory<char>> slots = default, keys = default;
        schema["Style.Probabilities"].GetSlotNames(ref slots);
        schema["Style"].GetKeyValues(ref keys);
        Assert.Equal(StyleNames.All, slots.DenseValues().Select(name => name.ToString()));
        Assert.Equal(StyleNames.All, keys.DenseValues().Select(name => name.ToString()));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 5), schema["Style.Probabilities"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 512), schema["Embedding"].Type);
    }

    [Fact]
    public void Each_probability_is_in_the_slot_of_its_style()
    {
        string file = _folder.File("own.json");
        // Without weights, the probabilities are those of the biases.
        var own = new StyleClassifier(StyleClassifier.Default.Network, StyleNames.All, [.. StyleNames.All.Select(_ => new float[ImageFeatures.CorrelationLength])], [MathF.Log(1), MathF.Log(2), MathF.Log(3), MathF.Log(4), MathF.Log(6)]);
        own.Write(file);
        Assert.All(Judge(new ClassifyStyleOptions { ClassifierFile = file }).GetColumn<float[]>("Style.Probabilities"), row =>
            Assert.Equal([1 / 16f, 2 / 16f, 3 / 16f, 4 / 16f, 6 / 16f], row.Select(p => MathF.Round(p, 5))));
    }

    [Fact]
    public void A_saved_model_has_the_classifier_of_the_user()
    {
        string file = _folder.File("own.json");
        (StyleClassifier.Default with { Biases = [0, 0, 0, 0, 1000] }).Write(file);
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        using var saved = new MemoryStream();
        ml.Model.Save(ml.Transforms.ClassifyStyle("Style", _folder.Path, "Path", new ClassifyStyleOptions { ClassifierFile = file }).Fit(data), data.Schema, saved);
        File.Delete(file);

        Assert.Equal([5u, 5u], new MLContext().Model.Load(saved, out _).Transform(data).GetColumn<uint>("Style"));
    }

    [Fact]
    public void Columns_of_the_user_with_the_names_of_styles_remain()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<Named>([new() { Path = "c.jpg", Baroque = 7 }]);
        IDataView judged = ml.Transforms.ClassifyStyle("Style", _folder.Path, "Path").Fit(data).Transform(data);
        Assert.Equal(["Path", "baroque", "Style", "Style.Probabilities"], judged.Schema.Select(column => column.Name));
        Assert.Equal([7f], judged.GetColumn<float>("baroque"));
    }

    [Fact]
    public void Without_the_network_the_message_names_the_package()
    {
        string message = Assert.Throws<Pix2PitchException>(() => ImageNetwork.RequireFiles(null, _folder.Path)).Message;
        Assert.Contains(_folder.Path, message);
        Assert.Contains("Microsoft.ML.DnnImageFeaturizer.ResNet18", message);
    }

    [Fact]
    public void A_folder_without_the_network_is_replaced_by_the_one_beside_the_program()
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        IDataView judged = ml.Transforms.ClassifyStyle("Style", _folder.Path, "Path", new ClassifyStyleOptions { NetworkFolder = _folder.Path }).Fit(data).Transform(data);
        Assert.Equal(Judge().GetColumn<float[]>("Style.Probabilities"), judged.GetColumn<float[]>("Style.Probabilities"));
    }

    [Fact]
    public void A_damaged_network_is_refused_by_name()
    {
        _folder.Write("ResNet18Onnx/ResNet18.onnx", "not a network");
        _folder.Write("ResNetPrepOnnx/ResNetPreprocess.onnx", "not a network");
        Assert.Contains(_folder.File("ResNet18Onnx", "ResNet18.onnx"), Assert.Throws<Pix2PitchException>(() => ImageNetwork.Open(_folder.Path, hasEmbedding: false)).Message);
    }

    [Fact]
    public void A_classifier_of_another_network_is_refused()
    {
        StyleClassifier other = StyleClassifier.Default with { Network = "abc" };
        string message = Assert.Throws<Pix2PitchException>(() => new StyleJudge(other)).Message;
        Assert.Contains("abc", message);
        Assert.Contains(StyleClassifier.Default.Network, message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("baroque")]
    [InlineData("""{ "network": "a", "styles": ["baroque"], "weights": [[1]], "biases": [0] }""")]
    public void A_file_that_is_not_a_classifier_is_refused_by_name(string text)
    {
        string file = _folder.Write("wrong.json", text);
        Assert.Contains(file, Assert.Throws<Pix2PitchException>(() => StyleClassifier.Read(file)).Message);
    }

    [Theory]
    [InlineData("\"AAA=\"")] // one number
    [InlineData("\"AAAA\"")] // three bytes are no numbers of two
    [InlineData("\"no Base64\"")]
    [InlineData("7")]
    [InlineData("null")]
    public void A_classifier_with_damaged_weights_is_refused_by_name(string row)
    {
        string file = _folder.File("damaged.json");
        StyleClassifier.Default.Write(file);
        string text = File.ReadAllText(file);
        int start = text.IndexOf("\"weights\":[", StringComparison.Ordinal) + 11, end = text.IndexOf(',', start);
        File.WriteAllText(file, text[..start] + row + text[end..]);
        Assert.Contains(file, Assert.Throws<Pix2PitchException>(() => StyleClassifier.Read(file)).Message);
    }

    [Fact]
    public void A_written_classifier_is_read_with_the_weights_rounded_to_16_bits()
    {
        string file = _folder.File("own.json");
        float[][] weights = [.. StyleNames.All.Select((_, style) => Enumerable.Range(0, ImageFeatures.CorrelationLength).Select(i => (style - 2) * MathF.Sin(i)).ToArray())];
        (StyleClassifier.Default with { Weights = weights }).Write(file);
        var read = StyleClassifier.Read(file);
        for (int style = 0; style < weights.Length; style++) Assert.Equal(weights[style], read.Weights[style], (a, b) => Math.Abs(a - b) <= Math.Abs(a) / 2048 + 1e-7f);
        Assert.Equal(StyleClassifier.Default.Biases, read.Biases);
    }

    // Versions before 0.2 wrote 768 numbers for each style.
    [Fact]
    public void A_classifier_of_earlier_versions_judges_by_means_and_deviations()
    {
        string weights = string.Join(',', Enumerable.Range(0, 5).Select(style => $"[{string.Join(',', Enumerable.Range(0, 768).Select(i => i == style ? "0.5" : "0"))}]"));
        string file = _folder.Write("earlier.json", $$"""{ "network": "{{StyleClassifier.Default.Network}}", "styles": ["baroque", "classicism", "romanticism", "impressionism", "expressionism"], "weights": [{{weights}}], "biases": [0, 0, 0, 0, 0] }""");
        var judge = new StyleJudge(StyleClassifier.Read(file));
        (float[] probabilities, ImageFeatures features) = judge.Judge(_folder.File("c.jpg"));
        double[] expected = [.. features.Texture.Take(5).Select(value => Math.Exp(0.5 * value))];
        for (int style = 0; style < 5; style++) Assert.Equal(expected[style] / expected.Sum(), probabilities[style], 1e-5);
    }

    [Fact]
    public void A_classifier_that_does_not_exist_is_refused_by_name()
        => Assert.Contains("gone.json", Assert.Throws<Pix2PitchException>(() => new MLContext().Transforms.ClassifyStyle("Style", options: new ClassifyStyleOptions { ClassifierFile = "gone.json" })).Message);

    [Fact]
    public void A_painting_that_cannot_be_read_is_named()
    {
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable<Painting>([new() { Path = "gone.png" }]);
        IDataView judged = CreateEstimator(ml).Fit(data).Transform(data);
        Assert.Contains("gone.png", Assert.ThrowsAny<Exception>(() => judged.GetColumn<uint>("Style").ToArray()).ToString());
    }

    private IDataView Judge(ClassifyStyleOptions? options = null)
    {
        var ml = new MLContext();
        IDataView data = CreateData(ml);
        return ml.Transforms.ClassifyStyle("Style", _folder.Path, "Path", options).Fit(data).Transform(data);
    }

    private sealed class Painting
    {
        public string Path { get; set; } = "";
    }

    private sealed class Named
    {
        public string Path { get; set; } = "";

        [ColumnName("baroque")]
        public float Baroque { get; set; }
    }
}
