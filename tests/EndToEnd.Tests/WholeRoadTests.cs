using Pix2Pitch.Mel;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// From the demo set that ships with the repository to sound, through every command on the way. The trainer is what 'dotnet publish' writes, which
/// runs by itself, away from the NuGet cache, on older Linux too.
/// </summary>
public sealed class WholeRoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_demo_set_is_prepared_trained_on_and_exported_by_the_published_trainer_and_heard()
    {
        // The trainer was built with the tests.
        Run("dotnet", "publish", Path.Combine(TestData.RepositoryRoot, "src", "Training"), "--no-build", "-c", Configuration, "-v", "q", "--nologo", "-m:1",
            "-p:CreateHardLinksForPublishFilesIfPossible=true", "-o", "published");
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo");
        Train("prepare", demo, "-o", "prepared", "--size", "64");
        Train("train", "prepared", "-o", "run", "--steps", "6", "--width", "4", "--threads", "1", "--seed", "3");
        Assert.Equal(7, File.ReadAllLines(_folder.File("run", "log.csv")).Length); // a header and six steps
        Train("export", "run", "-o", "model.onnx", "--name", "six steps", "--half");
        Directory.CreateDirectory(_folder.File("music"));

        string[] paintings = [.. Directory.GetFiles(Path.Combine(demo, "paintings"), "*.png").Order(StringComparer.Ordinal).Take(2)];
        CommandRun run = CommandRun.In(_folder.Path, ["generate", .. paintings, "-o", "music", "--model", "model.onnx", "--style", "romanticism", "--seed", "2"]);

        Assert.True(run.ExitCode == 0, run.Error);
        string[] waves = Directory.GetFiles(_folder.File("music"));
        Assert.Equal(paintings.Select(Path.GetFileNameWithoutExtension), waves.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.All(waves, wave =>
        {
            Assert.Equal("six steps", WaveProperties.Read(wave)["pix2pitch.name"]);
            Assert.Contains(AudioReader.Read(wave, MelOptions.Small64.SampleRate).Samples, s => Math.Abs(s) > 0.1f);
        });
        Assert.Contains("six steps", CommandRun.In(_folder.Path, "describe", "model.onnx").Output, StringComparison.Ordinal);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    private void Train(params string[] arguments) => Run("dotnet", [_folder.File("published", "Pix2Pitch.Training.dll"), .. arguments]);

    private void Run(string program, params string[] arguments)
    {
        CommandRun run = CommandRun.Start(_folder.Path, null, program, arguments);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
