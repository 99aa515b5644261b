using System.Runtime.CompilerServices;
using Microsoft.ML;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Paintings;

namespace Pix2Pitch.EndToEnd.Tests.Robustness;

/// <summary>Native memory is given back: what is opened a thousand times does not grow.</summary>
[Collection(nameof(DisposalTests))]
public sealed class DisposalTests : IDisposable
{
    private const int Uses = 1000, WarmUp = 200;
    private const long MaxGrowth = 24 << 20; // 30 kB a use

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_thousand_uses_of_PaintingToMusic_take_no_more_memory_than_two_hundred()
    {
        string model = TinyModel.Write(_folder), painting = TestPaintings.Write(_folder, "a.png");
        var options = new MusicOptions { Inversion = new InversionOptions { Iterations = 0, NnlsIterations = 1, MaxThreads = 1 } };
        int uses = 0;
        for (int i = 0; i < WarmUp; i++) Use();
        long before = Settled();
        for (int i = WarmUp; i < Uses; i++) Use();
        Assert.InRange(Settled() - before, long.MinValue, MaxGrowth);

        void Use()
        {
            using PaintingToMusic music = PaintingToMusic.Load(model, options);
            if (uses++ % 5 == 0) music.Generate(painting, seconds: 0.1);
        }
    }

    [Fact]
    public void A_pipeline_that_is_saved_loaded_and_disposed_leaves_no_file_behind()
    {
        string model = TinyModel.Write(_folder);
        var ml = new MLContext(seed: 1) { TempFilePath = _folder.File("temporary") };
        Directory.CreateDirectory(ml.TempFilePath);
        IDataView rows = ml.Data.LoadFromEnumerable([new Row { Path = TestPaintings.Write(_folder, "b.png") }]);
        string[] before = OwnFiles();
        for (int i = 0; i < 5; i++) Use();
        Settled(); // files go with the transformers, which threads of ML.NET that are about to end may still hold
        for (int i = 0; i < 20 && OwnFiles().Except(before).Count() > 1; i++)
        {
            Thread.Sleep(50);
            Settled();
        }
        Assert.Empty(Directory.EnumerateFiles(ml.TempFilePath, "*", SearchOption.AllDirectories));
        Assert.InRange(OwnFiles().Except(before).Count(), 0, 1); // the last one may still be on the stack

        static string[] OwnFiles() => Directory.GetFiles(Path.GetTempPath(), $"p2p-{Environment.ProcessId}-*.onnx");

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Use()
        {
            var stage = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = TinyModel.Size })
                .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", model, "Painting"));
            using var fitted = stage.Fit(rows);
            ml.Model.Save(fitted, rows.Schema, _folder.File("model.zip"));
            ITransformer loaded = ml.Model.Load(_folder.File("model.zip"), out _);
            Assert.Equal(Table.Hash(fitted.Transform(rows), ["MelSpectrogram"]), Table.Hash(loaded.Transform(rows), ["MelSpectrogram"]));
            ((IDisposable)loaded).Dispose();
        }
    }

    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";
    }
}

/// <summary>Other tests would take memory at the same time.</summary>
[CollectionDefinition(nameof(DisposalTests), DisableParallelization = true)]
public sealed class ResidentMemory;
