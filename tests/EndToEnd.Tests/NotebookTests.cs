using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.EndToEnd.Tests;

/// <summary>
/// Every notebook runs in the kernel that Jupyter and VS Code use. Its code is also a program: all programs are compiled, and the first is run by the SDK as a user would.
/// </summary>
public sealed partial class NotebookTests(NotebookRuns runs) : IClassFixture<NotebookRuns>, IDisposable
{
    private const string Music = "01-a-painting-becomes-music", Spectrograms = "02-spectrograms", Pairs = "03-styles-and-pairing", Training = "04-training", Evaluation = "05-evaluation", Onnx = "06-onnx-without-pix2pitch";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Notebooks => [.. Directory.EnumerateFiles(Folder, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(TestData.RepositoryRoot, "notebooks");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_painting_becomes_music_that_is_seen_and_heard()
    {
        string printed = runs.Printed(Music);
        Assert.Contains("The style has the key 4.", printed);
        Assert.Contains("The saved model gives the same sound.", printed);
        Assert.Equal(["<img alt='The painti", "<img alt=\"Mel-spectr", "<audio controls aria"], runs.Shown(Music).Select(html => html[..20].Trim()));
        AudioClip sound = AudioReader.Read(runs.Made("music.wav"), 22050);
        Assert.Equal(10, (double)sound.Samples.Length / sound.SampleRate, 1);
    }

    [Fact]
    public void Larger_spectrograms_lose_less()
    {
        Dictionary<string, double> lost = Differences().Matches(runs.Printed(Spectrograms)).ToDictionary(match => match.Groups[1].Value, match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        Assert.Equal(6, lost.Count);
        Assert.InRange(lost["Thesis512"], 0.01, 3);
        Assert.True(lost["Small64"] > 1.5 * lost["Thesis256"] && lost["Thesis256"] > lost["Thesis512"]);
        Assert.Contains("After writing and reading, no value differs by more than 0.0", runs.Printed(Spectrograms));
        Assert.Equal(3, runs.Shown(Spectrograms).Count(html => html.Contains("<audio", StringComparison.Ordinal)));
        Assert.Equal(2, runs.Shown(Spectrograms).Count(html => html.Contains("data:image/png", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_painting_gets_music_of_its_style()
    {
        string printed = runs.Printed(Pairs);
        Assert.Contains("Monet, Claude: Claude Monet, Impressionism", printed);
        Assert.Equal(15, Regex.Count(printed, "^(baroque|classicism|romanticism|impressionism|expressionism): \".+\" with \".+\"$", RegexOptions.Multiline));
        MatchCollection agreements = Regex.Matches(printed, @"^Look\.\w+ and Music\.\w+: (-?\d\.\d\d); 95 % of random pairs are from (-?\d\.\d\d) to (-?\d\.\d\d)", RegexOptions.Multiline);
        Assert.Equal([false, true, false], agreements.Select(agreement => Number(agreement, 1) > Number(agreement, 3))); // what the last text says
    }

    [Fact]
    public void A_training_learns_and_continues()
    {
        string printed = runs.Printed(Training);
        Assert.Contains("after step 0.", printed);
        Assert.Contains("after step 30.", printed);
        Match l1 = Regex.Match(printed, @"L1 was (\d\.\d+) in the first 30 steps and (\d\.\d+) in the last 30");
        Assert.True(Number(l1, 2) < 0.9 * Number(l1, 1), l1.Value);
        Assert.Single(runs.Shown(Training), html => html.Contains("<svg", StringComparison.Ordinal));
        Assert.Equal(2, runs.Shown(Training).Count(html => html.EndsWith("<figcaption>Music of 10.0 s by the model &#39;demo-64&#39;, seed 1, no style requested.</figcaption></figure>", StringComparison.Ordinal)));
        Assert.True(File.Exists(runs.Made("run/model.onnx")));
    }

    [Fact]
    public void Figures_of_an_evaluation_have_an_interval_and_a_control()
    {
        MatchCollection figures = Regex.Matches(runs.Printed(Evaluation), @"^Look\.\w+ and Music\.\w+: (-?\d\.\d\d) \((-?\d\.\d\d) to (-?\d\.\d\d)\); at random (-?\d\.\d\d) to (-?\d\.\d\d)$", RegexOptions.Multiline);
        Assert.Equal(3, figures.Count);
        Assert.All(figures, figure =>
        {
            Assert.InRange(Number(figure, 1), Number(figure, 2), Number(figure, 3));
            Assert.InRange(Number(figure, 4), -0.8, -0.3); // 15 pairs: chance gives about -0.5 to 0.5
            Assert.InRange(Number(figure, 5), 0.3, 0.8);
        });
    }

    [Fact]
    public void The_model_file_runs_without_this_project()
    {
        string printed = runs.Printed(Onnx);
        Assert.Contains("the same seed gives the same ones: True; another seed too: False", printed);
        Assert.InRange(Number(Regex.Match(printed, @"(\d+) notes, by"), 1), 5, 500);
        AudioClip sound = AudioReader.Read(runs.Made("without.wav"), 22050);
        Assert.InRange(sound.Samples.Max(), 0.5f, 1f);
        Assert.DoesNotMatch("using Pix2Pitch|#r .*Pix2Pitch", File.ReadAllText(Path.Combine(Folder, Onnx + ".ipynb")));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void The_page_in_the_documentation_has_the_text_and_code_of_the_notebook_and_needs_no_network(string name)
    {
        string page = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "notebooks", name + ".html"));
        Assert.Equal(Parts(runs.Page(name)), Parts(page));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".ipynb")));
        string[] code = [.. document.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("cell_type").ValueEquals("code"))
            .Select(cell => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())))];
        Assert.Equal(code, Code().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)));
        Assert.DoesNotMatch("<script|(src|href)=[\"'](https?:)?//|url\\((?!#)", page);
        Assert.Contains($"](notebooks/{name}.html)", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "notebooks.md")));

        static string[] Parts(string page) => [.. Text().Matches(page).Concat(Code().Matches(page)).Select(match => match.Value)];
    }

    [Fact]
    public async Task The_program_of_the_first_notebook_turns_a_painting_into_sound()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = TestData.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "run", "-c", Configuration, Path.Combine("notebooks", Music + ".cs") },
            Environment =
            {
                ["PIX2PITCH_OUTPUT"] = _folder.Path,
                ["MSBUILDDISABLENODEREUSE"] = "1", // nothing is to stay behind when the test is over
            },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, printed + await errors);
        Assert.Equal(runs.Printed(Music).ReplaceLineEndings("\n"), printed.ReplaceLineEndings("\n"));
        Assert.Equal(File.ReadAllBytes(runs.Made("music.wav")), File.ReadAllBytes(_folder.File("music.wav")));
    }

    // That of the tests themselves, so that there is little left to build.
    private static string Configuration => AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\w+), \d+ bands x \d+ frames: \d+\.\d dB in this format, (\d+\.\d) dB in the finest$", RegexOptions.Multiline)]
    private static partial Regex Differences();

    // Headings, paragraphs and code; what cells show differs between machines.
    [GeneratedRegex("^<(h[1-3]|p)>.*?</\\1>$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex("^<pre class=\"code\"><code>([^<]*)</code></pre>$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
