using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Pix2Pitch.Cli.Studio;
using Pix2Pitch.Inversion;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Pix2Pitch.Cli.Tests.Studio;

/// <summary>What the studio does not do.</summary>
public sealed class StudioRefusalTests : IAsyncLifetime, IDisposable
{
    private const int MaxBytes = 300_000;

    private readonly TemporaryFolder _folder = new();
    private StudioServer _studio = null!;
    private StudioVisitor _visitor = null!;
    private byte[] _painting = [];

    private string History => _folder.File("history");

    public async Task InitializeAsync()
    {
        _painting = File.ReadAllBytes(TestPaintings.Write(_folder, "sky.png"));
        _studio = await StudioServer.StartAsync(Options());
        _visitor = new StudioVisitor(_studio.Address);
    }

    public async Task DisposeAsync() => await _studio.DisposeAsync();

    public void Dispose()
    {
        _visitor.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("text.jpg", "'text.jpg' is not an image: use a JPEG, PNG, WebP, TIFF, GIF or BMP file.")]
    [InlineData("empty.png", "The painting 'empty.png' is empty (0 bytes): copy or download it again.")]
    [InlineData("half.png", "The painting 'half.png' is cut short: copy or download it again.")]
    [InlineData("huge.png", "The painting 'huge.png' has 60000 x 60000 pixels, more than the 100000000 that are allowed: make it smaller.")]
    [InlineData("large.png", "The painting 'large.png' has 11000 x 10000 pixels, more than the 100000000 that are allowed: make it smaller.")]
    public async Task A_file_that_is_no_usable_painting_is_answered_by_a_sentence(string name, string sentence)
    {
        byte[] file = name switch
        {
            "text.jpg" => "Dear studio, this is a letter."u8.ToArray(),
            "empty.png" => [],
            "half.png" => _painting[..(_painting.Length / 2)],
            "huge.png" => PngBomb(60_000, 60_000, 60_000L * 1000),
            _ => PngBomb(11_000, 10_000, 1000),
        };
        HttpResponseMessage answer = await _visitor.SendPaintingAsync(file, $"style=none&name={name}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(sentence, await StudioVisitor.SentenceAsync(answer));
        Assert.Empty(Directory.GetDirectories(History));
        Assert.Equal(0, _studio.Works);
    }

    [Fact]
    public async Task A_small_picture_with_a_bomb_in_its_profile_or_pixels_needs_little_memory()
    {
        const long Zeros = 250_000_000; // in a colour profile, and behind the pixels
        byte[] packed = Pack(Zeros), withProfile = WithChunk(_painting, "iCCP"u8, [.. "p\0\0"u8, .. packed]), withPixels = PngBomb(16, 16, Zeros);
        Assert.InRange(packed.Length, 200_000, MaxBytes - _painting.Length - 100);
        File.WriteAllText("/proc/self/clear_refs", "5"); // the peak is counted from now
        long before = PeakBytes();
        foreach (byte[] file in (byte[][])[withProfile, withPixels])
        {
            HttpResponseMessage answer = await _visitor.SendPaintingAsync(file, "style=none&name=bomb.png");
            string last = (await StudioVisitor.LinesAsync(answer))[^1].GetProperty("state").GetString()!;
            Assert.Contains(last, (string[])["failed", "done"]);
        }
        long peak = PeakBytes();
        Assert.True(peak < before + 150_000_000, $"The peak of memory rose from {before} to {peak} bytes."); // Linux counts pages for each processor, so a peak may even seem to fall by some
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_many_bytes_are_refused_while_they_are_read(bool isLengthKnown)
    {
        var sent = new CountedContent(isLengthKnown ? MaxBytes + 1 : 40_000_000, isLengthKnown);
        try
        {
            HttpResponseMessage answer = await _visitor.SendPaintingAsync(sent, "style=none&name=large.jpg");
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal($"The painting 'large.jpg' has more than the {MaxBytes} bytes that are allowed: make it smaller.", await StudioVisitor.SentenceAsync(answer));
        }
        catch (HttpRequestException) when (!isLengthKnown)
        {
            // The studio has closed the connection while the rest was being sent.
        }
        Assert.InRange(sent.Sent, 0, 30_000_000);
        while (_studio.Works > 0) await Task.Delay(20);
        Assert.Empty(Directory.GetDirectories(History));
    }

    [Theory]
    [InlineData("seconds=61", "The value of 'seconds' must be a number from 1 to 60, not '61'.")]
    [InlineData("seconds=NaN", "The value of 'seconds' must be a number from 1 to 60, not 'NaN'.")]
    [InlineData("creativity=2", "The value of 'creativity' must be a number from 0 to 1, not '2'.")]
    [InlineData("seed=1.5", "The value of 'seed' must be a whole number from -2147483648 to 2147483647, not '1.5'.")]
    [InlineData("model=1", "The value of 'model' must be a whole number from 0 to 0, not '1'.")]
    [InlineData("model=../../secret.onnx", "The value of 'model' must be a whole number from 0 to 0, not '../../secret.onnx'.")]
    [InlineData("style=cubism", "There is no style 'cubism': choose auto, none, baroque, classicism, romanticism, impressionism, expressionism.")]
    public async Task Wrong_settings_are_answered_by_a_sentence(string query, string sentence)
    {
        HttpResponseMessage answer = await _visitor.SendPaintingAsync(_painting, query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(sentence, await StudioVisitor.SentenceAsync(answer));
    }

    [Theory]
    [InlineData("/history/{0}/upload")]
    [InlineData("/history/{0}/..%2F..%2Fsecret.txt")]
    [InlineData("/history/..%2F{0}/1.wav")]
    [InlineData("/history/..%2Fsecret.txt")]
    [InlineData("/history/%2e%2e/secret.txt")]
    [InlineData("/history/{0}%00/1.wav")]
    [InlineData("/history/.lock")]
    [InlineData("/history/{0}/1.wav%0A")]
    [InlineData("/secret.txt")]
    public async Task No_path_of_a_visitor_is_opened(string address)
    {
        _folder.Write("secret.txt", "secret");
        string id = await _visitor.MakeOneAsync(_painting, "style=none&name=..%2F..%2Fsecret.txt");
        HttpResponseMessage answer = await _visitor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id));
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("secret", File.ReadAllText(_folder.File("secret.txt")));
    }

    [Fact]
    public async Task Requests_of_other_sites_are_refused()
    {
        string id = await _visitor.MakeOneAsync(_painting);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _visitor.GetAsync("/", ("Host", "evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _visitor.GetAsync("/", ("Host", "127.0.0.1.evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _visitor.GetAsync("/", ("Host", $"localhost:{_studio.Address.Port}"))).StatusCode);

        (string, string) cross = ("Sec-Fetch-Site", "cross-site"), same = ("Sec-Fetch-Site", "same-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.GetAsync($"/history/{id}/1.wav", cross)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.GetAsync($"/history/{id}/1.wav", same)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.GetAsync("/", cross, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _visitor.GetAsync("/", cross, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"))).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.SendPaintingAsync(_painting, "style=none", cross)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.SendPaintingAsync(_painting, "style=none", ("Origin", "http://evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.SendPaintingAsync(_painting, "style=none", ("Origin", "null"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _visitor.SendPaintingAsync(_painting, "style=none", ("Origin", $"http://127.0.0.1:{_studio.Address.Port + 1}"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _visitor.SendPaintingAsync(_painting, "style=none", ("Origin", _studio.Address.ToString().TrimEnd('/')), ("Sec-Fetch-Site", "same-origin"))).StatusCode);

        // Without the token of a page, and with that of another visitor.
        HttpResponseMessage without = await _visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/music?style=none") { Content = new ByteArrayContent(_painting) });
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal("The page is older than the studio: open it again.", await StudioVisitor.SentenceAsync(without));
        using var other = new StudioVisitor(_studio.Address);
        await other.TokenAsync();
        HttpResponseMessage mixed = await other.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/music?style=none") { Content = new ByteArrayContent(_painting) }, ("X-Pix2Pitch-Page", await _visitor.TokenAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, mixed.StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_in_the_page_and_being_shown_by_others()
    {
        foreach (string path in (string[])["/", "/history", "/nothing", "/studio.js"])
        {
            HttpResponseMessage answer = await _visitor.GetAsync(path);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Other_machines_need_a_token()
    {
        Pix2PitchException none = await Assert.ThrowsAsync<Pix2PitchException>(() => StudioServer.StartAsync(Options("other") with { Address = IPAddress.Any }));
        Assert.Equal("At the address 0.0.0.0, other machines can reach the studio: choose a token of 16 characters or more that visitors need, with --token.", none.Message);
        Pix2PitchException brief = await Assert.ThrowsAsync<Pix2PitchException>(() => StudioServer.StartAsync(Options("other") with { Address = IPAddress.Any, Token = "1234" }));
        Assert.Equal("The token has 4 characters, and one that cannot be guessed has 16 or more: choose a longer one with --token.", brief.Message);
        Assert.False(Directory.Exists(_folder.File("other")));

        const string Token = "the token of the museum";
        await using StudioServer open = await StudioServer.StartAsync(Options("other") with { Address = IPAddress.Any, Token = Token, Hosts = ["museum.example"] });
        var address = new Uri($"http://127.0.0.1:{open.Address.Port}/");
        using StudioVisitor stranger = new(address), guest = new(address), invited = new(address, followsRedirects: false);
        foreach (string path in (string[])["/", "/history", "/?token=wrong", "/nothing"]) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(path)).StatusCode);
        HttpResponseMessage refused = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/music") { Content = new ByteArrayContent(_painting) });
        Assert.Equal("The studio needs its token: open its page again.", await StudioVisitor.SentenceAsync(refused));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostFormAsync("/enter", "token", "wrong")).StatusCode);
        Assert.Contains("This token is wrong.", await (await stranger.PostFormAsync("/enter", "token", "wrong")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await invited.PostFormAsync("/enter", "token", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await invited.GetAsync("/history")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync($"/?token={Uri.EscapeDataString(Token)}")).StatusCode);
        string id = await guest.MakeOneAsync(_painting);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync($"/history/{id}/1.wav")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync($"/history/{id}/1.wav")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync("/", ("Host", "museum.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await guest.GetAsync("/", ("Host", "evil.example"))).StatusCode);
    }

    [Theory]
    [InlineData("--port", "70000", "--port must be a whole number from 0 to 65535, not '70000'.")]
    [InlineData("--address", "museum", "--address must be an IP address of this machine, such as 192.168.1.20, not 'museum'.")]
    [InlineData("--keep", "0", "--keep must be from 1 to 100000, not 0.")]
    public void Wrong_options_are_refused(string option, string value, string sentence)
    {
        ProgramRun run = Command.Run(_folder.Path, "serve", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_does_not_open_the_studio_to_other_machines_without_a_token()
    {
        ProgramRun run = Command.Run(_folder.Path, "serve", "--address", "0.0.0.0", "--model", _folder.File("tiny.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("At the address 0.0.0.0, other machines can reach the studio", run.Error, StringComparison.Ordinal);
    }

    private StudioOptions Options(string history = "history") => new()
    {
        Port = 0,
        Models = [File.Exists(_folder.File("tiny.onnx")) ? _folder.File("tiny.onnx") : TinyModel.Write(_folder)],
        History = _folder.File(history),
        MaxUploadBytes = MaxBytes,
        Inversion = new InversionOptions { Iterations = 0, MaxThreads = 1 },
    };

    private static long PeakBytes() => 1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).AsSpan(6).Trim().TrimEnd("kB"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A PNG that promises a size, and unpacks to a number of zeros.</summary>
    private static byte[] PngBomb(int width, int height, long zeros)
    {
        using var image = new Image<L8>(1, 1);
        using var stream = new MemoryStream();
        image.SaveAsPng(stream);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 0);
        return [.. stream.ToArray()[..8], .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Pack(zeros)), .. Chunk("IEND"u8, [])];
    }

    private static byte[] WithChunk(byte[] png, ReadOnlySpan<byte> type, byte[] data) => [.. png[..33], .. Chunk(type, data), .. png[33..]];

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }

    private static byte[] Pack(long zeros)
    {
        byte[] part = new byte[10_000];
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (long left = zeros; left > 0; left -= part.Length) deflate.Write(part, 0, (int)Math.Min(left, part.Length));
        }
        return packed.ToArray();
    }

    /// <summary>Bytes that are counted when they are sent.</summary>
    private sealed class CountedContent(long length, bool isLengthKnown) : HttpContent
    {
        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            byte[] part = new byte[50_000];
            for (long left = length; left > 0; left -= part.Length)
            {
                int count = (int)Math.Min(left, part.Length);
                await stream.WriteAsync(part.AsMemory(0, count));
                Sent += count;
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return isLengthKnown;
        }
    }
}
