using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Transforms.Tests.Generation;

/// <summary>With a style and a seed for every row, and columns with other names than the graph's inputs.</summary>
public sealed class GenerateMelSpectrogramTests : EstimatorTest, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public GenerateMelSpectrogramTests() => _model = TinyModel.Write(_folder);

    public void Dispose() => _folder.Dispose();

    protected override IReadOnlyList<string> InputColumns => ["Picture", "Style"];

    protected override IReadOnlyList<string> OutputColumns => ["Answer"];

    protected override IEstimator<ITransformer> CreateEstimator(MLContext ml)
        => ml.Transforms.GenerateMelSpectrogram("Answer", _model, "Picture", "Style", new GenerationOptions { SeedColumn = "Seed" });

    protected override IDataView CreateData(MLContext ml) => new Table(
    [
        GenerationRows.Paintings("Picture", 4),
        new("Style", new KeyDataViewType(typeof(uint), 5), [1u, 0u, 5u, 5u]),
        new("Seed", NumberDataViewType.Int32, [1, -2, 3000, 4]),
    ]);

    [Fact]
    public void A_seed_column_of_another_type_is_refused_by_name()
    {
        var ml = new MLContext(seed: 1);
        Table data = Table.From(CreateData(ml)).With(new TableColumn("Seed", NumberDataViewType.Single, [1f, 2f, 3f, 4f]));
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => CreateEstimator(ml).Fit(data));
        Assert.Contains("'Seed'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_values_are_those_of_the_graph_for_painting_style_and_seed()
    {
        var ml = new MLContext(seed: 1);
        Table data = Table.From(CreateData(ml));
        Table answers = Table.From(CreateEstimator(ml).Fit(data).Transform(data), OutputColumns);
        for (int row = 0; row < 4; row++)
        {
            float[] painting = Values(data, "Picture", row), answer = Values(answers, "Answer", row);
            int seed = (int)data.Columns[2].Values[row];
            float style = 0.3f * (uint)data.Columns[1].Values[row];
            for (int i = 0; i < answer.Length; i += 37)
            {
                float grey = (painting[i] + painting[i + 4096] + painting[i + 8192]) / 3;
                Assert.Equal(MathF.Tanh(2.5f * grey + 0.1f * MathF.Sin(seed + i % 64) + style), answer[i], 4);
            }
        }
    }

    private static float[] Values(Table table, string name, int row)
        => [.. ((VBuffer<float>)table.Columns.Single(c => c.Name == name).Values[row]).DenseValues()];
}
