using Pix2Pitch.Tools.Demo;

namespace Pix2Pitch.Tools.Tests.Demo;

/// <summary>The demo set as the program writes it, and as it is checked in.</summary>
public sealed class WrittenSet : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WrittenSet() => DemoWriter.Write(Folder);

    public static string Repository { get; } = Path.Combine(TestData.RepositoryRoot, "data", "demo");

    public string Folder => _folder.Path;

    public static IReadOnlyList<string> Files(string folder)
        => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();
}
