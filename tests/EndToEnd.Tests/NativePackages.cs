using System.Xml.Linq;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The versions of the native packages that a program outside of the repository references beside the library.</summary>
internal static class NativePackages
{
    private static readonly XDocument s_versions = XDocument.Load(Path.Combine(TestData.RepositoryRoot, "Directory.Packages.props"));

    public static string OnnxRuntimeVersion => Version("OnnxRuntimeVersion");

    public static string LibVipsVersion => Version("LibVipsVersion");

    public static string LibTorchVersion => Version("LibTorchVersion");

    public static string ImageNetworkVersion
        => (string)s_versions.Descendants("PackageVersion").Single(package => (string?)package.Attribute("Include") == "Microsoft.ML.DnnImageFeaturizer.ResNet18").Attribute("Version")!;

    private static string Version(string property) => s_versions.Descendants(property).Single().Value;
}
