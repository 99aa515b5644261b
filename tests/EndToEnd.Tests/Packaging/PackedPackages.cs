using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>
/// The packages as a release makes them, and programs that know nothing else of this repository: the code of the packages' readmes and the folders of
/// <c>samples</c>, each copied to a folder outside of the repository and built in one build, from an empty NuGet cache.
/// </summary>
/// <remarks>
/// The packages of others lie where the NuGet cache of the machine has them, so that nothing is downloaded or unpacked a second time: the repository
/// itself was restored from it. Earlier builds of its own packages, which that cache may have, are left out.
/// </remarks>
public sealed class PackedPackages : IDisposable
{
    /// <summary>Where the sources are said to be, in the configuration of git, so that the packages can be read as those of a release.</summary>
    public const string Repository = "https://github.com/pix2pitch/pix2pitch";

    private const string RemoteName = "release";

    private readonly TemporaryFolder _folder = new();

    public PackedPackages()
    {
        _folder.Write("configuration/git/config", $"[remote \"{RemoteName}\"]\n\turl = {Repository}.git\n");
        // Built in a folder of their own: the restore for packing differs from that of the repository.
        Run(TestData.RepositoryRoot, "dotnet", "pack", Path.Combine("src", "Packages.slnf"), "-c", "Release", "-v", "q", "--nologo",
            $"-p:ArtifactsPath={Build}", $"-p:ToolPackageRuntimeIdentifiers={Platform}", "-p:DeterministicSourcePaths=true",
            $"-p:GitRepositoryRemoteName={RemoteName}", "-p:NuGetAudit=false", "-p:RunAnalyzers=false", "-o", Packages); // both were done when the repository was built
        _folder.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{InstalledPackages}" /></config>
              <fallbackPackageFolders><clear /><add key="unpacked" value="{LinkPackagesOfOthers()}" /></fallbackPackageFolders>
              <packageSources>
                <add key="packed" value="{Packages}" />
                <add key="downloaded" value="{Downloaded}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="packed"><package pattern="Pix2Pitch*" /></packageSource>
                <packageSource key="downloaded"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        string[] programs = [.. WriteReadmes(), .. CopySamples()];
        string solution = _folder.Write("Programs.slnx", $"<Solution>{string.Concat(programs.Select(project => $"<Project Path=\"{project}\" />"))}</Solution>");
        Run(_folder.Path, "dotnet", "build", solution, "-c", "Release", "-v", "q", "--nologo", "-m:1", "-p:NuGetAudit=false", "-p:CreateHardLinksForCopyLocalIfPossible=true");
    }

    /// <summary>The version of the repository.</summary>
    public static string Version { get; }
        = XDocument.Load(Path.Combine(TestData.RepositoryRoot, "Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    /// <summary>The platform of the native packages.</summary>
    public static string Platform => RuntimeInformation.RuntimeIdentifier;

    /// <summary>The folder of the packages.</summary>
    public string Packages => _folder.File("packages");

    /// <summary>The folder in which they were built.</summary>
    public string Build => _folder.File("build");

    /// <summary>The packages that the repository was restored from.</summary>
    public static string Downloaded => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The folder that the programs restore packages to.</summary>
    private string InstalledPackages => _folder.File("cache");

    /// <summary>The file of a package.</summary>
    public string Package(string id, string extension = "nupkg") => Path.Combine(Packages, $"{id}.{Version}.{extension}");

    /// <summary>A new folder beside the configuration of NuGet.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(_folder.File(name)).FullName;

    /// <summary>The program of a readme or sample, to be run by <c>dotnet</c>.</summary>
    /// <param name="name">The name of the project.</param>
    public string Program(string name) => _folder.File("programs", name, "bin", "Release", $"net{Environment.Version.Major}.{Environment.Version.Minor}", $"{name}.dll");

    /// <summary>Runs a program to its end, which must be a good one.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string folder, string program, params string[] arguments)
    {
        using Process process = Start(folder, program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(12)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
        }
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}:\n{output.Result}\n{error.Result}");
        return output.Result;
    }

    /// <summary>Starts a program.</summary>
    public Process Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["XDG_CONFIG_HOME"] = _folder.File("configuration"),
                ["MSBUILDDISABLENODEREUSE"] = "1", // a build server has the environment of its first client, and would stay behind
                ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            },
        };
        // The variable goes before the configuration, and a cache of the user may have earlier builds of the same version. The repository is packed with what it was restored from.
        if (folder != TestData.RepositoryRoot) start.Environment["NUGET_PACKAGES"] = InstalledPackages;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    public void Dispose() => _folder.Dispose();

    private string LinkPackagesOfOthers()
    {
        string links = NewFolder("unpacked");
        foreach (string package in Directory.EnumerateDirectories(Downloaded))
        {
            if (!Path.GetFileName(package).StartsWith("pix2pitch", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(Path.Combine(links, Path.GetFileName(package)), package);
        }
        return links;
    }

    // The readmes of the packages that have a program.
    private IEnumerable<string> WriteReadmes()
    {
        foreach ((string name, string page) in (ReadOnlySpan<(string, string)>)[("TransformsReadme", "src/Transforms/README.md"), ("ModelReadme", "src/Models.Ensemble/README.md")])
            _folder.Write($"programs/{name}/Program.cs", Assert.Single(SamplePrograms.Blocks(page, "csharp")));
        return [WriteProject("TransformsReadme", "Pix2Pitch.Transforms", "Pix2Pitch.Models.Ensemble"), WriteProject("ModelReadme", "Pix2Pitch.Models.Ensemble")];
    }

    private string WriteProject(string name, params string[] packages)
    {
        _folder.Write($"programs/{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"{Version}\" />"))}
                <PackageReference Include="NetVips.Native.{Platform}" Version="{NativePackages.LibVipsVersion}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{NativePackages.OnnxRuntimeVersion}" />
                <PackageReference Include="Microsoft.ML.DnnImageFeaturizer.ResNet18" Version="{NativePackages.ImageNetworkVersion}" IncludeAssets="build" />
              </ItemGroup>
            </Project>
            """);
        return $"programs/{name}/{name}.csproj";
    }

    // Each folder alone, without the files around it.
    private IEnumerable<string> CopySamples()
    {
        string samples = Path.Combine(TestData.RepositoryRoot, "samples");
        foreach (string project in Directory.EnumerateFiles(samples, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Directory.CreateDirectory(_folder.File("programs", name));
            foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(project)!))
                File.Copy(file, _folder.File("programs", name, Path.GetFileName(file)));
            yield return $"programs/{name}/{name}.csproj";
        }
    }
}
