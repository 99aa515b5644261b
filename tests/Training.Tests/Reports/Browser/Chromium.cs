using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Pix2Pitch.Training.Tests.Reports.Browser;

/// <summary>Debian's Chromium without a window, steered through the DevTools protocol. One for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime, IDisposable
{
    private static readonly string[] s_flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0",
    ];

    private readonly TemporaryFolder _profile = new();
    private Process? _process;
    private DevTools? _tools;

    /// <summary>The rules that pages are checked against: those of axe-core for WCAG 2.2 AA, and its best practices.</summary>
    private static string Axe => Path.Combine(TestData.RepositoryRoot, "artifacts", "engines", "axe-core", "axe.min.js");

    public async Task InitializeAsync()
    {
        if (!File.Exists(Axe))
            throw new InvalidOperationException("axe-core is not there; run ./setup.sh --tests.");
        var start = new ProcessStartInfo("chromium", [.. s_flags, $"--user-data-dir={_profile.Path}", "about:blank"]) { RedirectStandardError = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("Chromium is not there; run ./setup.sh --tests.", e);
        }
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        const string Mark = "DevTools listening on ";
        string? line;
        do
            line = await _process.StandardError.ReadLineAsync(limit.Token);
        while (line is not null && !line.StartsWith(Mark, StringComparison.Ordinal));
        if (line is null)
            throw new InvalidOperationException($"Chromium ended with exit code {_process.ExitCode} before it could be asked anything.");
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None); // or it would stop when the pipe is full
        _tools = await DevTools.ConnectAsync(new Uri(line[Mark.Length..]));
    }

    public async Task DisposeAsync()
    {
        if (_tools is not null) await _tools.DisposeAsync();
        if (_process is not null)
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    public void Dispose() => _profile.Dispose();

    /// <summary>Opens a page from a file, as it is, and looks at it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dark">Whether the reader's machine asks for dark pages.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    public async Task<PageFindings> LookAtAsync(string path, bool dark = false, int width = 1280)
    {
        await using DevToolsPage page = await _tools!.OpenPageAsync();
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"]) await page.SendAsync($"{domain}.enable");
        await page.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }),
        });
        await page.SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        await page.WaitForAsync("Page.loadEventFired");

        // What is folded away is looked at too.
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        JsonNode images = (await page.EvaluateAsync("""
            Promise.all([...document.images].map(i => i.decode().then(() => null, () => i.alt || i.src))).then(broken => ({
              count: document.images.length,
              broken: broken.filter(b => b !== null).concat([...document.images].filter(i => i.naturalWidth === 0).map(i => i.alt || i.src)),
              width: document.documentElement.scrollWidth,
              text: document.body.innerText,
            }))
            """))!;
        List<JsonNode> heard = [.. page.Heard]; // before axe-core says anything
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe) + "\n;0");
        JsonNode violations = (await page.EvaluateAsync("""
            axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag',
              values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
            .then(result => result.violations.map(v => `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 300)} ${v.nodes[0].failureSummary}`))
            """))!;
        return new PageFindings
        {
            Messages = [.. heard.Select(Message).OfType<string>()],
            Requests =
            [
                .. heard.Where(IsOf("Network.requestWillBeSent")).Select(e => (string)e["params"]!["request"]!["url"]!)
                    .Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).Skip(1), // the page itself
            ],
            Images = (int)images["count"]!,
            BrokenImages = [.. images["broken"]!.AsArray().Select(b => (string)b!)],
            ScrollWidth = (int)images["width"]!,
            Text = (string)images["text"]!,
            Violations = [.. violations.AsArray().Select(v => (string)v!)],
        };
    }

    private static Func<JsonNode, bool> IsOf(string method) => e => (string?)e["method"] == method;

    // Anything on the console, whether the page wrote it or the browser (a broken policy, a file that is not there).
    private static string? Message(JsonNode e) => (string?)e["method"] switch
    {
        "Runtime.consoleAPICalled" => "console: " + string.Join(' ', e["params"]!["args"]!.AsArray().Select(a => a!["value"]?.ToString() ?? (string?)a["description"])),
        "Runtime.exceptionThrown" => "exception: " + e["params"]!["exceptionDetails"]!.ToJsonString(),
        "Log.entryAdded" => $"{e["params"]!["entry"]!["source"]}: {e["params"]!["entry"]!["text"]}",
        _ => null,
    };
}
