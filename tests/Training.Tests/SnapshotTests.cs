using Pix2Pitch.Generation;
using Pix2Pitch.Training.Onnx;
using Pix2Pitch.Training.Runs;

namespace Pix2Pitch.Training.Tests;

/// <summary>The checkpoints that each version wrote (<c>tools/snapshots.sh</c>) are read by this one.</summary>
[Collection(TensorLibraryTests.Name)]
public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Versions => [.. Directory.EnumerateDirectories(Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_run_of_a_version_is_exported_as_the_model_that_it_exported_then(string version)
    {
        string folder = Path.Combine(TestData.RepositoryRoot, "tests", "Snapshots", version);
        RunState state = Checkpoint.ReadState(Path.Combine(folder, "run", "checkpoint.p2p"));
        Assert.Equal((2, 64, 2), (state.Step, state.Options.Size, state.Options.Width));
        string path = _folder.File("model.onnx");
        GeneratorExporter.Export(Path.Combine(folder, "run"), path, new ExportOptions { Name = "snapshot", Licence = "CC0-1.0", Checks = 1 });
        float[] now = Run(path), then = Run(Path.Combine(folder, "model.onnx"));
        Assert.InRange(now.Zip(then, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4);
    }

    private static float[] Run(string model)
    {
        using var session = new GeneratorSession(model, Accelerator.Cpu, GeneratorDirection.PaintingToMusic);
        float[] painting = [.. Enumerable.Range(0, 3 * 64 * 64).Select(i => MathF.Sin(i / 7f))];
        return session.Run(painting, session.Metadata.StyleVector(Styles.Style.Baroque), 7, 1).Image;
    }
}
