using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pix2Pitch.Cli.Tests.Studio;

/// <summary>A visitor of a studio without a browser.</summary>
internal sealed partial class StudioVisitor : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;
    private string? _token;

    public StudioVisitor(Uri address, bool followsRedirects = true)
        => _client = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = followsRedirects }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>The cookies, as a header has them.</summary>
    public string Cookies => _cookies.GetCookieHeader(_client.BaseAddress!);

    public async Task<string> ReadAsync(string path) => await (await GetAsync(path)).Content.ReadAsStringAsync();

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    public Task<HttpResponseMessage> PostFormAsync(string path, string field, string value)
        => _client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create(field, value)]));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach ((string name, string value) in headers)
        {
            if (name == "Host") request.Headers.Host = value;
            else request.Headers.TryAddWithoutValidation(name, value);
        }
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The token of the page, which opens it once.</summary>
    public async Task<string> TokenAsync() => _token ??= PageToken().Match(await ReadAsync("/")).Groups[1].Value;

    /// <summary>Sends a painting.</summary>
    public Task<HttpResponseMessage> SendPaintingAsync(byte[] painting, string query = "style=none", params (string Name, string Value)[] headers)
        => SendPaintingAsync(new ByteArrayContent(painting), query, headers);

    /// <inheritdoc cref="SendPaintingAsync(byte[], string, ValueTuple{string, string}[])"/>
    public async Task<HttpResponseMessage> SendPaintingAsync(HttpContent painting, string query = "style=none", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/music?{query}") { Content = painting };
        painting.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await SendAsync(request, [("X-Pix2Pitch-Page", await TokenAsync()), .. headers]);
    }

    /// <summary>Sends a painting and waits for its music.</summary>
    /// <returns>The lines of the answer.</returns>
    public async Task<JsonElement[]> MakeAsync(byte[] painting, string query = "style=none") => await LinesAsync(await SendPaintingAsync(painting, query));

    /// <summary>Sends a painting that must become music.</summary>
    /// <returns>The id in the history.</returns>
    public async Task<string> MakeOneAsync(byte[] painting, string query = "style=none")
    {
        JsonElement last = (await MakeAsync(painting, query))[^1];
        Assert.True(last.GetProperty("state").GetString() == "done", last.ToString());
        return last.GetProperty("id").GetString()!;
    }

    /// <summary>The lines of an answer.</summary>
    public static async Task<JsonElement[]> LinesAsync(HttpResponseMessage answer)
        => [.. (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The sentence of an answer that refuses.</summary>
    public static async Task<string> SentenceAsync(HttpResponseMessage answer)
    {
        JsonElement line = Assert.Single(await LinesAsync(answer));
        Assert.Equal("failed", line.GetProperty("state").GetString());
        return line.GetProperty("sentence").GetString()!;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("data-token=\"([^\"]+)\"")]
    private static partial Regex PageToken();
}
