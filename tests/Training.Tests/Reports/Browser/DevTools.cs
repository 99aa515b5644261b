using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Pix2Pitch.Training.Tests.Reports.Browser;

/// <summary>The DevTools protocol of a running Chromium: commands, their answers, and events.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = new();
    private readonly ConcurrentDictionary<string, DevToolsPage> _pages = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Task _reading = Task.CompletedTask;
    private int _last;

    private DevTools()
    {
    }

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        using var limit = new CancellationTokenSource(s_patience);
        await tools._socket.ConnectAsync(address, limit.Token);
        tools._reading = Task.Run(tools.ReadAsync);
        return tools;
    }

    public async Task<DevToolsPage> OpenPageAsync()
    {
        JsonNode target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null);
        string id = (string)target["targetId"]!;
        JsonNode session = await SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = id, ["flatten"] = true }, null);
        var page = new DevToolsPage(this, id, (string)session["sessionId"]!);
        _pages[page.Session] = page;
        return page;
    }

    public async Task<JsonNode> SendAsync(string method, JsonObject? parameters, string? session)
    {
        int id = Interlocked.Increment(ref _last);
        var message = new JsonObject { ["id"] = id, ["method"] = method };
        if (parameters is not null) message["params"] = parameters;
        if (session is not null) message["sessionId"] = session;
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
        JsonNode node = await answer.Task.WaitAsync(s_patience);
        return node["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : node["result"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close) return;
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                message.Position = 0;
                JsonNode node = JsonNode.Parse(message)!;
                if (node["id"] is { } id && _asked.TryRemove((int)id, out TaskCompletionSource<JsonNode>? answer)) answer.SetResult(node);
                else if ((string?)node["sessionId"] is { } session && _pages.TryGetValue(session, out DevToolsPage? page)) page.Hear(node);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            foreach (TaskCompletionSource<JsonNode> waiting in _asked.Values) waiting.TrySetException(e);
        }
    }
}
