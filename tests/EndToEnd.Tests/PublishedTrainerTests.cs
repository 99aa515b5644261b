namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>What 'dotnet publish' writes runs by itself, away from the NuGet cache, on older Linux too.</summary>
public sealed class PublishedTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_trainer_trains()
    {
        Run("dotnet", "publish", Path.Combine(TestData.RepositoryRoot, "src", "Training"), "-c", Configuration, "-v", "q", "--nologo",
            "-p:CreateHardLinksForPublishFilesIfPossible=true", "-o", _folder.File("published"));
        string program = _folder.File("published", "Pix2Pitch.Training.dll");
        Run("dotnet", program, "prepare", Path.Combine(TestData.RepositoryRoot, "data", "demo"), "-o", _folder.File("prepared"), "--size", "64");
        Run("dotnet", program, "train", _folder.File("prepared"), "-o", _folder.File("run"), "--steps", "2", "--width", "4");
        Assert.Equal(3, File.ReadAllLines(_folder.File("run", "log.csv")).Length); // a header and two steps
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    private void Run(string program, params string[] arguments)
    {
        CommandRun run = CommandRun.Start(_folder.Path, null, program, arguments);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
