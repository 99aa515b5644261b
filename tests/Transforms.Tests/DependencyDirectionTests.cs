using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pix2Pitch.Transforms.Tests;

/// <summary>Checks the directions of dependencies that CONTRIBUTING.md gives for folders and projects.</summary>
public sealed partial class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> s_projects = new()
    {
        ["Transforms"] = [],
        ["Pages"] = ["Transforms"],
        ["Terminal"] = ["Transforms"],
        ["Training"] = ["Transforms", "Pages", "Terminal"],
        ["Cli"] = ["Transforms", "Pages", "Terminal"],
    };

    private static string Source => Path.Combine(TestData.RepositoryRoot, "src");

    private static string Library => Path.Combine(Source, "Transforms");

    /// <summary>The folders of src/Transforms in the table of CONTRIBUTING.md, from the bottom up.</summary>
    private static string[] Folders { get; } = [.. File.ReadLines(Path.Combine(TestData.RepositoryRoot, "CONTRIBUTING.md"))
        .SkipWhile(line => !line.StartsWith("The folders of `src/Transforms`", StringComparison.Ordinal))
        .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
        .Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    public static TheoryData<string> LibraryFolders => [.. Folders];

    public static TheoryData<string> Projects => [.. s_projects.Keys.Where(project => Directory.Exists(Path.Combine(Source, project)))];

    [Fact]
    public void The_table_lists_all_folders()
        => Assert.Equal(
            Directory.EnumerateDirectories(Library).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal),
            Folders.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(LibraryFolders))]
    public void A_folder_uses_only_folders_above_it(string folder)
    {
        string[] allowed = Folders[..(Array.IndexOf(Folders, folder) + 1)];
        foreach ((string file, string used) in References(Path.Combine(Library, folder)))
            Assert.True(!Folders.Contains(used) || allowed.Contains(used), $"{file} uses {used}, which is below {folder} in the table of CONTRIBUTING.md.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_projects_that_it_may_use(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Source, project, $"Pix2Pitch.{project}.csproj"));
        IEnumerable<string> referenced = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')).Split('.')[^1]);
        Assert.Subset(s_projects[project].ToHashSet(), referenced.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_names_only_namespaces_that_it_may_use(string project)
    {
        string[] others = [.. s_projects.Keys.Except(s_projects[project]).Where(other => other != project)];
        foreach ((string file, string used) in References(Path.Combine(Source, project)))
            Assert.False(others.Contains(used), $"{file} uses Pix2Pitch.{used}.");
    }

    /// <summary>The second part of each namespace Pix2Pitch.X that the C# and Razor files of a folder refer to.</summary>
    private static IEnumerable<(string File, string Used)> References(string folder)
        => from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           where Path.GetExtension(file) is ".cs" or ".razor" && !BuildOutput().IsMatch(Path.GetRelativePath(folder, file))
           from match in Reference().Matches(Strings().Replace(File.ReadAllText(file), "")).DistinctBy(match => match.Value)
           select (Path.GetRelativePath(Source, file), match.Groups[1].Value);

    [GeneratedRegex(@"^\| `(\w+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\bPix2Pitch\.(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"""[^""\n]*""")] // names of contracts and columns begin with Pix2Pitch too
    private static partial Regex Strings();

    [GeneratedRegex(@"^(bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
