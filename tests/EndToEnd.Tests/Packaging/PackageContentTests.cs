using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>What is in the packages.</summary>
[Collection(PackageTests.Name)]
public sealed class PackageContentTests(PackedPackages packed)
{
    // 'Source Link' in the specification of portable PDB files.
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static readonly string[] s_libraries = ["Pix2Pitch.Transforms", "Pix2Pitch.Training", "Pix2Pitch.Pages", "Pix2Pitch.Models.Ensemble"];
    private static readonly string[] s_all = [.. s_libraries, "pix2pitch", $"pix2pitch.{PackedPackages.Platform}"];

    public static TheoryData<string> Libraries => [.. s_libraries];

    public static TheoryData<string> All => [.. s_all];

    [Fact]
    public void A_pack_makes_these_packages_and_no_others()
        => Assert.Equal(s_all.Select(id => $"{id}.{PackedPackages.Version}.nupkg").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(packed.Packages, "*.nupkg").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.Package(id));
        XElement metadata = Metadata(package, id);
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

        Assert.Equal(PackedPackages.Version, Value("version"));
        bool holdsWeights = id.StartsWith("pix2pitch", StringComparison.Ordinal) || id.Contains(".Models.", StringComparison.Ordinal);
        Assert.Equal(holdsWeights ? "MIT AND CC-BY-SA-4.0" : "MIT", Value("license"));
        Assert.True(Value("description").Length > 40, Value("description"));
        Assert.Contains("mlnet", Value("tags").Split(' '));
        XElement repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal(PackedPackages.Repository + ".git", (string?)repository.Attribute("url"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));

        // The readme is that of the package, and the icon a picture of the size that NuGet asks for.
        string readme = Read(package, Value("readme"));
        Assert.StartsWith($"# {(id.StartsWith("pix2pitch.", StringComparison.Ordinal) ? "pix2pitch" : id)}", readme);
        Assert.DoesNotContain("](../", readme); // a relative link leads nowhere on the page of a package
        using Stream icon = package.GetEntry(Value("icon"))!.Open();
        using var picture = SixLabors.ImageSharp.Image.Load(icon);
        Assert.Equal((128, 128), (picture.Width, picture.Height));
        Assert.Contains($"## {PackedPackages.Version}", Read(package, "CHANGELOG.md"));
        Assert.Contains("MIT License", Read(package, "LICENSE"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_documentation_and_symbols_with_a_link_to_its_sources(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.Package(id));
        Assert.Contains(XDocument.Parse(Read(package, $"lib/net10.0/{id}.xml")).Descendants("member"), member => member.Element("summary") is not null);

        using ZipArchive symbols = ZipFile.OpenRead(packed.Package(id, "snupkg"));
        using var bytes = new MemoryStream();
        using (Stream pdb = symbols.GetEntry($"lib/net10.0/{id}.pdb")!.Open()) pdb.CopyTo(bytes);
        bytes.Position = 0;
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
        MetadataReader reader = provider.GetMetadataReader();
        string link = Assert.Single(reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Where(info => reader.GetGuid(info.Kind) == s_sourceLink)
            .Select(info => Encoding.UTF8.GetString(reader.GetBlobBytes(info.Value))));
        string commit = (string)Metadata(package, id).Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")!;
        Assert.Contains($"https://raw.githubusercontent.com/pix2pitch/pix2pitch/{commit}/*", link);
        // The same sources give the same bytes in any folder: no name has the folder of the repository. What the build generates lies in a folder of this test, not in it.
        string[] names = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
        Assert.Contains(names, name => name.StartsWith("/_/src/", StringComparison.Ordinal));
        Assert.All(names, name => Assert.True(name.StartsWith("/_", StringComparison.Ordinal) || name.StartsWith(packed.Build, StringComparison.Ordinal), name));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_brings_managed_packages_alone_and_its_siblings_in_its_own_version(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(packed.Package(id));
        (string Id, string Version)[] dependencies =
        [
            .. Metadata(package, id).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!)),
        ];
        Assert.DoesNotContain(dependencies, one => one.Id == "Microsoft.ML.OnnxRuntime" || one.Id.Contains(".Gpu", StringComparison.Ordinal) || one.Id.Contains("Native", StringComparison.Ordinal)
            || one.Id.StartsWith("libtorch", StringComparison.Ordinal) || one.Id.StartsWith("TorchSharp-", StringComparison.Ordinal) || one.Id.Contains("Featurizer", StringComparison.Ordinal));
        Assert.DoesNotContain(dependencies, one => one.Id == "Pix2Pitch.Terminal");
        Assert.All(dependencies.Where(one => one.Id.StartsWith("Pix2Pitch.", StringComparison.Ordinal)), one => Assert.Equal($"[{PackedPackages.Version}]", one.Version));
        Assert.DoesNotContain(package.Entries, entry => entry.FullName.Contains("DnnImageModels", StringComparison.Ordinal));
    }

    [Fact]
    public void The_change_log_begins_with_the_version()
        => Assert.Matches($@"^## {PackedPackages.Version.Replace(".", @"\.")}( |$)",
            File.ReadLines(Path.Combine(TestData.RepositoryRoot, "CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal)));

    private static XElement Metadata(ZipArchive package, string id) => XDocument.Parse(Read(package, $"{id}.nuspec")).Root!.Elements().Single();

    private static string Read(ZipArchive package, string name)
    {
        using var reader = new StreamReader((package.GetEntry(name) ?? throw new InvalidDataException($"There is no {name}.")).Open());
        return reader.ReadToEnd();
    }
}
