using System.Text.RegularExpressions;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>The C# samples of the pages on data are compiled and run as they stand there, and print what stands under them.</summary>
public sealed partial class DocumentTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_on_manifests_prints_what_the_page_says()
    {
        string page = Page("manifests.md"), list = Block(page, "csv");
        Assert.Equal(Block(page, "text"), Run(Block(page, "csharp"), place => File.WriteAllText(Path.Combine(place, "paintings.csv"), list)));
    }

    [Fact]
    public void The_sample_on_styles_prints_what_the_page_says()
    {
        string page = Page("styles.md");
        Assert.Equal(Block(page, "text"), Run(Block(page, "csharp"), _ => { }));
    }

    [Fact]
    public void The_sample_on_duplicates_finds_a_copy()
    {
        string demo = Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings");
        string output = Run(Block(Page("duplicates.md"), "csharp"), place =>
        {
            Directory.CreateDirectory(Path.Combine(place, "paintings"));
            foreach (string file in Directory.EnumerateFiles(demo).Order(StringComparer.Ordinal).Take(4))
                File.Copy(file, Path.Combine(place, "paintings", Path.GetFileName(file)));
            string copied = Directory.EnumerateFiles(demo).Order(StringComparer.Ordinal).First();
            File.Copy(copied, Path.Combine(place, "paintings", "z.png"));
        });
        Assert.Equal("paintings/baroque-apples-by-candlelight.png: paintings/z.png\n", output);
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", name));

    private static string Block(string page, string language)
        => Assert.Single(Blocks().Matches(page), match => match.Groups[1].Value == language).Groups[2].Value;

    private string Run(string sample, Action<string> prepare)
    {
        string place = _folder.File("place");
        Directory.CreateDirectory(place);
        prepare(place);
        string program = _folder.Write("program/Sample.cs", sample);
        _folder.Write("program/Sample.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Path.Combine(TestData.RepositoryRoot, "src", "Transforms", "Pix2Pitch.Transforms.csproj")}" />
                <PackageReference Include="NetVips.Native.$(NETCoreSdkPortableRuntimeIdentifier)" Version="{NativePackages.LibVipsVersion}" />
              </ItemGroup>
            </Project>
            """);
        CommandRun build = CommandRun.Start(
            Path.GetDirectoryName(program)!, null, "dotnet", "build", "-c", Configuration, "-v", "q", "--nologo", "-o", _folder.File("built"));
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
        CommandRun run = CommandRun.Start(place, null, "dotnet", _folder.File("built", "Sample.dll"));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run.Output;
    }

    [GeneratedRegex(@"^```(\w+)\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
