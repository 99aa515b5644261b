using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Pix2Pitch.Training.Tests.Reports.Browser;

/// <summary>A page of a running Chromium.</summary>
internal sealed class DevToolsPage(DevTools tools, string target, string session) : IAsyncDisposable
{
    private readonly List<JsonNode> _heard = [];

    public string Session => session;

    /// <summary>The events so far.</summary>
    public IReadOnlyList<JsonNode> Heard
    {
        get
        {
            lock (_heard) return [.. _heard];
        }
    }

    public void Hear(JsonNode node)
    {
        lock (_heard) _heard.Add(node);
    }

    public Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => tools.SendAsync(method, parameters, session);

    /// <summary>Waits until there has been an event of this name.</summary>
    public async Task WaitForAsync(string method)
    {
        var clock = Stopwatch.StartNew();
        while (!Heard.Any(node => (string?)node["method"] == method))
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException($"There was no {method}.");
            await Task.Delay(10);
        }
    }

    /// <summary>Evaluates a script, waits for it, and gives its value.</summary>
    public async Task<JsonNode?> EvaluateAsync(string script)
    {
        JsonNode answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } wrong
            ? throw new InvalidOperationException($"The script failed: {wrong.ToJsonString()}")
            : answer["result"]!["value"];
    }

    public async ValueTask DisposeAsync() => await tools.SendAsync("Target.closeTarget", new JsonObject { ["targetId"] = target }, null);
}
