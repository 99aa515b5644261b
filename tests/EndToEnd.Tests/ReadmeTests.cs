using System.Text.RegularExpressions;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The C# sample of the README is compiled and run as it stands there.</summary>
public sealed partial class ReadmeTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_turns_a_painting_into_a_wav()
    {
        string readme = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "README.md"));
        string[] samples = [.. CSharpBlocks().Matches(readme).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(samples);

        for (int i = 0; i < samples.Length; i++)
        {
            // What the sample speaks of: a model, and a folder with a painting.
            string place = _folder.File($"sample {i}");
            Directory.CreateDirectory(place);
            File.Copy(TinyModel.Write(_folder), Path.Combine(place, ModelIn(samples[i])));
            string painting = TestPaintings.Write(_folder, $"sample {i}/paintings/garden.jpg");
            File.Copy(painting, Path.Combine(place, "garden.jpg"));
            string program = _folder.Write($"program-{i}/Sample.cs", samples[i]);
            _folder.Write($"program-{i}/Sample.csproj", Project());

            CommandRun build = CommandRun.Start(
                Path.GetDirectoryName(program)!, null, "dotnet", "build", "-c", Configuration, "-v", "q", "--nologo", "-o", _folder.File($"built-{i}"));
            Assert.True(build.ExitCode == 0, build.Output + build.Error);
            CommandRun run = CommandRun.Start(place, null, "dotnet", _folder.File($"built-{i}", "Sample.dll"));
            Assert.True(run.ExitCode == 0, run.Output + run.Error);

            string wave = Assert.Single(Directory.GetFiles(place, "*.wav"));
            AudioClip sound = AudioReader.Read(wave, TinyModel.Metadata.Mel.SampleRate);
            Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
            Assert.Contains(sound.Samples, s => Math.Abs(s) > 0.1f);
        }
    }

    // The first name of a model in the sample; a sample names files without folders, except for paintings/.
    private static string ModelIn(string sample)
    {
        Match name = ModelNames().Match(sample);
        Assert.True(name.Success, "The sample names no model file (\"*.onnx\").");
        return name.Groups[1].Value;
    }

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="{Path.Combine(TestData.RepositoryRoot, "src", "Transforms", "Pix2Pitch.Transforms.csproj")}" />
            <PackageReference Include="NetVips.Native.$(NETCoreSdkPortableRuntimeIdentifier)" Version="{NativePackages.LibVipsVersion}" />
            <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{NativePackages.OnnxRuntimeVersion}" />
          </ItemGroup>
        </Project>
        """;

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlocks();

    [GeneratedRegex("\"([^\"/]+\\.onnx)\"")]
    private static partial Regex ModelNames();
}
