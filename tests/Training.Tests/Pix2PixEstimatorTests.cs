using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Tests;

[Collection(TensorLibraryTests.Name)]
public sealed class Pix2PixEstimatorTests
{
    [Fact]
    public void Fitting_trains_and_gives_a_stage_that_can_be_saved_and_loaded()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        IDataView rows = Rows(ml);
        var estimator = new Pix2PixEstimator(ml, "Generated", Options(folder));
        SchemaShape before = estimator.GetOutputSchema(Shape(ml, rows));
        ITransformer stage = estimator.Fit(rows);

        DataViewSchema after = stage.GetOutputSchema(rows.Schema);
        Assert.Equal(after.Select(c => c.Name).Distinct().Order(), before.Select(c => c.Name).Order());
        Assert.Equal(64 * 64, ((VectorDataViewType)after["Generated"].Type).Size);
        float[][] outputs = [.. ml.Data.CreateEnumerable<OutputRow>(stage.Transform(rows), false).Select(r => r.Generated)];
        Assert.Equal(4, outputs.Length);
        Assert.All(outputs, o => Assert.All(o, v => Assert.InRange(v, -1f, 1f)));
        Assert.NotEqual(outputs[0], outputs[1]);

        ml.Model.Save(stage, rows.Schema, folder.File("model.zip"));
        var other = new MLContext(2);
        ITransformer loaded = other.Model.Load(folder.File("model.zip"), out _);
        Assert.Equal(outputs[2], other.Data.CreateEnumerable<OutputRow>(loaded.Transform(Rows(other)), false).ElementAt(2).Generated);
        Assert.Equal("stripes", GeneratorMetadata.Read(folder.File("run", "model.onnx")).Name);
        Assert.Equal(4, File.ReadLines(folder.File("run", "log.csv")).Count() - 1);
    }

    [Fact]
    public void A_missing_column_and_one_of_another_type_are_named()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        IDataView rows = Rows(ml);
        Pix2PixOptions options = Options(folder);
        foreach (Pix2PixOptions wrong in (Pix2PixOptions[])[options with { PaintingColumnName = "Nowhere" }, options with { StyleColumnName = "Painting" }, options with { MelColumnName = "Style" }])
        {
            string name = new[] { wrong.PaintingColumnName, wrong.StyleColumnName!, wrong.MelColumnName }.Except([options.PaintingColumnName, options.StyleColumnName!, options.MelColumnName])
                .FirstOrDefault(wrong.StyleColumnName == "Painting" ? "Painting" : "Style");
            var estimator = new Pix2PixEstimator(ml, "Generated", wrong);
            Assert.Contains($"'{name}'", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shape(ml, rows))).Message);
            Assert.Contains($"'{name}'", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(rows)).Message);
        }
    }

    [Fact]
    public void Paintings_of_another_size_than_the_mel_images_are_refused()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        var estimator = new Pix2PixEstimator(ml, "Generated", Options(folder) with { Mel = MelOptions.Small128 });
        Assert.Contains("49152", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(Rows(ml))).Message);
    }

    private static Pix2PixOptions Options(TemporaryFolder folder) => new()
    {
        Mel = MelOptions.Small64,
        Settings = Samples.Options with { Steps = 4 },
        RunFolder = folder.File("run"),
        Name = "stripes",
    };

    private static IDataView Rows(MLContext ml) => ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, 4).Select(i => new InputRow { Painting = Samples.Painting(i), MelSpectrogram = Samples.Mel(i), Style = (uint)i }));

    /// <summary>What an estimator before this one would say of the rows.</summary>
    private static SchemaShape Shape(MLContext ml, IDataView rows)
    {
        SchemaShape? shape = null;
        var spy = new Spy(s => shape = s);
        ml.Transforms.CopyColumns("Copy", "Style").Append(spy).Fit(rows);
        return new SchemaShape(shape!.Where(c => c.Name != "Copy"));
    }

    private sealed class Spy(Action<SchemaShape> see) : IEstimator<ITransformer>
    {
        private readonly IEstimator<ITransformer> _none = new MLContext().Transforms.CopyColumns("Copy2", "Style");

        public ITransformer Fit(IDataView input) => _none.Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            see(inputSchema);
            return _none.GetOutputSchema(inputSchema);
        }
    }

    private sealed class InputRow
    {
        [VectorType(3, 64, 64)]
        public float[] Painting { get; set; } = [];

        [VectorType(1, 64, 64)]
        public float[] MelSpectrogram { get; set; } = [];

        [KeyType(5)]
        public uint Style { get; set; }
    }

    private sealed class OutputRow
    {
        public float[] Generated { get; set; } = [];
    }
}
