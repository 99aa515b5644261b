using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Pix2Pitch.Tests;

/// <summary>
/// Chromium without a window: one that is installed on the machine, otherwise the one that Playwright downloads. One for all tests of a project.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    // The headless shell is the same browser without a window's parts, and starts pages twice as fast.
    private static readonly string[] s_names = ["chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // The rules of axe-core for WCAG 2.2 AA, and its best practices.
    private static readonly string[] s_allRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // What a page's colours can break; all other rules give the same in light and dark pages.
    private static readonly string[] s_colourRules = ["color-contrast", "link-in-text-block"];

    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        string? installed = Installed();
        if (installed is null && Microsoft.Playwright.Program.Main(["install", "--only-shell", "chromium"]) is var code && code != 0)
            throw new InvalidOperationException($"No Chromium is on the PATH, and Playwright could not install one (exit code {code}).");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = installed, Args = ["--no-sandbox", "--hide-scrollbars"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a page from a file, as it is, and inspects it in light and in dark colours.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="accessibility">Whether axe-core checks the page, which takes seconds for long ones.</param>
    public async Task<PageFindings> InspectAsync(string path, int width = 1280, bool accessibility = true)
    {
        await using IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        IPage page = await context.NewPageAsync();
        List<string> messages = [], requests = [];
        page.Console += (_, message) => Add(messages, $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Add(messages, $"exception: {error}");
        page.Request += (_, request) => Add(requests, request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri);

        // Content that is folded is inspected too.
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
        Layout layout = await page.EvaluateAsync<Layout>("""
            async () => {
              const images = [...document.images];
              const undecoded = await Promise.all(images.map(i => i.decode().then(() => null, () => i.alt || i.src)));
              return {
                Images: images.length,
                Broken: undecoded.filter(b => b !== null).concat(images.filter(i => i.naturalWidth === 0).map(i => i.alt || i.src)),
                Width: document.documentElement.scrollWidth,
                Text: document.body.innerText,
              };
            }
            """);
        string[] own = Snapshot(messages); // without those of axe-core
        IReadOnlyList<string>? violations = accessibility ? await FindViolationsAsync(page) : null;
        return new PageFindings
        {
            Messages = own,
            Requests = [.. Snapshot(requests).Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).Skip(1)], // the page itself
            Images = layout.Images,
            BrokenImages = layout.Broken,
            ScrollWidth = layout.Width,
            Text = layout.Text,
            Violations = violations,
        };
    }

    /// <summary>Opens a page as a visitor does. The caller closes its context.</summary>
    /// <param name="path">The file, and what follows it in the address.</param>
    /// <param name="query">The query of the address.</param>
    /// <param name="options">The window; null for one of 1280 x 900.</param>
    public async Task<IPage> OpenAsync(string path, string query = "", BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        context.SetDefaultTimeout(120_000); // a busy machine is no reason to fail
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(path).AbsoluteUri + query);
        return page;
    }

    /// <summary>The rules of accessibility that axe-core finds broken on a page, in light and in dark colours.</summary>
    public static Task<IReadOnlyList<string>> InspectAsync(IPage page) => FindViolationsAsync(page);

    // The pages have no frames, so axe-core can run in the page itself: its wrapper for Playwright opens a second page for each.
    private static async Task<IReadOnlyList<string>> FindViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(s_axe);
        string[] light = await RunAsync(new { type = "tag", values = s_allRules });
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        string[] dark = await RunAsync(new { type = "rule", values = s_colourRules });
        return [.. light, .. dark.Select(violation => $"dark: {violation}")];

        Task<string[]> RunAsync(object rules) => page.EvaluateAsync<string[]>("""
            async rules => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations
              .map(v => `${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].html} ${v.nodes[0].any.map(check => check.message).join(' ')}`)
            """, rules);
    }

    private static string? Installed() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    // Playwright raises its events on other threads.
    private static void Add(List<string> list, string value)
    {
        lock (list) list.Add(value);
    }

    private static string[] Snapshot(List<string> list)
    {
        lock (list) return [.. list];
    }

    private sealed class Layout
    {
        public int Images { get; set; }

        public string[] Broken { get; set; } = [];

        public int Width { get; set; }

        public string Text { get; set; } = "";
    }
}
