using Microsoft.ML.OnnxRuntime;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.Styles;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;
using Pix2Pitch.Training.Tests.Networks;

namespace Pix2Pitch.Training.Tests.Onnx;

[Collection(TensorLibraryTests.Name)]
public sealed class GeneratorExporterTests
{
    private static readonly GeneratorMetadata s_metadata = new()
    {
        Name = "test",
        Mel = MelOptions.Small64,
        Styles = StyleNames.All,
        RunId = "run 1",
        Licence = "CC0",
        TrainedOn = "stripes",
        Details = new Dictionary<string, string> { ["steps"] = "3" },
    };

    [Theory]
    [InlineData(64, 8, Normalization.Instance, true)]
    [InlineData(64, 8, Normalization.Instance, false)]
    [InlineData(64, 8, Normalization.Batch, true)]
    [InlineData(128, 4, Normalization.Instance, true)]
    [InlineData(256, 4, Normalization.Batch, true)]
    [InlineData(512, 2, Normalization.Instance, true)]
    public void The_file_gives_the_outputs_of_the_network(int size, int width, Normalization normalization, bool summary)
    {
        using var folder = new TemporaryFolder();
        using UNetGenerator generator = UNetGeneratorTests.Make(size, width, normalization, summary);
        UNetGeneratorTests.FillTables(generator);
        ExportReport report = GeneratorExporter.Export(generator, s_metadata, folder.File("m.onnx"), new ExportOptions { Checks = size > 128 ? 2 : 6 });
        Assert.InRange(report.MaxDifference, 0, 1e-4);
        Assert.Equal(new FileInfo(folder.File("m.onnx")).Length, report.Bytes);
    }

    [Theory]
    [InlineData(Normalization.Instance)]
    [InlineData(Normalization.Batch)]
    public void The_file_gives_the_answers_of_a_network_that_was_trained(Normalization normalization)
    {
        using var folder = new TemporaryFolder();
        using var trainer = new Pix2PixTrainer(Samples.Options with { Normalization = normalization, LearningRate = 2e-3 }, Samples.Data());
        for (int i = 0; i < 40; i++)
            trainer.NextStep();
        foreach (GeneratorNetwork generator in (GeneratorNetwork[])[trainer.Generator, trainer.Average])
            Assert.InRange(GeneratorExporter.Export(generator, s_metadata, folder.File("m.onnx")).MaxDifference, 1e-9, 1e-4);
    }

    [Theory]
    [MemberData(nameof(GeneratorNetworkTests.Kinds), MemberType = typeof(GeneratorNetworkTests))]
    public void The_file_of_every_kind_of_network_gives_its_outputs(string kind)
    {
        using var folder = new TemporaryFolder();
        using GeneratorNetwork generator = GeneratorNetworkTests.Make(kind);
        int checks = generator is RecurrentGenerator ? 3 : 6; // of hundreds of notes each
        Assert.InRange(GeneratorExporter.Export(generator, s_metadata, folder.File("m.onnx"), new ExportOptions { Checks = checks }).MaxDifference, 0, 1e-4);
        if (generator is not RecurrentGenerator) // it has no convolutions
            Assert.InRange(GeneratorExporter.Export(generator, s_metadata, folder.File("half.onnx"), new ExportOptions { HalfPrecision = true, Checks = checks }).MaxDifference, 0, 1e-4);
    }

