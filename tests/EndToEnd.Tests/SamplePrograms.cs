using System.Text.RegularExpressions;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// C# samples as they stand in the README and on a page of each kind, compiled in one build. Each is a program outside of the repository that references the
/// library, as a user's would. <see cref="DocumentExample"/> compiles all others.
/// </summary>
public sealed partial class SamplePrograms : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private const string ClassifierPage = "docs/style-classifier.md";

    private static readonly string[] s_pages = ["README.md", "docs/manifests.md", ClassifierPage];

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Page, string Code, string Name)> _samples = [];

    public SamplePrograms()
    {
        foreach (string page in s_pages)
        {
            foreach (string code in Blocks(page, "csharp").Take(page == ClassifierPage ? 1 : int.MaxValue))
            {
                string name = $"Sample{_samples.Count}";
                _samples.Add((page, code, name));
                _folder.Write($"{name}/Sample.cs", code);
                _folder.Write($"{name}/{name}.csproj", Project(runsOnnxRuntime: page is "README.md" or ClassifierPage, judgesStyles: page == ClassifierPage));
            }
        }
        string solution = _folder.Write(
            "Samples.slnx", $"<Solution>{string.Concat(_samples.Select(sample => $"<Project Path=\"{sample.Name}/{sample.Name}.csproj\" />"))}</Solution>");
        // The library was built with the tests; packages are audited when the repository is built.
        CommandRun build = CommandRun.Start(
            _folder.Path, null, "dotnet", "build", solution, "-c", Configuration, "-v", "q", "--nologo", "-m:1",
            "-p:BuildProjectReferences=false", "-p:ShouldUnsetParentConfigurationAndPlatform=false", "-p:NuGetAudit=false", "-p:UseAppHost=false");
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
    }

    /// <summary>The samples of a page.</summary>
    public IEnumerable<string> Of(string page) => _samples.Where(sample => sample.Page == page).Select(sample => sample.Code);

    /// <summary>Runs a sample in a folder; it must end well.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string code, string folder)
    {
        string name = _samples.First(sample => sample.Code == code).Name;
        CommandRun run = CommandRun.Start(folder, null, "dotnet", _folder.File(name, "built", $"{name}.dll"));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run.Output;
    }

    /// <summary>The code blocks of a page in one language.</summary>
    public static IEnumerable<string> Blocks(string page, string language)
        => CodeBlocks().Matches(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, page)))
            .Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value);

    public void Dispose() => _folder.Dispose();

    // A program that generates music or judges styles runs ONNX Runtime; the others do without.
    private static string Project(bool runsOnnxRuntime, bool judgesStyles) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>{(runsOnnxRuntime ? "false" : "true")}</InvariantGlobalization>
            <OutDir>built/</OutDir>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="{Path.Combine(TestData.RepositoryRoot, "src", "Transforms", "Pix2Pitch.Transforms.csproj")}" />
            <PackageReference Include="NetVips.Native.$(NETCoreSdkPortableRuntimeIdentifier)" Version="{NativePackages.LibVipsVersion}" />
            <PackageReference Include="Microsoft.ML.OnnxRuntime" Condition="{runsOnnxRuntime}" Version="{NativePackages.OnnxRuntimeVersion}" />
            <PackageReference Include="Microsoft.ML.DnnImageFeaturizer.ResNet18" Condition="{judgesStyles}" Version="{NativePackages.ImageNetworkVersion}" />
          </ItemGroup>
        </Project>
        """;

    [GeneratedRegex(@"^```(\w+)\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();
}
