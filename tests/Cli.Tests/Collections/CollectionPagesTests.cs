using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Pix2Pitch.Cli.Tests.Collections;

/// <summary>The pages of a collection from the disk, in a real browser.</summary>
[Collection(CollectionFixture.Name)]
public sealed class CollectionPagesTests(CollectionFixture fixture)
{
    [Theory]
    [InlineData("index.html", 1280, 4)]
    [InlineData("index.html", 320, 4)] // a window of 1280 pixels at 400 %
    [InlineData("de/works/12.html", 1280, 1)]
    [InlineData("works/3.html", 320, 1)]
    [InlineData("works/7.html", 320, 1)]
    [InlineData("kiosk.html", 1280, 2)]
    [InlineData("es/kiosk.html", 320, 2)]
    [InlineData("labels.html", 320, 0)]
    public async Task A_page_is_sound(string name, int width, int images)
    {
        PageFindings found = await fixture.Chromium.InspectAsync(Path.Combine(fixture.Folder, name), width);
        Assert.Empty(found.Messages);
        Assert.Empty(found.Violations!);
        Assert.InRange(found.ScrollWidth, 1, width);
        Assert.Equal(images, found.Images);
        if (!name.Contains("kiosk", StringComparison.Ordinal)) Assert.Empty(found.BrokenImages); // its second picture has no painting yet
        Assert.All(found.Requests, request => Assert.StartsWith(new Uri(fixture.Folder).AbsoluteUri, request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("works/12.html")]
    [InlineData("kiosk.html")]
    public async Task Everything_that_can_be_pressed_is_large_enough_and_nothing_sounds_by_itself(string name)
    {
        IPage page = await OpenAsync(name);
        string[] small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('a, button, summary, input, audio')].filter(e => e.checkVisibility() && !e.classList.contains('skip'))
              .filter(e => { const box = e.getBoundingClientRect(); return Math.min(box.width, box.height) < 44; }).map(e => e.outerHTML)
            """);
        Assert.Empty(small);
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('audio')].every(a => a.paused && !a.autoplay)"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_visitor_gets_from_the_index_to_the_music_with_the_keyboard_alone()
    {
        IPage page = await OpenAsync("index.html");
        Assert.Equal("Skip to the content", await PressUntilAsync(page, "Skip"));
        await PressUntilAsync(page, "12");
        await page.Keyboard.PressAsync("Enter");
        await ArrivesAsync(page, @"/works/12\.html$");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter"); // skips the header
        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));

        await PressUntilAsync(page, "Play");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => music.currentTime > 0.1");
        Assert.Equal("Pause", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Space");
        Assert.True(await page.EvaluateAsync<bool>("() => music.paused && music.currentTime > 0"));

        await PressUntilAsync(page, "Stop");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await page.EvaluateAsync<double>("() => music.currentTime"));
        await PressUntilAsync(page, "Forward 10 seconds");
        await page.Keyboard.PressAsync("Enter");
        Assert.InRange(await page.EvaluateAsync<double>("() => music.currentTime"), 9, 10.1);
        await PressUntilAsync(page, "Back 10 seconds", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await page.EvaluateAsync<double>("() => Math.max(0, music.currentTime - 0.1)"));
        await PressUntilAsync(page, "Slower");
        await page.Keyboard.PressAsync("Space");
        Assert.Equal("0.75 true", await page.EvaluateAsync<string>("() => `${music.playbackRate} ${document.activeElement.getAttribute('aria-pressed')}`"));
        await PressUntilAsync(page, "From the start", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !music.paused");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Focus_is_seen_on_every_stop()
    {
        IPage page = await OpenAsync("works/12.html");
        var seen = new HashSet<string>();
        for (int i = 0; i < 40; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string[] found = await page.EvaluateAsync<string[]>("""
                () => {
                  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
                  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
                  const seen = e === document.body || e.tagName === 'AUDIO' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && (e.contains(top) || top?.contains(e)));
                  return [e.tagName + ' ' + e.textContent.trim(), String(seen)];
                }
                """);
            Assert.True(found[1] == "True" || found[1] == "true", found[0]);
            seen.Add(found[0]);
        }
        Assert.True(seen.Count > 12, string.Join(", ", seen));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_there_are_the_browser_s_player_and_all_the_links()
    {
        IPage page = await fixture.Chromium.OpenAsync(Path.Combine(fixture.Folder, "index.html"), options: new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.Locator("main a").First.ClickAsync();
        Assert.EndsWith("/works/3.html", page.Url, StringComparison.Ordinal);
        Assert.True(await page.Locator("audio").IsVisibleAsync());
        Assert.False(await page.Locator(".buttons").IsVisibleAsync());
        await page.GotoAsync(new Uri(Path.Combine(fixture.Folder, "kiosk.html")).AbsoluteUri);
        Assert.Contains("The kiosk needs JavaScript", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_screen_reader_finds_names_and_roles()
    {
        IPage page = await OpenAsync("works/12.html");
        string tree = await page.Locator("body").AriaSnapshotAsync();
        foreach (string part in (string[])
            ["- main:", "- heading \"حديقة الزهور [U+202E]gnp\" [level=1]", "- heading \"The music\" [level=2]", "img \"Painting: حديقة الزهور [U+202E]gnp. Artist unknown, 1871. Mainly ",
            "- group \"Large buttons for the music\":", "- button \"Play\"", "- button \"Slower\"", "Length: 10 seconds.", "- navigation \"Languages\":", "- link \"English\"", "- term: Style", "- contentinfo:"])
        {
            Assert.Contains(part, tree, StringComparison.Ordinal);
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_part_of_the_painting_that_sounds_is_marked_and_each_part_can_be_heard()
    {
        ProgramRun run = fixture.Make("path", "--path", "left-to-right", "--seconds", "20", "--stereo", "--languages", "en");
        Assert.True(run.ExitCode == 0, run.Error);
        IPage page = await fixture.Chromium.OpenAsync(Path.Combine(fixture.Source, "path", "works", "3.html"));
        Assert.False(await page.Locator("#part").IsVisibleAsync());
        ILocator last = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("on the right$") });
        await last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !part.hidden && music.currentTime > 8");
        Assert.Equal("true", await last.GetAttributeAsync("aria-current"));
        Assert.Equal("50% 0% 50% 100%", await page.EvaluateAsync<string>("() => ['left', 'top', 'width', 'height'].map(side => part.style[side]).join(' ')"));
        Assert.Equal(2, BitConverter.ToInt16(File.ReadAllBytes(Directory.GetFiles(Path.Combine(fixture.Source, "path", "media"), "*.wav")[0]), 22));
        Assert.Empty(await Chromium.InspectAsync(page));
        await page.EvaluateAsync("() => { music.pause(); music.currentTime = 0; }");
        await page.WaitForFunctionAsync("() => part.hidden");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Music_that_is_missing_is_said()
    {
        using var copy = new TemporaryFolder();
        foreach (string file in (string[])["works/3.html", "player.js", "collection.css"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy.File(file))!);
            File.Copy(Path.Combine(fixture.Folder, file), copy.File(file));
        }
        IPage page = await fixture.Chromium.OpenAsync(copy.File("works/3.html"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".player [role=status]")).ToContainTextAsync("The music cannot be played.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_kiosk_plays_a_number_with_the_keyboard_alone_and_goes_back()
    {
        IPage page = await OpenAsync("kiosk.html");
        Assert.Equal("number", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Keyboard.TypeAsync("99");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("There is no painting with the number 99.");
        await page.Keyboard.TypeAsync("12"); // the wrong number is selected, so that it is replaced
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => music.currentTime > 0.1");
        Assert.Equal("title", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        Assert.Equal("حديقة الزهور [U+202E]gnp", await page.Locator("#title").InnerTextAsync());
        Assert.Empty(await Chromium.InspectAsync(page));
        await PressUntilAsync(page, "Back to the start");
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.EvaluateAsync<bool>("() => music.paused && !start.hidden && number.value === '' && document.activeElement.id === 'number'"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_kiosk_asks_before_it_goes_back_and_a_key_answers()
    {
        IPage page = await fixture.Chromium.OpenAsync("/", options: null);
        await page.Clock.InstallAsync();
        await page.GotoAsync(new Uri(Path.Combine(fixture.Folder, "de", "kiosk.html")).AbsoluteUri + "?idle=30");
        foreach ((string digit, string typed) in ((string, string)[])[("4", "4"), ("0", "40"), ("0", "400"), ("1", "4001")])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = digit, Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator("#number")).ToHaveValueAsync(typed);
        }
        await page.GetByRole(AriaRole.Button, new() { Name = "Löschen" }).ClickAsync();
        Assert.Equal("400", await page.Locator("#number").InputValueAsync());

        await page.Clock.RunForAsync(31_000);
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Sind Sie noch da?" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter"); // on "Ja, hier bleiben"
        await Assertions.Expect(page.Locator("dialog")).ToBeHiddenAsync();
        Assert.Equal("400", await page.Locator("#number").InputValueAsync());

        await page.Clock.RunForAsync(55_000);
        await ArrivesAsync(page, @"/music/kiosk\.html\?idle=30$"); // the first language, for the next visitor
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_kiosk_s_pictures_can_be_stopped_and_do_not_move_where_motion_is_not_wanted()
    {
        IPage page = await fixture.Chromium.OpenAsync("/", options: new BrowserNewContextOptions { ReducedMotion = ReducedMotion.NoPreference });
        await page.Clock.InstallAsync();
        await page.GotoAsync(new Uri(Path.Combine(fixture.Folder, "kiosk.html")).AbsoluteUri);
        Assert.Equal("3", await page.Locator("#slide-number").InnerTextAsync());
        await page.Clock.RunForAsync(8_100);
        Assert.Equal("7", await page.Locator("#slide-number").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop the pictures" }).ClickAsync();
        await page.Clock.RunForAsync(30_000);
        Assert.Equal("7", await page.Locator("#slide-number").InnerTextAsync());
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.ReloadAsync();
        await page.Clock.RunForAsync(30_000);
        Assert.Equal("3", await page.Locator("#slide-number").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    private Task<IPage> OpenAsync(string name) => fixture.Chromium.OpenAsync(Path.Combine(fixture.Folder, name));

    // WaitForURL waits for an event, which it can miss: pages from the disk load at once. This looks again and again.
    private static async Task ArrivesAsync(IPage page, string address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(address), new() { Timeout = 120_000 });
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Presses a key until something whose text begins so has the focus.</summary>
    private static async Task<string> PressUntilAsync(IPage page, string text, string key = "Tab")
    {
        for (int i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync(key);
            if (await FocusedAsync(page) is { } focused && focused.StartsWith(text, StringComparison.Ordinal)) return focused;
        }
        throw new InvalidOperationException($"The keyboard does not reach '{text}'.");
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("() => document.activeElement === document.body ? '' : document.activeElement.innerText.trim()");
}
