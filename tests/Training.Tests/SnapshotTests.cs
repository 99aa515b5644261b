using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NAudio.Midi;
using Onnx;
using Pix2Pitch.Generation;
using Pix2Pitch.Inversion;
using Pix2Pitch.Prepared;
using Pix2Pitch.Training.Data;
using Pix2Pitch.Training.Networks;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests;

/// <summary>The checkpoints that each version wrote (<c>tests/Snapshots/README.md</c>) are read by this one.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The folder, the format of the checkpoint, and the width of its networks.</summary>
    public static TheoryData<string, int, int> Runs => new() { { "0.1/end", 2, 1 }, { "0.1/middle", 1, 1 }, { "0.2", 2, 2 } };

    [Fact]
    public void Every_checkpoint_of_the_snapshots_is_read()
    {
        string root = Snapshot("");
        IEnumerable<string> found = Directory.EnumerateFiles(root, "checkpoint.p2p", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(Path.GetDirectoryName(file))!).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal([.. Runs.Select(row => (string)row[0]), "0.2/notes"], found);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_run_of_a_version_is_exported_as_the_model_that_it_exported_then(string version, int format, int width)
    {
        string folder = Snapshot(version);
        RunState state = Checkpoint.ReadState(Path.Combine(folder, "run", "checkpoint.p2p"));
        Assert.Equal((format, 2, 64, width), (state.Format, state.Step, state.Options.Size, state.Options.Width));
        string path = _folder.File("model.onnx");
        GeneratorExporter.Export(Path.Combine(folder, "run"), path, new ExportOptions { Name = "snapshot", Licence = "CC0-1.0", Checks = 1 });
        // Models of format 1 have the noise as inputs, without which they are compared.
        float creativity = format == 1 ? 0 : 1;
        float[] now = Run(path, creativity), then = format == 1 ? RunFormat1(Path.Combine(folder, "model.onnx")) : Run(Path.Combine(folder, "model.onnx"), creativity);
        Assert.InRange(now.Zip(then, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4);
    }

    [Fact]
    public void A_run_of_note_sequences_is_exported_with_candidates_and_writes_the_notes_that_it_wrote_then()
    {
        string folder = Snapshot("0.2/notes"), path = _folder.File("notes.onnx");
        (GeneratorNetwork generator, RunState state) = Checkpoint.ReadGenerator(Path.Combine(folder, "run", "checkpoint.p2p"));
        using (generator)
            Assert.Equal((TrainingKind.NoteSequence, 5), (state.Options.Kind, Assert.IsType<RecurrentGenerator>(generator).Chooser!.Styles!.Biases.Length));
        GeneratorExporter.Export(Path.Combine(folder, "run"), path, new ExportOptions { Candidates = 2, Checks = 1 });
        // The classifier renders candidates at the size of this model: what both need is stored once, and ONNX Runtime does not warn.
        Assert.All(ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Initializer.CountBy(tensor => tensor.Name), name => Assert.Equal(1, name.Value));
        using PaintingToMusic music = PaintingToMusic.Load(path, new MusicOptions { Inversion = new InversionOptions { Iterations = 0 } });
        string painting = Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings", "baroque-apples-by-candlelight.png");
        IEnumerable<(int, long)> then = new MidiFile(Path.Combine(folder, "notes.mid")).Events.SelectMany(track => track).OfType<NoteOnEvent>().Where(note => note.Velocity > 0).Select(note => (note.NoteNumber, note.AbsoluteTime));
        IEnumerable<(int, long)> now = music.Generate(painting, 7, Styles.Style.Baroque).Notes.Select(note => (note.Pitch, (long)Math.Round(note.Start * 960)));
        Assert.NotEmpty(then);
        Assert.Equal(then.Order(), now.Order());
    }

    [Fact]
    public void A_run_of_the_end_of_0_1_continues_with_the_data_that_0_1_prepared()
    {
        CopyFolder(Path.Combine(Snapshot("0.1/end"), "run"), _folder.File("run"));
        TrainingOptions options = Checkpoint.ReadState(_folder.File("run/checkpoint.p2p")).Options with { Steps = 3 };
        using var data = new PreparedData(Path.Combine(Snapshot("0.1/end"), "prepared"));
        using (var run = new RunFolder(_folder.File("run")))
            Assert.Equal(RunEnd.Finished, new TrainingLoop(options, TrainingData.Of(data), DataOrigin.Of(data.Info)).Run(run).End);
        Assert.Equal(3, Checkpoint.ReadState(_folder.File("run/checkpoint.p2p")).Step);
    }

    [Fact]
    public void A_run_is_started_with_the_data_of_the_start_of_0_1()
    {
        using var data = new PreparedData(Path.Combine(Snapshot("0.1/start"), "prepared"));
        using var run = new RunFolder(_folder.File("run"));
        TrainingOptions options = Samples.Options with { Width = 1, Steps = 1 };
        (RunEnd end, RunState state) = new TrainingLoop(options, TrainingData.Of(data), DataOrigin.Of(data.Info)).Run(run);
        Assert.Equal((RunEnd.Finished, 1, "1009d7433246c456f73e5696b8babf60c4397294fe7dabe61603f8c38db73a8d"), (end, state.Step, state.Data.Fingerprint));
    }

    [Fact]
    public void A_run_of_format_1_is_not_continued_and_says_what_to_do()
    {
        string path = Path.Combine(Snapshot("0.1/middle"), "run", "checkpoint.p2p");
        using Trainer trainer = Trainer.Create(Samples.Options, Samples.Data());
        string message = Assert.Throws<Pix2PitchException>(() => Checkpoint.Restore(path, trainer)).Message;
        Assert.Contains("start a new run with -o, or 'export' this one", message);
    }

    private static string Snapshot(string version) => Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", version);

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static float[] Painting => [.. Enumerable.Range(0, 3 * 64 * 64).Select(i => MathF.Sin(i / 7f))];

    private static float[] Run(string model, float creativity)
    {
        using var session = new GeneratorSession(model, Accelerator.Cpu, GeneratorDirection.PaintingToMusic);
        return session.Run(Painting, session.Metadata.StyleVector(Styles.Style.Baroque), 7, creativity).Image;
    }

    private static float[] RunFormat1(string model)
    {
        using var session = new InferenceSession(model);
        List<NamedOnnxValue> inputs = [];
        foreach ((string name, NodeMetadata input) in session.InputMetadata)
        {
            var tensor = new DenseTensor<float>([.. input.Dimensions.Select(length => Math.Max(1, length))]);
            if (tensor.Length == Painting.Length) Painting.CopyTo(tensor.Buffer.Span);
            else if (name.Contains("style", StringComparison.OrdinalIgnoreCase)) tensor.Buffer.Span[0] = 1; // Baroque is the first style
            inputs.Add(NamedOnnxValue.CreateFromTensor(name, tensor));
        }
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(inputs);
        return [.. outputs.Single().AsEnumerable<float>()];
    }
}