    [Fact]
    public void A_recurrent_generator_is_exported_at_another_size_with_its_guidance_temperature_and_candidates()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions training = TrainingKindRules.Apply(Samples.Options with { Size = 128, Width = 1, Steps = 1 }, TrainingKind.NoteSequence);
        using (var run = new RunFolder(folder.File("run")))
            new TrainingLoop(training, Samples.Data(4, 2, 128, hasNotes: true), Samples.Origin with { Mel = MelOptions.Small128 }).Run(run);
        ExportReport report = GeneratorExporter.Export(folder.File("run"), folder.File("m.onnx"), new ExportOptions { Size = 256, Guidance = 1.5, PaintingGuidance = 2, Temperature = 0.8, Candidates = 3, Checks = 2 });
        Assert.Contains("is exported without --half", Assert.Throws<Pix2PitchException>(() => GeneratorExporter.Export(folder.File("run"), folder.File("half.onnx"), new ExportOptions { HalfPrecision = true })).Message);
        Assert.InRange(report.MaxDifference, 0, 1e-4);
        GeneratorMetadata read = GeneratorMetadata.Read(folder.File("m.onnx"));
        Assert.Equal((256, MelOptions.Thesis256, "1.5", "0.8", "3"), (read.ImageSize, read.Mel, read.Details["guidance"], read.Details["temperature"], read.Details["candidates"]));
        using var session = new InferenceSession(folder.File("m.onnx"));
        Assert.Equal([-1, 16, 88, 256], session.OutputMetadata["Notes"].Dimensions);
    }

    [Fact]
    public void Guidance_of_a_network_that_is_not_recurrent_is_refused()
    {
        using var folder = new TemporaryFolder();
        using (var run = new RunFolder(folder.File("run")))
            new TrainingLoop(Samples.Options with { Steps = 1 }, Samples.Data(), Samples.Origin).Run(run);
        var error = Assert.Throws<Pix2PitchException>(() => GeneratorExporter.Export(folder.File("run"), folder.File("m.onnx"), new ExportOptions { Guidance = 2 }));
        Assert.Contains("--guidance", error.Message);
        Assert.False(File.Exists(folder.File("m.onnx")));
    }

    [Fact]
    public void The_file_has_the_documented_inputs_output_and_metadata()
    {
        using var folder = new TemporaryFolder();
        using UNetGenerator generator = UNetGeneratorTests.Make(64, 4);
        GeneratorExporter.Export(generator, s_metadata, folder.File("m.onnx"));
        using (var session = new InferenceSession(folder.File("m.onnx")))
        {
            Assert.Equal(["Painting", "Style", "Seed", "Creativity"], session.InputNames);
            Assert.Equal([-1, 3, 64, 64], session.InputMetadata["Painting"].Dimensions);
            Assert.Equal("N", session.InputMetadata["Painting"].SymbolicDimensions[0]);
            Assert.Equal([-1, 5], session.InputMetadata["Style"].Dimensions);
            Assert.Equal([-1, 1], session.InputMetadata["Seed"].Dimensions);
            Assert.Equal(typeof(int), session.InputMetadata["Seed"].ElementType);
            Assert.Equal([-1, 1], session.InputMetadata["Creativity"].Dimensions);
            Assert.Equal([-1, 1, 64, 64], session.OutputMetadata["MelSpectrogram"].Dimensions);
        }
        GeneratorMetadata read = GeneratorMetadata.Read(folder.File("m.onnx"));
        Assert.Equal(("test", 64, "CC0", "run 1"), (read.Name, read.ImageSize, read.Licence, read.RunId));
        Assert.Equal(MelOptions.Small64, read.Mel);
        Assert.Equal(StyleNames.All, read.Styles);
        Assert.Equal("3", read.Details["steps"]);
    }

    [Fact]
    public void Half_precision_halves_the_file_and_reports_the_rounding_difference()
    {
        using var folder = new TemporaryFolder();
        using UNetGenerator generator = UNetGeneratorTests.Make(64, 8);
        ExportReport full = GeneratorExporter.Export(generator, s_metadata, folder.File("full.onnx"));
        ExportReport half = GeneratorExporter.Export(generator, s_metadata, folder.File("half.onnx"), new ExportOptions { HalfPrecision = true });
        Assert.InRange((double)half.Bytes / full.Bytes, 0.45, 0.6);
        Assert.InRange(half.MaxDifference, 0, 1e-4);
        Assert.InRange(half.RoundingDifference, 1e-9, 1e-2);
        Assert.Equal(0, full.RoundingDifference);
    }

    [Fact]
    public void A_file_with_other_outputs_is_not_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("m.onnx", "an older file");
        using UNetGenerator generator = UNetGeneratorTests.Make(64, 4);
        var error = Assert.Throws<Pix2PitchException>(() => GeneratorExporter.Export(generator, s_metadata, path, change:
            model => model.Graph.Node.First(n => n.OpType == "LeakyRelu").Attribute[0].F = 0.25f));
        Assert.Contains("differ", error.Message);
        Assert.Equal("an older file", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_with_other_notes_is_not_written()
    {
        using var folder = new TemporaryFolder();
        using GeneratorNetwork generator = GeneratorNetworkTests.Make("U-Net of notes");
        var error = Assert.Throws<Pix2PitchException>(() => GeneratorExporter.Export(generator, s_metadata, folder.File("m.onnx"), change:
            model => model.Graph.Node.First(n => n.OpType == "Greater").Input[1] = "number 10"));
        Assert.Contains("differ", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_graph_that_ONNX_Runtime_cannot_run_is_not_written()
    {
        using var folder = new TemporaryFolder();
        using UNetGenerator generator = UNetGeneratorTests.Make(64, 4);
        Assert.Throws<Pix2PitchException>(() => GeneratorExporter.Export(generator, s_metadata, folder.File("m.onnx"), change:
            model => model.Graph.Node[0].OpType = "NoSuchOperator"));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        using var folder = new TemporaryFolder();
        using UNetGenerator generator = UNetGeneratorTests.Make(64, 4);
        string path = folder.File("nowhere", "m.onnx");
        Assert.Contains(path, Assert.Throws<Pix2PitchException>(() => GeneratorExporter.Export(generator, s_metadata, path)).Message);
    }
}
