using System.Text.RegularExpressions;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The pages of the documentation can be found, and so can what they refer to.</summary>
public sealed partial class DocumentLinkTests
{
    private static readonly string[] s_roots = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md", "samples/Browser/README.md"];

    public static TheoryData<string> Pages() => [.. s_roots, .. Files("docs"), .. Files("data")];

    [Fact]
    public void Every_page_is_in_the_index()
    {
        string folder = Path.Combine(TestData.RepositoryRoot, "docs");
        string[] linked = [.. Links(File.ReadAllText(Path.Combine(folder, "README.md"))).Select(link => link.Split('#')[0])];
        Assert.Empty(Files("docs").Select(page => page["docs/".Length..]).Except(linked).Except(["README.md"]));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading(string page)
    {
        string path = Path.Combine(TestData.RepositoryRoot, page);
        foreach (string link in Links(File.ReadAllText(path)).Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            string[] parts = link.Split('#');
            string target = parts[0].Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, parts[0]));
            Assert.True(Path.Exists(target), $"{page} links to '{link}', which does not exist.");
            if (parts.Length > 1)
                Assert.True(Headings(File.ReadAllText(target)).Contains(parts[1]), $"{page} links to '{link}', and there is no such heading.");
        }
    }

    private static IEnumerable<string> Files(string folder)
        => Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, folder), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(TestData.RepositoryRoot, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Links(string page) => Link().Matches(Code().Replace(page, "")).Select(match => match.Groups[1].Value);

    // As GitHub makes them of headings.
    private static HashSet<string> Headings(string page)
        => [.. Heading().Matches(Code().Replace(page, "")).Select(match => NotInAnchors().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
