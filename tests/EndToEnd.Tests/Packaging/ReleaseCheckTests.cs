namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>A release is refused if its tag, version, change log and samples disagree: the command of the release workflow is run as it is there.</summary>
public sealed class ReleaseCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v1.2.3", "1.2.3 (2026-11-30)", "1.2.3", null)]
    [InlineData("v1.2.4", "1.2.3 (2026-11-30)", "1.2.3", "The tag is 'v1.2.4', but VersionPrefix in Directory.Build.props is '1.2.3'")]
    [InlineData("1.2.3", "1.2.3 (2026-11-30)", "1.2.3", "tag v1.2.3, or change the version")]
    [InlineData("v1.2.3", "1.2.3 (not released)", "1.2.3", "CHANGELOG.md begins with '## 1.2.3 (not released)'")]
    [InlineData("v1.2.3", "1.2.2 (2026-11-30)", "1.2.3", "a release begins with '## 1.2.3 (YYYY-MM-DD)'")]
    [InlineData("v1.2.3", "1.2.3 (2026-11-30)", "1.2.2", "The samples use other versions than 1.2.3: samples/Simple/Simple.csproj")]
    public void A_tag_is_checked_against_version_change_log_and_samples(string tag, string heading, string ofSample, string? refusal)
    {
        const string Run = "run: ";
        string command = File.ReadLines(Path.Combine(TestData.RepositoryRoot, ".github", "workflows", "release.yml"))
            .SkipWhile(line => !line.Contains("name: The tag", StringComparison.Ordinal)).First(line => line.Contains(Run, StringComparison.Ordinal));
        command = command[(command.IndexOf(Run, StringComparison.Ordinal) + Run.Length)..];
        Directory.CreateDirectory(_folder.File("tools"));
        File.Copy(Path.Combine(TestData.RepositoryRoot, "tools", "check-release.sh"), _folder.File("tools", "check-release.sh"));
        _folder.Write("Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <VersionPrefix>1.2.3</VersionPrefix>\n  </PropertyGroup>\n</Project>\n");
        _folder.Write("CHANGELOG.md", $"# Changelog\n\n## {heading}\n\n- Something.\n\n## 1.0.0 (2026-01-01)\n");
        _folder.Write("samples/Simple/Simple.csproj", $"<PackageReference Include=\"Pix2Pitch.Transforms\" Version=\"{ofSample}\" />\n<PackageReference Include=\"NetVips.Native\" Version=\"8.18.7\" />\n");
        CommandRun run = CommandRun.Start(_folder.Path, null, "env", $"GITHUB_REF_NAME={tag}", "bash", "-e", "-c", command); // as a runner of GitHub starts it
        Assert.Equal(refusal is null ? 0 : 1, run.ExitCode);
        Assert.Contains(refusal ?? "", run.Error);
    }
}
