using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pix2Pitch.Cli.Studio;
using Pix2Pitch.Inversion;
using Pix2Pitch.SoundFiles;

namespace Pix2Pitch.Cli.Tests.Studio;

/// <summary>The studio, visited by programs.</summary>
public sealed class StudioTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model, _painting;
    private readonly byte[] _bytes;

    public StudioTests()
    {
        _model = TinyModel.Write(_folder);
        _painting = TestPaintings.Write(_folder, "sky.png", 2);
        _bytes = File.ReadAllBytes(_painting);
    }

    private string History => _folder.File("history");

    private StudioOptions Options => new() { Port = 0, Models = [_model], History = History, Inversion = new InversionOptions { Iterations = 0, MaxThreads = 1 } };

    // With Slow, this takes long enough to do something meanwhile.
    private const string Long = "style=none&seconds=60";

    private StudioOptions Slow => Options with { Takes = 16, Workers = 1, Inversion = new InversionOptions { Iterations = 400, MaxThreads = 1 } };

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_painting_becomes_the_same_music_as_with_the_command()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Options);
        using var visitor = new StudioVisitor(studio.Address);
        string id = await visitor.MakeOneAsync(_bytes, "name=C:%5Cpictures%5CIm%20Garten.png&style=baroque&seconds=12&creativity=0.5&seed=7");
        for (int take = 1; take <= 4; take++)
        {
            string seed = (6 + take).ToString(CultureInfo.InvariantCulture);
            ProgramRun run = Command.Run(_folder.Path, "generate", _painting, "-o", $"{seed}.wav", "--spectrogram", $"{seed}.png", "--model", _model, "--style", "baroque", "--seconds", "12", "--creativity", "0.5",
                "--seed", seed, "--iterations", "0");
            Assert.True(run.ExitCode == 0, run.Error);
            HttpResponseMessage wave = await visitor.GetAsync($"/history/{id}/{take}.wav");
            Assert.Equal("audio/wav", wave.Content.Headers.ContentType!.MediaType);
            byte[] own = await wave.Content.ReadAsByteArrayAsync();
            Assert.Equal(Data(File.ReadAllBytes(_folder.File($"{seed}.wav"))), Data(own));
            string copy = _folder.Write($"copy-{seed}.wav", own);
            IReadOnlyDictionary<string, string> properties = WaveProperties.Read(copy), expected = WaveProperties.Read(_folder.File($"{seed}.wav"));
            Assert.Equal("Im Garten.png", properties["pix2pitch.painting"]);
            Assert.Equal("a machine", properties["pix2pitch.made-by"]);
            Assert.All(expected.Where(pair => pair.Key != "pix2pitch.painting"), pair => Assert.Equal(pair.Value, properties[pair.Key]));

            // The spectrogram can be inverted, and is that of the command.
            _folder.Write($"copy-{seed}.png", await (await visitor.GetAsync($"/history/{id}/{take}.png")).Content.ReadAsByteArrayAsync());
            ProgramRun invert = Command.Run(_folder.Path, "invert", $"copy-{seed}.png", "-o", $"inverted-{seed}.wav", "--iterations", "0");
            Assert.True(invert.ExitCode == 0, invert.Error);
            Assert.Equal(Data(own), Data(File.ReadAllBytes(_folder.File($"inverted-{seed}.wav"))));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/history/{id}/5.wav")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/history/{id}/1.mid")).StatusCode); // this model makes no notes
        Assert.False(File.Exists(Path.Combine(History, id, "upload")));

        static byte[] Data(byte[] wave)
        {
            int at = wave.AsSpan().IndexOf("data"u8);
            return wave[at..(at + 8 + BitConverter.ToInt32(wave, at + 4))];
        }
    }

    [Fact]
    public async Task The_history_is_read_from_the_files_when_the_studio_is_started_again()
    {
        string id, page;
        await using (StudioServer first = await StudioServer.StartAsync(Options))
        {
            using var visitor = new StudioVisitor(first.Address);
            id = await visitor.MakeOneAsync(_bytes, "name=%3Cb%3Esky.png&style=auto&creativity=0.3&seed=40");
            page = await visitor.ReadAsync($"/history/{id}");
        }
        Directory.CreateDirectory(Path.Combine(History, ".new-20200101-000000-00000000"));
        _folder.Write("history/20200101-000000-00000000/1.wav", "no sound");
        _folder.Write("history/notes.txt", "of somebody else");
        await using StudioServer second = await StudioServer.StartAsync(Options);
        using var later = new StudioVisitor(second.Address);
        Assert.Equal(page, await later.ReadAsync($"/history/{id}"));
        Assert.Contains("Seed 43", page, StringComparison.Ordinal);
        Assert.Contains("judged from the picture", page, StringComparison.Ordinal);
        Assert.Contains("creativity 30 %, model <bdi>tiny</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;sky", page, StringComparison.Ordinal);
        string history = await later.ReadAsync("/history");
        Assert.Equal(1, Count(history, "href=\"/history/2"));
        Assert.Contains($"/history/{id}/painting.jpg", history, StringComparison.Ordinal);
        Assert.Equal(["20200101-000000-00000000", id], Directory.GetDirectories(History).Select(Path.GetFileName).Order());
        Assert.True(File.Exists(Path.Combine(History, "notes.txt")));
    }

    [Fact]
    public async Task Several_visitors_at_once_get_their_own_music()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Options);
        byte[][] paintings = [.. Enumerable.Range(1, 8).Select(n => File.ReadAllBytes(TestPaintings.Write(_folder, $"{n}.png", n)))];
        string[] ids = await Task.WhenAll(paintings.Select(async painting =>
        {
            using var visitor = new StudioVisitor(studio.Address);
            return await visitor.MakeOneAsync(painting);
        }));
        Assert.Equal(8, ids.Distinct().Count());
        Assert.All(ids.Zip(paintings), pair =>
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(pair.Second))[..16];
            Assert.All(Enumerable.Range(1, 4), take => Assert.Equal(hash, WaveProperties.Read(Path.Combine(History, pair.First, $"{take}.wav"))["pix2pitch.painting-hash"]));
        });
        Assert.Equal(0, studio.Works);
    }

    [Fact]
    public async Task A_short_work_does_not_wait_for_all_of_a_long_one_and_sees_its_place()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Slow with { Takes = 4 });
        using StudioVisitor first = new(studio.Address), second = new(studio.Address), third = new(studio.Address);
        using HttpResponseMessage slow = await first.SendPaintingAsync(_bytes, Long);
        await UntilAsync(() => Directory.Exists(History) && Directory.EnumerateFiles(History, "*.jpg", SearchOption.AllDirectories).Any()); // it is being worked on
        Task<JsonElement[]> waiting = second.MakeAsync(_bytes, "style=none&seconds=1"), last = third.MakeAsync(_bytes, "style=none&seconds=1");
        JsonElement[][] lines = [await waiting, await last];
        Assert.All(lines, answer => Assert.Equal("done", answer[^1].GetProperty("state").GetString()));
        Assert.Contains(lines, answer => answer[0].GetProperty("state").GetString() == "waiting" && answer[0].GetProperty("place").GetInt32() >= 1);
        Assert.Equal(1, studio.Works); // the long one is not ready yet
    }

    [Fact]
    public async Task A_visitor_who_goes_away_while_music_is_made_leaves_nothing_behind()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Slow);
        using var visitor = new StudioVisitor(studio.Address);
        HttpResponseMessage answer = await visitor.SendPaintingAsync(_bytes, Long);
        await UntilAsync(() => Directory.EnumerateFiles(History, "*.jpg", SearchOption.AllDirectories).Any());
        Assert.Equal(1, studio.Works);
        answer.Dispose();
        await UntilAsync(() => studio.Works == 0);
        Assert.Empty(Directory.GetDirectories(History));
    }

    [Fact]
    public async Task A_visitor_who_goes_away_in_the_middle_of_sending_leaves_nothing_behind()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Options);
        using var visitor = new StudioVisitor(studio.Address);
        using (Socket socket = await SendHalfAsync(studio, visitor))
        {
            await UntilAsync(() => Directory.EnumerateFiles(History, "upload", SearchOption.AllDirectories).Any());
        }
        await UntilAsync(() => studio.Works == 0);
        Assert.Empty(Directory.GetDirectories(History));
        await visitor.MakeOneAsync(_bytes); // and the studio goes on
    }

    [Fact]
    public async Task A_full_studio_says_so()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Options with { MaxVisitors = 1 });
        using var visitor = new StudioVisitor(studio.Address);
        using (Socket socket = await SendHalfAsync(studio, visitor))
        {
            await UntilAsync(() => studio.Works == 1);
            HttpResponseMessage answer = await visitor.SendPaintingAsync(_bytes);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("The studio is full: try again in a minute.", await StudioVisitor.SentenceAsync(answer));
        }
        await UntilAsync(() => studio.Works == 0);
        await visitor.MakeOneAsync(_bytes);
    }

    [Fact]
    public async Task The_oldest_works_are_deleted_when_there_are_too_many()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Options with { MaxHistory = 2, Takes = 1 });
        using var visitor = new StudioVisitor(studio.Address);
        string[] ids = new string[3];
        for (int i = 0; i < 3; i++)
        {
            // Ids are ordered by the second.
            if (i > 0) await UntilAsync(() => string.CompareOrdinal(DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture), ids[i - 1][..15]) > 0);
            ids[i] = await visitor.MakeOneAsync(_bytes);
        }
        Assert.Equal(ids[1..], Directory.GetDirectories(History).Select(Path.GetFileName).Order());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/history/{ids[0]}")).StatusCode);
        Assert.Contains("or it was deleted", await visitor.ReadAsync($"/history/{ids[0]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_closes_music_that_is_being_made_is_finished()
    {
        StudioServer studio = await StudioServer.StartAsync(Options with { Workers = 1, Takes = 2, Inversion = new InversionOptions { Iterations = 200, MaxThreads = 1 } });
        using var visitor = new StudioVisitor(studio.Address);
        HttpResponseMessage answer = await visitor.SendPaintingAsync(_bytes, Long);
        await UntilAsync(() => Directory.EnumerateFiles(History, "*.jpg", SearchOption.AllDirectories).Any());
        await studio.DisposeAsync();
        Assert.Equal("done", (await StudioVisitor.LinesAsync(answer))[^1].GetProperty("state").GetString());
        Assert.Single(Directory.GetDirectories(History));
    }

    [Fact]
    public async Task A_history_and_a_port_belong_to_one_studio()
    {
        await using StudioServer studio = await StudioServer.StartAsync(Options);
        Pix2PitchException folder = await Assert.ThrowsAsync<Pix2PitchException>(() => StudioServer.StartAsync(Options));
        Assert.Equal($"Another studio uses the folder '{History}': name another one with --history.", folder.Message);
        Pix2PitchException port = await Assert.ThrowsAsync<Pix2PitchException>(() => StudioServer.StartAsync(Options with { History = _folder.File("other"), Port = studio.Address.Port }));
        Assert.Contains($"The studio cannot listen at 127.0.0.1, port {studio.Address.Port} (", port.Message, StringComparison.Ordinal);
        Assert.Contains("choose another port with --port", port.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_signal_closes_the_studio(string signal)
    {
        // It says in a file that it is open.
        string said = _folder.File("said.txt");
        CommandRun run = CommandRun.Start(_folder.Path, process =>
        {
            while (!process.HasExited && !(File.Exists(said) && File.ReadAllText(said).Contains("Ctrl-C ends it.", StringComparison.Ordinal))) Thread.Sleep(20);
            using Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            kill.WaitForExit();
        }, "env", "--default-signal=INT", "sh", "-c", "exec \"$@\" > said.txt", "sh", "dotnet", CommandRun.Program, "serve", "--port", "0", "--history", "h", "--model", _model);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("The studio is open at http://127.0.0.1:", File.ReadAllText(said), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("h")));
    }

    /// <summary>Begins to send a painting and does not go on.</summary>
    private static async Task<Socket> SendHalfAsync(StudioServer studio, StudioVisitor visitor)
    {
        string token = await visitor.TokenAsync();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, studio.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /music?style=none HTTP/1.1\r\nHost: {studio.Address.Authority}\r\nContent-Length: 100000\r\nCookie: {visitor.Cookies}\r\nX-Pix2Pitch-Page: {token}\r\n\r\n" + new string('x', 1000)));
        return socket;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        long begun = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), "It did not happen within two minutes.");
            await Task.Delay(20);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
