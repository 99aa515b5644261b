namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The package references of projects for each accelerator, evaluated by one run of MSBuild.</summary>
public sealed class PackageReferences
{
    private static readonly string[] s_projects = ["src/Cli/Pix2Pitch.Cli.csproj", "src/Training/Pix2Pitch.Training.csproj", "src/Transforms/Pix2Pitch.Transforms.csproj"];
    private static readonly string[] s_accelerators = ["", "cpu", "cuda"];

    private readonly Dictionary<(string Project, string Accelerator), string[]> _packages = [];

    public PackageReferences()
    {
        using var folder = new TemporaryFolder();
        // MSBuild imports this file into every project.
        string targets = folder.Write("list.targets", """
            <Project>
              <Target Name="ListPackages"><WriteLinesToFile File="$(PackageList)" Lines="@(PackageReference)" /></Target>
            </Project>
            """);
        List<(string Project, string Accelerator, string List)> wanted =
            [.. s_projects.SelectMany(_ => s_accelerators, (project, accelerator) => (project, accelerator)).Select((one, i) => (one.project, one.accelerator, folder.File($"{i}.txt")))];
        string driver = folder.Write("driver.proj", $"""
            <Project>
              <Target Name="ListAll">
                {string.Concat(wanted.Select(one => $"""
                <MSBuild Projects="{Path.Combine(TestData.RepositoryRoot, one.Project)}" Targets="ListPackages"
                         Properties="CustomAfterMicrosoftCommonTargets={targets};PackageList={one.List}{(one.Accelerator == "" ? "" : $";Accelerator={one.Accelerator}")}" />
                """))}
              </Target>
            </Project>
            """);
        CommandRun run = CommandRun.Start(folder.Path, null, "dotnet", "msbuild", driver, "-nologo");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        foreach ((string project, string accelerator, string list) in wanted)
            _packages.Add((project, accelerator), File.ReadAllLines(list));
    }

    /// <summary>The names of a project's packages.</summary>
    /// <param name="project">Path of the project file in the repository.</param>
    /// <param name="accelerator">The value of the property Accelerator, or nothing to leave it out.</param>
    public string[] Of(string project, string accelerator) => _packages[(project, accelerator)];
}
