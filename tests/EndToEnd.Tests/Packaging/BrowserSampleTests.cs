using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.Playwright;

namespace Pix2Pitch.EndToEnd.Tests.Packaging;

/// <summary>The page of samples/Browser in a browser, with the default model and onnxruntime-web.</summary>
public sealed partial class BrowserSampleTests : IDisposable
{
    private const int Size = 512;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NpmFact]
    public async Task The_page_makes_the_same_notes_in_the_browser_as_ONNX_Runtime_does_here()
    {
        string model = Path.Combine(TestData.RepositoryRoot, "data", "models", "ensemble.onnx");
        foreach (string file in Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "samples", "Browser")))
            File.Copy(file, _folder.File(Path.GetFileName(file)), overwrite: true);
        File.Copy(model, _folder.File("ensemble.onnx"), overwrite: true);
        CommandRun install = CommandRun.Start(_folder.Path, null, NpmFactAttribute.Program!, "install", "--no-audit", "--no-fund");
        Assert.True(install.ExitCode == 0, install.Output + install.Error);

        using Process server = Serve();
        var chromium = new Chromium();
        try
        {
            string address = await AddressOfAsync(server);
            await chromium.InitializeAsync();
            IPage page = await chromium.OpenAsync(address);
            List<string> errors = [];
            page.PageError += (_, error) => errors.Add(error);
            Assert.Empty(await Chromium.InspectAsync(page));

            // As a visitor does it.
            await page.GetByRole(AriaRole.Button, new() { Name = "Make music" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Choose a painting first.");
            await page.GetByLabel("Painting").SetInputFilesAsync(Path.Combine(TestData.RepositoryRoot, "data", "demo", "paintings", "impressionism-harbour-first-sun.png"));
            await page.GetByLabel("Style").SelectOptionAsync("Impressionism");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make music" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(NoteCount(), new() { Timeout = 180_000 });
            await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
            Assert.Empty(errors);

            // The same pixels give the same notes as in this process. They are fractions that both languages round in the same way.
            int[] onsets = await page.EvaluateAsync<int[]>("""
                async () => {
                  const { load, generate, SECONDS_PER_FRAME } = await import('./music.mjs');
                  const pixels = Float32Array.from({ length: 3 * 512 * 512 }, (_, i) => (i * 7919 % 511) / 256 - 1);
                  const { notes } = await generate(await load('ensemble.onnx'), pixels, 1, 11);
                  return notes.map(note => 128 * Math.round(note.start / SECONDS_PER_FRAME) + note.pitch).sort((a, b) => a - b);
                }
                """);
            Assert.True(onsets.Length >= 10, $"{onsets.Length} notes");
            Assert.Equal(OnsetsHere(model), onsets);
        }
        finally
        {
            await chromium.DisposeAsync();
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    // The notes of the output by the definition in docs/generation.md: frame and pitch of each.
    private static int[] OnsetsHere(string model)
    {
        const int Keys = 88, Plane = Keys * Size;
        float[] pixels = [.. Enumerable.Range(0, 3 * Size * Size).Select(i => (float)((long)i * 7919 % 511 / 256.0 - 1))];
        using var session = new InferenceSession(model, new SessionOptions { IntraOpNumThreads = 1 });
        using OrtValue painting = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, Size, Size]);
        using OrtValue style = OrtValue.CreateTensorValueFromMemory([0f, 1, 0, 0, 0], [1, 5]);
        using OrtValue seed = OrtValue.CreateTensorValueFromMemory([11], [1, 1]);
        using OrtValue creativity = OrtValue.CreateTensorValueFromMemory([1f], [1, 1]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(
            options, ["Painting", "Style", "Seed", "Creativity"], [painting, style, seed, creativity], ["Notes"]);
        float[] notes = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        return
        [
            .. from cell in Enumerable.Range(0, 8 * Plane)
               let frame = cell % Size
               where notes[8 * Plane + cell] > 0 && (notes[cell] > 0 || frame == 0)
               let onset = 128 * frame + 21 + cell / Size % Keys
               orderby onset
               select onset,
        ];
    }

    private Process Serve() => Process.Start(new ProcessStartInfo("dotnet", ["run", "Serve.cs", "--", "--urls", "http://127.0.0.1:0"])
    {
        WorkingDirectory = _folder.Path,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
    })!;

    private static async Task<string> AddressOfAsync(Process server)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await server.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (Addresses().Match(line) is not { Success: true } match) continue;
            _ = server.StandardOutput.ReadToEndAsync(CancellationToken.None); // so that the server can go on printing
            return match.Value;
        }
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(CancellationToken.None));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"^[1-9]\d+ notes for [1-8] instruments\.$")]
    private static partial Regex NoteCount();
}
