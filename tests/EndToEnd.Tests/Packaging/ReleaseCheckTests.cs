namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>A release is refused if its tag, version and change log disagree.</summary>
public sealed class ReleaseCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v1.2.3", "1.2.3 (2026-11-30)", null)]
    [InlineData("v1.2.4", "1.2.3 (2026-11-30)", "The tag is 'v1.2.4', but VersionPrefix in Directory.Build.props is '1.2.3'")]
    [InlineData("1.2.3", "1.2.3 (2026-11-30)", "tag v1.2.3, or change the version")]
    [InlineData("v1.2.3", "1.2.3 (not released)", "CHANGELOG.md begins with '## 1.2.3 (not released)'")]
    [InlineData("v1.2.3", "1.2.2 (2026-11-30)", "a release begins with '## 1.2.3 (YYYY-MM-DD)'")]
    public void A_tag_is_checked_against_version_and_change_log(string tag, string heading, string? refusal)
    {
        Directory.CreateDirectory(_folder.File("tools"));
        File.Copy(Path.Combine(TestData.RepositoryRoot, "tools", "check-release.sh"), _folder.File("tools", "check-release.sh"));
        _folder.Write("Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <VersionPrefix>1.2.3</VersionPrefix>\n  </PropertyGroup>\n</Project>\n");
        _folder.Write("CHANGELOG.md", $"# Changelog\n\n## {heading}\n\n- Something.\n\n## 1.0.0 (2026-01-01)\n");
        CommandRun run = CommandRun.Start(_folder.Path, null, "bash", _folder.File("tools", "check-release.sh"), tag);
        Assert.Equal(refusal is null ? 0 : 1, run.ExitCode);
        Assert.Contains(refusal ?? "", run.Error);
    }
}
