using Microsoft.ML;
using Microsoft.ML.Data;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Runs;

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
        var estimator = ml.Transforms.Pix2Pix("Generated", Options(folder));
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
            var estimator = ml.Transforms.Pix2Pix("Generated", wrong);
            Assert.Contains($"'{name}'", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(Shape(ml, rows))).Message);
            Assert.Contains($"'{name}'", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(rows)).Message);
        }
    }

    [Fact]
    public void Paintings_of_another_size_than_the_mel_images_are_refused()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        var estimator = ml.Transforms.Pix2Pix("Generated", Options(folder) with { Mel = MelOptions.Small128 });
        Assert.Contains("49152", Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(Rows(ml))).Message);
    }

    [Fact]
    public void The_rows_of_a_prepared_folder_give_the_same_network_as_copies_of_them()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        IDataView prepared = ml.Data.LoadPrepared(Samples.WritePrepared(folder.File("prepared")));
        // A view that is not the folder's own, so that its rows are copied.
        IDataView copied = ml.Data.TakeRows(prepared, 100);
        float[][] outputs = [.. ((IDataView[])[prepared, copied]).Select((rows, i) =>
        {
            ITransformer model = ml.Transforms.Pix2Pix("Generated", Options(folder) with { RunFolder = folder.File($"run{i}"), Mel = i == 0 ? null : MelOptions.Small64 }).Fit(rows);
            return ml.Data.CreateEnumerable<OutputRow>(model.Transform(rows), false).First().Generated;
        })];
        Assert.Equal(outputs[0], outputs[1]);
        RunState[] states = [.. Enumerable.Range(0, 2).Select(i => Checkpoint.ReadState(folder.File($"run{i}", "checkpoint.p2p")))];
        // 'train' can continue the run.
        Assert.Equal("test", states[0].Data.Fingerprint);
        Assert.Equal("stripes", states[0].Data.Description);
        Assert.Equal(File.ReadLines(folder.File("run0", "log.csv")).Select(Losses), File.ReadLines(folder.File("run1", "log.csv")).Select(Losses));

        static string Losses(string line) => string.Join(',', line.Split(',')[..4]);
    }

    [Fact]
    public void Rows_of_the_test_split_are_not_used()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 4).Select(i => new SplitRow
        {
            Painting = Samples.Painting(i),
            // Training on this would stop the run.
            MelSpectrogram = i == 3 ? [.. Enumerable.Repeat(float.NaN, 64 * 64)] : Samples.Mel(i),
            Split = i == 3 ? "test" : "train",
        }));
        ml.Transforms.Pix2Pix("Generated", Options(folder) with { StyleColumnName = null }).Fit(rows);
        Assert.Throws<Pix2PitchException>(() => ml.Transforms.Pix2Pix("Generated", Options(folder) with { StyleColumnName = null, SplitColumnName = null, RunFolder = folder.File("all") }).Fit(rows));
        IDataView wrong = ml.Data.LoadFromEnumerable([new SplitRow { Painting = Samples.Painting(0), MelSpectrogram = Samples.Mel(0), Split = "holdout" }]);
        Assert.Contains("'holdout'", Assert.Throws<Pix2PitchException>(
            () => ml.Transforms.Pix2Pix("Generated", Options(folder) with { StyleColumnName = null, RunFolder = folder.File("wrong") }).Fit(wrong)).Message);
    }

    [Fact]
    public void Copied_rows_are_used_again_after_a_stop_and_deleted_at_the_end()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        using var stop = new CancellationTokenSource();
        var observer = new Observer(step =>
        {
            if (step == 2) stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => ml.Transforms.Pix2Pix("Generated", Options(folder), observer, stop.Token).Fit(Rows(ml)));
        string copy = folder.File("run", "rows", "mels.npy");
        DateTime written = File.GetLastWriteTimeUtc(copy);
        DateTime? during = null;
        ml.Transforms.Pix2Pix("Generated", Options(folder), new Observer(_ => during = File.GetLastWriteTimeUtc(copy))).Fit(Rows(ml));
        Assert.Equal(written, during);
        Assert.False(Directory.Exists(folder.File("run", "rows")));
        Assert.Equal(4, File.ReadLines(folder.File("run", "log.csv")).Count() - 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7f")]
    [InlineData(null)]
    public void Copied_rows_that_are_not_complete_are_copied_again(string? checksum)
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => ml.Transforms.Pix2Pix("Generated", Options(folder), new Observer(_ => stop.Cancel()), stop.Token).Fit(Rows(ml)));
        string rows = folder.File("run", "rows");
        File.WriteAllText(Path.Combine(rows, "mels.npy"), "half");
        if (checksum is null) File.Delete(Path.Combine(rows, "rows.sha256"));
        else File.WriteAllText(Path.Combine(rows, "rows.sha256"), checksum);
        ml.Transforms.Pix2Pix("Generated", Options(folder)).Fit(Rows(ml));
        Assert.Equal(4, File.ReadLines(folder.File("run", "log.csv")).Count() - 1);
    }

    [Fact]
    public void Copies_hold_what_the_rows_have_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        float[][] rows = [[-1, 1, 0 / 127.5f - 1, 200 / 127.5f - 1], [1, -1, -1, 1], [0.1f, float.NaN, -0f, 3e30f]];
        foreach ((int count, NpyType type, NpyType stored) in new[] { (2, NpyType.Byte, NpyType.Byte), (3, NpyType.Byte, NpyType.Full), (2, NpyType.Half, NpyType.Full) })
        {
            using (var writer = new LosslessNpyWriter(folder.File("rows.npy"), type, 4))
            {
                foreach (float[] row in rows[..count]) writer.Write(row);
                writer.Complete();
            }
            using var file = new NpyFile(folder.File("rows.npy"));
            Assert.Equal((count, stored), (file.Rows, file.Type));
            var read = new float[4];
            for (int i = 0; i < count; i++)
            {
                file.Read(i, read);
                Assert.Equal(rows[i].Select(BitConverter.SingleToInt32Bits), read.Select(BitConverter.SingleToInt32Bits));
            }
        }
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_rows()
    {
        const int Count = 1500;
        using var folder = new TemporaryFolder();
        var ml = new MLContext(1);
        float[] mel = Samples.Mel(0);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(i => new InputRow
        {
            Painting = [.. Enumerable.Range(0, 3 * 64 * 64).Select(at => (byte)(at * i) / 127.5f - 1)],
            MelSpectrogram = mel,
            Style = 1,
        }));
        long before = GC.GetTotalMemory(forceFullCollection: true), during = 0;
        var observer = new Observer(_ => during = GC.GetTotalMemory(forceFullCollection: true));
        ml.Transforms.Pix2Pix("Generated", Options(folder) with { Training = Samples.Options with { Steps = 1 } }, observer).Fit(rows);
        long values = Count * (3 + 1) * 64 * 64 * sizeof(float);
        Assert.InRange(during - before, long.MinValue, values / 5);
    }

    private static Pix2PixOptions Options(TemporaryFolder folder) => new()
    {
        Mel = MelOptions.Small64,
        Training = Samples.Options with { Steps = 4 },
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

    private sealed class SplitRow
    {
        [VectorType(3, 64, 64)]
        public float[] Painting { get; set; } = [];

        [VectorType(1, 64, 64)]
        public float[] MelSpectrogram { get; set; } = [];

        public string Split { get; set; } = "";
    }

    private sealed class Observer(Action<long> onStep) : ITrainingObserver
    {
        public void OnStep(StepLosses losses, EvaluationMetrics? metrics, double seconds) => onStep(losses.Step);
    }
}
