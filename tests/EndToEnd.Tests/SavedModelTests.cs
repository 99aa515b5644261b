using Microsoft.ML;
using Pix2Pitch.Generation;
using Pix2Pitch.Mel;
using Pix2Pitch.ModelLoader;
using Pix2Pitch.Paintings;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Painting to sound as one saved ML.NET model.</summary>
public sealed class SavedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_saved_model_turns_paintings_into_the_same_sound_in_a_fresh_process()
    {
        string onnx = TinyModel.Write(_folder);
        TestPaintings.Write(_folder, "paintings/a b.png", 1);
        TestPaintings.Write(_folder, "paintings/庭.jpg", 5);
        var ml = new MLContext(seed: 1);
        GeneratorMetadata metadata = GeneratorMetadata.Read(onnx);
        var pipeline = ml.Transforms.LoadPaintings("Painting", _folder.File("paintings"), "Path", new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit })
            .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", onnx, "Painting", options: new GenerationOptions { SeedColumn = "Seed" }))
            .Append(ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", metadata.Mel));
        IDataView questions = ml.Data.LoadFromEnumerable([new Question("a b.png", 1), new Question("a b.png", 2), new Question("庭.jpg", 1)]);
        var model = pipeline.Fit(questions);
        ml.Model.Save(model, questions.Schema, _folder.File("model.zip"));
        Table.From(questions).Write(_folder.File("questions.table"));
        string[] outputs = ["MelSpectrogram", "Audio"];
        string here = Table.Hash(model.Transform(questions), outputs);

        File.Delete(onnx); // it is part of the saved model
        CommandRun fresh = CommandRun.Start(
            "/", null, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Pix2Pitch.ModelLoader.dll"), _folder.File("model.zip"), _folder.File("questions.table"), .. outputs]);

        Assert.True(fresh.ExitCode == 0, fresh.Error);
        Assert.Equal(here, fresh.Output.Trim());
    }

    [Fact]
    public void The_command_and_a_pipeline_of_ones_own_write_the_same_samples()
    {
        string onnx = TinyModel.Write(_folder), painting = TestPaintings.Write(_folder, "a.png");
        CommandRun run = CommandRun.In(_folder.Path, "generate", "a.png", "--model", onnx, "--seed", "5", "--style", "none");
        Assert.True(run.ExitCode == 0, run.Error);

        var ml = new MLContext(seed: 1);
        GeneratorMetadata metadata = GeneratorMetadata.Read(onnx);
        var pipeline = ml.Transforms.LoadPaintings("Painting", null, "Path", new PaintingOptions { Size = metadata.ImageSize, Fit = metadata.Fit })
            .Append(ml.Transforms.GenerateMelSpectrogram("MelSpectrogram", onnx, "Painting", options: new GenerationOptions { Seed = 5 }))
            .Append(ml.Transforms.InvertMelSpectrogram("Audio", "MelSpectrogram", metadata.Mel));
        var model = pipeline.Fit(ml.Data.LoadFromEnumerable(Array.Empty<Question>()));
        using PredictionEngine<Question, Answer> engine = ml.Model.CreatePredictionEngine<Question, Answer>(model);
        WaveWriter.Write(_folder.File("mine.wav"), engine.Predict(new Question(painting, 0)).Audio, metadata.Mel.SampleRate);

        Assert.Equal(AudioReader.Read(_folder.File("a.wav"), 4000).Samples, AudioReader.Read(_folder.File("mine.wav"), 4000).Samples);
    }

    private sealed class Question
    {
        public Question()
        {
        }

        public Question(string path, int seed) => (Path, Seed) = (path, seed);

        public string Path { get; set; } = "";

        public int Seed { get; set; }
    }

    private sealed class Answer
    {
        public float[] Audio { get; set; } = [];
    }
}
