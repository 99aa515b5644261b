using System.Diagnostics;
using System.Text.Json;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>Every notebook has a twin, a program of one file with the same text and code, which is what can be run without a notebook kernel.</summary>
public sealed class NotebookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Notebooks => [.. Directory.EnumerateFiles(Folder, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(TestData.RepositoryRoot, "notebooks");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_notebook_and_its_twin_hold_the_same_text_and_code(string name)
    {
        IEnumerable<string> program = File.ReadLines(Path.Combine(Folder, name + ".cs")).SkipWhile(line => line.StartsWith("#:", StringComparison.Ordinal));
        Assert.Equal(string.Join('\n', program).Trim(), string.Join("\n\n", Cells(Path.Combine(Folder, name + ".ipynb"))));
    }

    [Fact]
    public async Task The_first_notebook_turns_a_painting_into_sound()
    {
        bool shipped = InRepository("*.onnx", "data", "models") && InRepository("*.png", "data", "demo", "paintings");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = TestData.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "run", "-c", Configuration, Path.Combine("notebooks", "01-a-painting-becomes-music.cs") },
            Environment =
            {
                ["PIX2PITCH_OUTPUT"] = _folder.Path,
                ["MSBUILDDISABLENODEREUSE"] = "1", // nothing is to stay behind when the test is over
            },
        };
        if (!shipped)
        {
            start.Environment["PIX2PITCH_MODEL"] = TinyModel.Write(_folder);
            start.Environment["PIX2PITCH_PAINTING"] = TestPaintings.Write(_folder, "stripes.png");
        }
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, printed + await errors);

        Assert.Contains("The style has the key 4.", printed);
        Assert.Contains("The saved model gives the same sound.", printed);
        AudioClip sound = AudioReader.Read(_folder.File("music.wav"), 22050);
        Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
        Assert.InRange(sound.Samples.Max(Math.Abs), 0.1f, 1.1f); // resampling may overshoot
        Assert.True(File.Exists(_folder.File("spectrogram.png")));
    }

    private static bool InRepository(string files, params string[] folders)
    {
        string folder = Path.Combine([TestData.RepositoryRoot, .. folders]);
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, files).Any();
    }

    // That of the tests themselves, so that there is little left to build.
    private static string Configuration => AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    /// <summary>The cells as the twin has them, text as comments, without those that only a notebook needs (to find the library).</summary>
    private static IEnumerable<string> Cells(string notebook)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(notebook));
        foreach (JsonElement cell in document.RootElement.GetProperty("cells").EnumerateArray())
        {
            if (cell.GetProperty("metadata").TryGetProperty("tags", out JsonElement tags) && tags.EnumerateArray().Any(tag => tag.ValueEquals("notebook-only")))
                continue;
            string source = string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));
            yield return cell.GetProperty("cell_type").ValueEquals("markdown")
                ? string.Join('\n', source.Split('\n').Select(line => $"// {line}".TrimEnd()))
                : source;
        }
    }
}
