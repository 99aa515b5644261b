using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pix2Pitch.Cli.Studio;
using Pix2Pitch.Cli.Tests.Collections;
using Pix2Pitch.Inversion;

namespace Pix2Pitch.Cli.Tests.Studio;

/// <summary>The pages of the studio in a real browser.</summary>
[Collection(CollectionFixture.Name)]
public sealed class StudioPageTests(CollectionFixture fixture) : IAsyncLifetime, IDisposable
{
    private const string Small = """
        () => [...document.querySelectorAll('a, button, summary, input, select, audio')].filter(e => e.checkVisibility() && !e.classList.contains('skip'))
          .filter(e => { const box = e.getBoundingClientRect(); return Math.min(box.width, box.height) < 44; }).map(e => e.outerHTML)
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _messages = [];
    private StudioServer _studio = null!;
    private string _painting = "";

    public async Task InitializeAsync()
    {
        _painting = TestPaintings.Write(_folder, "Sonne <b>.png", 3);
        _studio = await StudioServer.StartAsync(new StudioOptions
        {
            Port = 0,
            Models = [TinyModel.Write(_folder)],
            History = _folder.File("history"),
            Inversion = new InversionOptions { Iterations = 0, MaxThreads = 1 },
            MaxUploadBytes = 1 << 20,
        });
    }

    public async Task DisposeAsync() => await _studio.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_visitor_makes_and_hears_music_with_the_keyboard_alone()
    {
        IPage page = await OpenAsync();
        // Playwright catches choosers of files as long as somebody listens, but begins to do so beside what it is told next: on a busy machine, the key below would open a chooser before.
        page.FileChooser += (_, _) => { };
        // Everything that a screen reader is told.
        await page.EvaluateAsync("""
            () => {
              window.told = [];
              for (const id of ['status', 'error']) new MutationObserver(() => told.push(document.getElementById(id).textContent)).observe(document.getElementById(id), { childList: true, characterData: true, subtree: true });
            }
            """);
        await PressUntilAsync(page, "Skip");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await PressUntilAsync(page, "#painting");
        IFileChooser chooser = await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Enter"));
        await chooser.SetFilesAsync(_painting);
        await page.WaitForFunctionAsync("() => !preview.hidden && preview.naturalWidth === 90");

        await PressUntilAsync(page, "#style");
        await page.Keyboard.TypeAsync("Romanticism");
        Assert.Equal("romanticism", await page.EvaluateAsync<string>("() => document.getElementById('style').value"));
        await PressUntilAsync(page, "#seconds");
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.TypeAsync("2");
        await PressUntilAsync(page, "#creativity");
        for (int i = 0; i < 3; i++) await page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal("70 % 70 %", await page.EvaluateAsync<string>("() => `${document.getElementById('creativity').getAttribute('aria-valuetext')} ${document.getElementById('creativity-value').textContent}`"));
        await PressUntilAsync(page, "#seed");
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.TypeAsync("11");
        await PressUntilAsync(page, "#make");
        await page.Keyboard.PressAsync("Enter");

        await page.Locator(".result-title").WaitForAsync();
        Assert.Equal("Music from Sonne <b>.png", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        Assert.Equal(["Seed 11", "Seed 12", "Seed 13", "Seed 14"], await page.Locator(".takes h3").AllInnerTextsAsync());
        string[] told = await page.EvaluateAsync<string[]>("() => told");
        Assert.Equal("Sending the painting.", told[0]);
        Assert.Equal("4 pieces are ready.", told[^1]);
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('audio')].every(a => a.paused && !a.autoplay)")); // nothing sounds by itself

        // The browser's player is worked with the keyboard too.
        await PressUntilAsync(page, "audio");
        await page.Keyboard.PressAsync("Space");
        await page.WaitForFunctionAsync("() => document.querySelector('audio').currentTime > 0.1");
        await page.EvaluateAsync("() => document.querySelectorAll('audio')[1].play()");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelectorAll('audio')[0].paused")); // one at a time
        await PressUntilAsync(page, "WAV");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Equal("Sonne -b--11.wav".Length, download.SuggestedFilename.Length);
        Assert.EndsWith("-11.wav", download.SuggestedFilename, StringComparison.Ordinal);

        Assert.Empty(await page.EvaluateAsync<string[]>(Small));
        Assert.Empty(Messages());
        Assert.Empty(await Chromium.InspectAsync(page));

        await page.Locator("header a", new() { HasText = "History" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/history$"), new() { Timeout = 120_000 });
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        await PressUntilAsync(page, "Sonne");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("h1.result-title").WaitForAsync();
        Assert.Equal(4, await page.Locator("audio").CountAsync());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/", 1280)]
    [InlineData("/", 320)] // a window of 1280 pixels at 400 %
    [InlineData("/history", 320)]
    [InlineData("/history/*", 1280)]
    [InlineData("/history/*", 320)]
    [InlineData("/nothing", 320)]
    public async Task A_page_is_sound(string path, int width)
    {
        using var visitor = new StudioVisitor(_studio.Address);
        string id = await visitor.MakeOneAsync(await File.ReadAllBytesAsync(_painting), "style=auto&name=" + new string('W', 90) + ".png&seconds=30");
        IPage page = await OpenAsync(path.Replace("*", id, StringComparison.Ordinal), width);
        await page.EvaluateAsync("() => Promise.all([...document.images].filter(i => i.checkVisibility()).map(i => { i.loading = 'eager'; return i.decode(); }))");
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, width);
        Assert.Empty(await page.EvaluateAsync<string[]>(Small));
        if (path != "/nothing") Assert.Empty(Messages()); // the browser reports the 404
        Assert.Empty(await Chromium.InspectAsync(page));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wrong_file_is_answered_by_an_alert_and_the_next_one_works()
    {
        IPage page = await OpenAsync();
        await page.Locator("#painting").SetInputFilesAsync(new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "Dear studio"u8.ToArray() });
        await page.Locator("#make").PressAsync("Enter");
        await page.Locator("#error", new() { HasText = "'letter.txt' is not an image: use a JPEG" }).WaitForAsync();
        Assert.Equal("make", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.Empty(await Chromium.InspectAsync(page));
        await page.Locator("#painting").SetInputFilesAsync(new FilePayload { Name = "large.png", MimeType = "image/png", Buffer = new byte[(1 << 20) + 1] });
        await page.Locator("#make").PressAsync("Enter");
        await page.Locator("#error", new() { HasText = "The painting has more than the 1 MiB that are allowed: make it smaller." }).WaitForAsync();

        // A file that is dropped is the same as one that is chosen.
        string bytes = Convert.ToBase64String(await File.ReadAllBytesAsync(_painting));
        await page.EvaluateAsync("""
            bytes => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], 'dropped.png', { type: 'image/png' }));
              document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """, bytes);
        Assert.Equal("dropped.png", await page.EvaluateAsync<string>("() => painting.files[0].name"));
        await page.Locator("#make").PressAsync("Enter");
        await page.Locator(".result-title", new() { HasText = "dropped.png" }).WaitForAsync();
        Assert.Equal("", await page.Locator("#error").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Stop_ends_the_work_and_says_so()
    {
        await using StudioServer slow = await StudioServer.StartAsync(new StudioOptions
        {
            Port = 0,
            Models = [_folder.File("tiny.onnx")],
            History = _folder.File("slow"),
            Workers = 1,
            Takes = 8,
            Inversion = new InversionOptions { Iterations = 1000, MaxThreads = 1 },
        });
        IPage page = await OpenAsync("/", 1280, slow);
        await page.Locator("#painting").SetInputFilesAsync(_painting);
        await page.Locator("#seconds").FillAsync("60");
        await page.Locator("#make").PressAsync("Enter");
        await page.Locator("#status", new() { HasText = "Making the music." }).WaitForAsync();
        Assert.Equal("stop", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.True(await page.Locator("#progress").IsVisibleAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#status", new() { HasText = "Stopped." }).WaitForAsync();
        Assert.Equal("make", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        while (slow.Works > 0) await Task.Delay(20);
        Assert.Empty(Directory.GetDirectories(_folder.File("slow")));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_the_history_works_and_the_form_is_not_there()
    {
        using var visitor = new StudioVisitor(_studio.Address);
        await visitor.MakeOneAsync(await File.ReadAllBytesAsync(_painting), "style=none&name=sky.png");
        IPage page = await fixture.Chromium.OpenAsync(_studio.Address.ToString(), options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        Assert.False(await page.Locator("#form").IsVisibleAsync());
        Assert.Contains("Making music needs JavaScript.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".history a").First.ClickAsync();
        Assert.Equal("sky.png", await page.Locator("h1").InnerTextAsync());
        Assert.Equal(4, await page.Locator("audio").CountAsync());
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string path = "", int width = 1280, StudioServer? studio = null)
    {
        IPage page = await fixture.Chromium.OpenAsync("about:blank", options: new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        page.Console += (_, message) => Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Add($"exception: {error}");
        await page.GotoAsync(new Uri((studio ?? _studio).Address, path).AbsoluteUri);
        return page;
    }

    private void Add(string message)
    {
        lock (_messages) _messages.Add(message);
    }

    private string[] Messages()
    {
        lock (_messages) return [.. _messages];
    }

    /// <summary>Presses Tab until an element with an id (#id), a name or a text has the focus.</summary>
    private static async Task PressUntilAsync(IPage page, string text)
    {
        for (int i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string focused = await page.EvaluateAsync<string>("() => { const e = document.activeElement; return e === document.body ? '' : e.id ? `#${e.id}` : e.tagName === 'AUDIO' ? 'audio' : e.innerText.trim(); }");
            if (focused.StartsWith(text, StringComparison.Ordinal)) return;
        }
        throw new InvalidOperationException($"The keyboard does not reach '{text}'.");
    }
}
