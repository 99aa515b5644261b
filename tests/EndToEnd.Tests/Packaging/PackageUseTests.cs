using Pix2Pitch.Generation;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>The packages in programs that have nothing else of this repository, and the tool as it is installed.</summary>
[Collection(PackageTests.Name)]
public sealed class PackageUseTests(PackedPackages packed)
{
    private static string Painting => Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings", "impressionism-harbour-first-sun.png");

    private static string Model => Path.Combine(TestData.RepositoryRoot, "data", "models", "ensemble.onnx");

    [Theory]
    [InlineData("TransformsReadme")]
    [InlineData("ModelReadme")]
    public void The_program_of_a_readme_makes_the_music_of_the_default_model(string name)
    {
        string folder = packed.NewFolder($"run-{name}");
        File.Copy(Painting, Path.Combine(folder, "garden.jpg")); // the format is found by the content
        packed.Run(folder, "dotnet", packed.Program(name));
        AssertMusic(Path.Combine(folder, "garden.wav"));
        Assert.Equal(File.ReadAllBytes(Model), File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(packed.Program(name))!, "models", "ensemble.onnx")));
    }

    [Fact]
    public void The_tool_is_installed_and_makes_music_without_the_repository()
    {
        string tools = packed.NewFolder("tools"), folder = packed.NewFolder("run-tool");
        packed.Run(folder, "dotnet", "tool", "install", "pix2pitch", "--tool-path", tools, "--version", PackedPackages.Version);
        string program = Path.Combine(tools, OperatingSystem.IsWindows() ? "pix2pitch.exe" : "pix2pitch");
        packed.Run(folder, program, "generate", Painting, "-o", "music.wav", "--seed", "7");
        AssertMusic(Path.Combine(folder, "music.wav"));
        Assert.Contains(GeneratorMetadata.Read(Model).Name, packed.Run(folder, program, "describe", "music.wav"));
        Assert.Contains(PackedPackages.Version, packed.Run(folder, program, "--version"));
    }

    [Fact]
    public void The_tool_runs_without_being_installed()
        => Assert.Contains(GeneratorMetadata.Read(Model).Name, packed.Run(packed.NewFolder("run-dnx"), "dotnet", "dnx", $"pix2pitch@{PackedPackages.Version}", "--yes", "describe", Model));

    private static void AssertMusic(string wave)
    {
        AudioClip sound = AudioReader.Read(wave, 22050);
        Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
        Assert.Contains(sound.Samples, sample => Math.Abs(sample) > 0.1f);
    }
}
