using System.Xml.Linq;

namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>The tool is packed for platforms on which it can run.</summary>
public sealed class ToolPlatformTests
{
    private static readonly string[] s_platforms = XDocument.Load(Path.Combine(TestData.RepositoryRoot, "src", "Cli", "Pix2Pitch.Cli.csproj"))
        .Descendants("ToolPackageRuntimeIdentifiers").Single().Value.Split(';');

    [Fact]
    public void Every_platform_of_the_tool_has_native_libraries_and_they_are_all_that_ONNX_Runtime_has_for_computers()
    {
        XElement versions = XDocument.Load(Path.Combine(TestData.RepositoryRoot, "Directory.Packages.props")).Root!;
        string version = versions.Descendants("OnnxRuntimeVersion").Single().Value;
        string package = Path.Combine(PackedPackages.Downloaded, "microsoft.ml.onnxruntime", version, "runtimes");
        string[] found = [.. Directory.EnumerateDirectories(package).Where(folder => Directory.EnumerateFiles(Path.Combine(folder, "native")).Any(file => Path.GetFileName(file) is "onnxruntime.dll" or "libonnxruntime.so" or "libonnxruntime.dylib"))
            .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        Assert.Equal(found, s_platforms.Order(StringComparer.Ordinal));
        string[] pinned = [.. versions.Descendants("PackageVersion").Select(each => (string?)each.Attribute("Include") ?? "")];
        Assert.All(s_platforms, platform => Assert.Contains($"NetVips.Native.{platform}", pinned));
    }

    [Theory]
    [InlineData("packages.md")]
    [InlineData("platforms.md")]
    public void The_page_names_every_platform_of_the_tool(string page)
    {
        string text = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", page));
        Assert.All(s_platforms, platform => Assert.Contains(platform, text));
    }
}
