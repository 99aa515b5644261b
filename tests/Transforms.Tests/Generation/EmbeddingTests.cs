using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using Pix2Pitch.Styles.Classification;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>A generator that takes the embedding of the picture. The inherited tests are those of a pipeline that computes it.</summary>
public sealed class EmbeddingTests : EstimatorTest, IDisposable
{
    private static readonly InversionOptions s_inversion = new() { Iterations = 3 };

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string[] _paintings;

    public EmbeddingTests()
        => (_model, _paintings) = (TinyModel.WriteWithEmbedding(_folder), [TestPaintings.Write(_folder, "a.png"), TestPaintings.Write(_folder, "b.jpg", 5)]);

    public void Dispose() => _folder.Dispose();

    protected override IReadOnlyList<string> InputColumns => ["Path"];

    protected override IReadOnlyList<string> OutputColumns => ["Audio"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml) => ml.Transforms.GenerateMusic("Audio", _model, "Path", inversion: s_inversion);

    protected override IDataView CreateData(MLContext ml) => new Table([new("Path", TextDataViewType.Instance, [.. _paintings.Select(path => (object)path.AsMemory())])]);

    [Fact]
    public void PaintingToMusic_gives_the_generator_the_embedding_of_the_picture()
    {
        using PaintingToMusic with = PaintingToMusic.Load(_model), without = PaintingToMusic.Load(_model, null, isNetworkPresent: false);
        foreach (string path in _paintings)
        {
            GeneratedMusic made = with.Generate(path, 1), zeros = without.Generate(path, 1);
            Assert.Equal((true, false), (made.HasEmbedding, zeros.HasEmbedding));
            Assert.Equal(MathF.Tanh(MathF.Atanh(zeros.MelSpectrogram.Values[100]) + MeanOf(path)), made.MelSpectrogram.Values[100], 1e-3f);
            Assert.Null(made.StyleProbabilities);
        }
    }

    [Fact]
    public void It_is_computed_whether_a_style_is_requested_judged_or_unknown_and_for_a_stream()
    {
        using PaintingToMusic plain = PaintingToMusic.Load(_model), judging = PaintingToMusic.Load(_model, new MusicOptions { JudgesStyle = true });
        using FileStream stream = File.OpenRead(_paintings[0]);
        Assert.True(judging.Generate(_paintings[0], 1, Style.Baroque).HasEmbedding);
        GeneratedMusic judged = judging.Generate(_paintings[0]);
        Assert.True(judged.HasEmbedding);
        Assert.NotNull(judged.StyleProbabilities);
        Assert.Equal(plain.Generate(_paintings[0]).MelSpectrogram.Values, plain.Generate(stream).MelSpectrogram.Values);
    }

    [Fact]
    public void A_generator_with_zeros_gives_what_one_without_the_input_gives()
    {
        using PaintingToMusic zeros = PaintingToMusic.Load(_model, null, isNetworkPresent: false), plain = PaintingToMusic.Load(TinyModel.Write(_folder));
        GeneratedMusic made = plain.Generate(_paintings[0], 3);
        Assert.Equal(made.MelSpectrogram.Values, zeros.Generate(_paintings[0], 3).MelSpectrogram.Values);
        Assert.False(made.HasEmbedding);
        Assert.DoesNotContain(made.ToProperties().Keys, key => key.Contains("embedding", StringComparison.Ordinal));
    }

    [Fact]
    public void The_files_say_whether_the_generator_received_it()
    {
        using PaintingToMusic with = PaintingToMusic.Load(_model), without = PaintingToMusic.Load(_model, null, isNetworkPresent: false);
        with.Generate(_paintings[0]).WriteWave(_folder.File("with.wav"));
        without.Generate(_paintings[0]).WriteWave(_folder.File("without.wav"));
        Assert.Equal(("picture", "512"), (WaveProperties.Read(_folder.File("with.wav"))["pix2pitch.embedding"], WaveProperties.Read(_folder.File("with.wav"))["pix2pitch.embedding-length"]));
        Assert.Equal("unknown", WaveProperties.Read(_folder.File("without.wav"))["pix2pitch.embedding"]);
    }

