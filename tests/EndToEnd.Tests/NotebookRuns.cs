using System.Text.Json;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>All notebooks, run once in the kernel of .NET Interactive by <c>tools/Notebooks</c>, which also compiles their programs.</summary>
public sealed class NotebookRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NotebookRuns()
    {
        string bin = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!, configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string tool = Path.Combine(Path.GetDirectoryName(bin)!, "Pix2Pitch.Tools.Notebooks", configuration, "Pix2Pitch.Tools.Notebooks.dll");
        CommandRun run = CommandRun.Start(
            _folder.Path, null, "dotnet", tool, "run", "--root", TestData.RepositoryRoot,
            "--configuration", configuration.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug", "--output", _folder.Path);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    /// <summary>A file that the notebooks wrote.</summary>
    public string Made(string name) => _folder.File("made", name);

    /// <summary>The page of a notebook.</summary>
    public string Page(string name) => File.ReadAllText(_folder.File(name + ".html"));

    /// <summary>What the cells of a notebook printed.</summary>
    public string Printed(string name) => string.Concat(Outputs(name).Where(output => output.TryGetProperty("text", out _)).SelectMany(output => output.GetProperty("text").EnumerateArray()).Select(line => line.GetString()));

    /// <summary>What the cells of a notebook show beside text, as HTML.</summary>
    public string[] Shown(string name) => [.. Outputs(name).Where(output => output.TryGetProperty("data", out _)).Select(output => string.Concat(output.GetProperty("data").GetProperty("text/html").EnumerateArray().Select(line => line.GetString())))];

    public void Dispose() => _folder.Dispose();

    private IEnumerable<JsonElement> Outputs(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(_folder.File(name + ".ipynb")));
        return [.. document.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.TryGetProperty("outputs", out _)).SelectMany(cell => cell.GetProperty("outputs").EnumerateArray()).Select(output => output.Clone())];
    }
}