    [Fact]
    public void GenerateMusic_has_the_samples_of_PaintingToMusic()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = CreateData(ml);
        using PaintingToMusic music = PaintingToMusic.Load(_model, new MusicOptions { Inversion = s_inversion });
        Assert.Equal(_paintings.Select(path => music.Generate(path).Samples), CreateEstimator(ml).Fit(data).Transform(data).GetColumn<float[]>("Audio"));
    }

    [Fact]
    public void A_column_of_ClassifyStyle_can_be_the_embedding()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = CreateData(ml);
        var own = ml.Transforms.ClassifyStyle("Judged", null, "Path", new ClassifyStyleOptions { EmbeddingColumn = "Seen" })
            .Append(ml.Transforms.GenerateMusic("Audio", _model, "Path", options: new GenerationOptions { EmbeddingColumn = "Seen" }, inversion: s_inversion));
        Assert.Equal(CreateEstimator(ml).Fit(data).Transform(data).GetColumn<float[]>("Audio"), own.Fit(data).Transform(data).GetColumn<float[]>("Audio"));
    }

    [Fact]
    public void Without_the_network_GenerateMusic_uses_zeros_and_one_note_says_so()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = CreateData(ml);
        var notes = new List<string>();
        var options = new GenerationOptions { OnNote = notes.Add };
        IDataView made = GenerationCatalog.Music(ml.Transforms, "Audio", GeneratorFile.Read(_model), "Path", null, options, s_inversion, isNetworkPresent: false).Fit(data).Transform(data);
        using PaintingToMusic zeros = PaintingToMusic.Load(_model, new MusicOptions { Inversion = s_inversion }, isNetworkPresent: false);
        Assert.Equal(_paintings.Select(path => zeros.Generate(path).Samples), made.GetColumn<float[]>("Audio"));
        Assert.Contains(_model, Assert.Single(notes));

        notes.Clear();
        ml.Transforms.GenerateMusic("Audio", _model, "Path", options: options, inversion: s_inversion);
        Assert.Empty(notes);
        ml.Transforms.GenerateMelSpectrogram("Mel", _model, "Picture", options: options);
        Assert.Contains("EmbeddingColumn", Assert.Single(notes));
    }

    [Fact]
    public void An_embedding_of_another_length_or_for_a_generator_without_it_is_refused()
    {
        var ml = new MLContext(seed: 1);
        var options = new GenerationOptions { EmbeddingColumn = "Seen" };
        var data = new Table([GenerationRows.Paintings("Picture", 1), new("Seen", new VectorDataViewType(NumberDataViewType.Single, 3), [new VBuffer<float>(3, new float[3])])]);
        Assert.Contains("'Seen' has 3 values", Assert.Throws<Pix2PitchException>(() => ml.Transforms.GenerateMelSpectrogram("Mel", _model, "Picture", options: options).Fit(data)).Message);
        Assert.Contains("takes no embedding", Assert.Throws<Pix2PitchException>(() => ml.Transforms.GenerateMelSpectrogram("Mel", TinyModel.Write(_folder), "Picture", options: options)).Message);
    }

    [Theory]
    [InlineData("512", 0, "describes a tensor 'Embedding'")]
    [InlineData("512", 100, "describes 'Embedding' of shape N x 512")]
    [InlineData(null, 512, "describes no embedding, but its graph has an input 'Embedding'")]
    [InlineData("100", 100, "pix2pitch.embedding-length")]
    public void Metadata_and_graph_must_agree(string? described, int found, string reason)
    {
        var properties = new Dictionary<string, string>(TinyModel.Metadata.ToProperties());
        if (described is not null) properties["pix2pitch.embedding-length"] = described;
        string model = TinyGenerator.Write(_folder.File("wrong.onnx"), TinyModel.Size, properties, embeddingLength: found);
        string message = Assert.Throws<Pix2PitchException>(() => GeneratorMetadata.Read(model)).Message;
        Assert.Contains("wrong.onnx", message);
        Assert.Contains(reason, message);
    }

    [Fact]
    public void The_metadata_has_the_length_only_where_there_is_one()
    {
        Assert.Equal(512, GeneratorMetadata.Read(_model).EmbeddingLength);
        Assert.Equal(0, GeneratorMetadata.Read(TinyModel.Write(_folder)).EmbeddingLength);
        Assert.DoesNotContain("pix2pitch.embedding-length", TinyModel.Metadata.ToProperties().Keys);
    }

    private static float MeanOf(string path) => new StyleJudge(StyleClassifier.Default, embeds: true).Judge(path).Features.Embedding.Average();
}
