using System.Net;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pix2Pitch.Generation;
using Pix2Pitch.Pages.Layout;
using Pix2Pitch.Pages.Studio;
using Pix2Pitch.Styles.Classification;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Studio;

/// <summary>The studio: a web server on which a painting becomes music.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private const int ListLength = 24, RecentLength = 6;
    private const string TokenHeader = "X-Pix2Pitch-Page";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2); // for answers that are being sent

    private readonly StudioOptions _options;
    private readonly StudioInfo _info;
    private readonly StudioGuard _guard;
    private readonly StudioHistory _history;
    private readonly StudioQueue _queue;
    private readonly Lazy<PaintingToMusic>[] _models;
    private readonly WebApplication _application;

    private StudioServer(StudioOptions options)
    {
        options.Validate();
        _options = options;
        bool judges = ImageNetwork.IsPresent(null);
        string[] names = [.. options.Models.Select(model => GeneratorFile.Read(model, GeneratorDirection.PaintingToMusic).Metadata.Name)];
        _models = [.. options.Models.Select(model => new Lazy<PaintingToMusic>(
            () => PaintingToMusic.Load(model, new MusicOptions { Inversion = options.Inversion, Accelerator = options.Accelerator, JudgesStyle = judges })))];
        _info = new StudioInfo
        {
            Models = names,
            JudgesStyle = judges,
            MaxUploadBytes = options.MaxUploadBytes,
            MaxSeconds = options.MaxSeconds,
            Takes = options.Takes,
            MaxHistory = options.MaxHistory,
        };
        _ = _models[0].Value; // an error is told at once, and the first visitor does not wait for it
        _guard = new StudioGuard(options);
        _history = new StudioHistory(options.History, options.MaxHistory);
        _queue = new StudioQueue(options.Workers, options.MaxVisitors);
        _application = Build();
    }

    /// <summary>The address of the studio.</summary>
    public Uri Address { get; private set; } = null!; // until it has started

    /// <summary>How many works are sent, wait or are worked on.</summary>
    public int Works => _queue.Works;

    /// <summary>Starts a studio.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="Pix2PitchException">The model, the folder, the address or the port cannot be used, or a token is needed.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options)
    {
        var server = new StudioServer(options);
        try
        {
            await server._application.StartAsync();
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            if (e is IOException or System.Net.Sockets.SocketException)
                throw new Pix2PitchException($"The studio cannot listen at {options.Address}, port {options.Port} ({(e.InnerException ?? e).Message.TrimEnd('.')}): choose another port with --port, or an address of this machine.", e);
            throw;
        }
        string bound = server._application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        server.Address = new Uri(bound);
        return server;
    }

    /// <summary>Stops the studio: music that is being made is finished, other works are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        while (_queue.Works > 0) await Task.Delay(50);
        if (Address is not null) await _application.StopAsync(new CancellationTokenSource(s_farewell).Token);
        await _application.DisposeAsync();
        _queue.Dispose();
        foreach (Lazy<PaintingToMusic> model in _models.Where(model => model.IsValueCreated)) model.Value.Dispose();
        _history.Dispose();
    }

    private WebApplication Build()
    {
        // Nothing is configured from outside: no environment variables, no files.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = _options.MaxUploadBytes + 1; // one byte more, so that the sentence here is the answer
            kestrel.Limits.MaxConcurrentConnections = 8 * _options.MaxVisitors;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Listen(_options.Address, _options.Port);
        });
        builder.Services.AddRoutingCore();
        // Signals are handled by the command.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // The keys live as long as the process; a page of an earlier one has to be opened again.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = TokenHeader;
            options.SuppressXFrameOptionsHeader = true; // see StudioGuard
            options.Cookie.Name = "pix2pitch-page";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        WebApplication application = builder.Build();
        application.Use(GuardAsync);
        application.UseRouting();
        application.MapGet("/", ShowStudioAsync);
        application.MapGet("/studio.css", context => SendAsync(context, "text/css; charset=utf-8", StyleSheet.Read("collection.css") + StyleSheet.Read("studio.css")));
        application.MapGet("/studio.js", context => SendAsync(context, "text/javascript; charset=utf-8", StyleSheet.Read("studio.js")));
        application.MapGet("/history", ShowHistoryAsync);
        application.MapGet("/history/{id}", context => ShowWorkAsync(context, isPart: false));
        application.MapGet("/history/{id}/result", context => ShowWorkAsync(context, isPart: true));
        application.MapGet("/history/{id}/{file}", SendFileAsync);
        application.MapPost("/enter", EnterAsync);
        application.MapPost("/music", MakeMusicAsync);
        application.MapFallback(context => ShowMessageAsync(context, StatusCodes.Status404NotFound, "Nothing here", "This page does not exist, or the music was deleted."));
        return application;
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        StudioGuard.AddHeaders(context.Response.Headers);
        try
        {
            if (!_guard.IsOwnName(context))
                await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "Wrong name", "The studio does not answer under this name: open it by the address that it shows when it starts, or start it with --host and the name.");
            else if (!StudioGuard.IsOwnRequest(context.Request))
                await RefuseAsync(context, StatusCodes.Status403Forbidden, "Refused", "The request comes from a page of another site, and the studio answers only its own pages.");
            else if (context.Request.Path != "/enter" && context.Request.Path != "/studio.css" && context.Request.Path != "/studio.js" && !_guard.IsAdmitted(context))
                await AskForTokenAsync(context, isWrong: context.Request.Query.ContainsKey("token"));
            else
                await next(context);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested || e is ConnectionResetException)
        {
            // The visitor has gone.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, e.StatusCode, "Refused", "The request cannot be read.");
        }
        catch (Exception e)
        {
            _options.OnNote(ErrorMessage.Of(e));
            if (!context.Response.HasStarted) await RefuseAsync(context, StatusCodes.Status500InternalServerError, "An error", "The studio could not answer; the person who runs it sees the reason.");
        }
    }

    private Task ShowStudioAsync(HttpContext context)
    {
        string? token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken;
        return ShowAsync<StudioPage>(context, new() { [nameof(StudioPage.Info)] = _info with { RequestToken = token ?? "" }, [nameof(StudioPage.Recent)] = _history.List(RecentLength) });
    }

    private Task ShowHistoryAsync(HttpContext context)
    {
        string? before = context.Request.Query["before"];
        IReadOnlyList<StudioWork> works = _history.List(ListLength + 1, before);
        return ShowAsync<StudioHistoryPage>(context, new()
        {
            [nameof(StudioHistoryPage.Info)] = _info,
            [nameof(StudioHistoryPage.Works)] = (IReadOnlyList<StudioWork>)[.. works.Take(ListLength)],
            [nameof(StudioHistoryPage.IsFirst)] = before is null,
            [nameof(StudioHistoryPage.HasOlder)] = works.Count > ListLength,
        });
    }

    private Task ShowWorkAsync(HttpContext context, bool isPart)
    {
        if (_history.Find((string)context.GetRouteValue("id")!) is not { } work) return ShowMessageAsync(context, StatusCodes.Status404NotFound, "Nothing here", "This music does not exist, or it was deleted.");
        return isPart ? ShowAsync<StudioResult>(context, new() { [nameof(StudioResult.Work)] = work }) : ShowAsync<StudioWorkPage>(context, new() { [nameof(StudioWorkPage.Work)] = work });
    }

    private Task SendFileAsync(HttpContext context)
    {
        if (_history.Locate((string)context.GetRouteValue("id")!, (string)context.GetRouteValue("file")!) is not { } file)
            return ShowMessageAsync(context, StatusCodes.Status404NotFound, "Nothing here", "This file does not exist, or it was deleted.");
        context.Response.Headers.CacheControl = "private, max-age=3600"; // the files of a work do not change
        return Results.File(file.Path, file.Type, enableRangeProcessing: true).ExecuteAsync(context);
    }

    private async Task EnterAsync(HttpContext context)
    {
        string given = context.Request.HasFormContentType && context.Request.ContentLength is <= 4096 ? (await context.Request.ReadFormAsync(context.RequestAborted))["token"].ToString() : "";
        if (_guard.Admit(context, given)) context.Response.Redirect("/");
        else await AskForTokenAsync(context, isWrong: true);
    }

    private async Task MakeMusicAsync(HttpContext context)
    {
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "The page is older than the studio: open it again.");
            return;
        }
        if (!_queue.TryEnter())
        {
            await FailAsync(context, StatusCodes.Status503ServiceUnavailable, "The studio is full: try again in a minute.");
            return;
        }
        string? folder = null;
        try
        {
            StudioRequest request = StudioRequest.Read(context.Request.Query, _options, _info.JudgesStyle);
            PaintingToMusic music = Load(request.Model);
            folder = _history.Begin();
            string painting = await PaintingUpload.ReceiveAsync(context.Request, folder, request.Name, _options, context.RequestAborted);
            var job = new StudioJob(request, music, painting, folder, _options.Takes);
            _queue.Add(job);
            await FollowAsync(context, job);
            if (await ResultOfAsync(job) is { } sentence)
            {
                await SendAsync(context, StudioEvent.Failed(sentence));
                return;
            }
            File.Delete(painting);
            string id = _history.Publish(folder);
            folder = null;
            await SendAsync(context, new StudioEvent("done") { Id = id });
        }
        catch (PaintingUpload.TooLargeException e)
        {
            await FailAsync(context, StatusCodes.Status413PayloadTooLarge, e.Message);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await FailAsync(context, e.StatusCode, "The painting did not arrive whole: send it again.");
        }
        catch (Pix2PitchException e) when (!context.Response.HasStarted)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
        finally
        {
            if (folder is not null) StudioHistory.Discard(folder);
            _queue.Leave();
        }
    }

    private PaintingToMusic Load(int model)
    {
        try
        {
            return _models[model].Value;
        }
        catch (Pix2PitchException e)
        {
            _options.OnNote(e.Message); // with the path of the file, which is nothing for visitors
            throw new Pix2PitchException($"The model {_info.Models[model]} cannot be used: choose another one.", e);
        }
    }

    /// <summary>Tells the visitor how far the work is, until it ends. If the visitor goes away, the work is stopped.</summary>
    private async Task FollowAsync(HttpContext context, StudioJob job)
    {
        context.Response.ContentType = "application/x-ndjson";
        StudioEvent? last = null;
        try
        {
            while (!job.Ended.IsCompleted)
            {
                int place = _queue.PlaceOf(job);
                (int done, int count) = job.Steps;
                StudioEvent now = place > 0 ? new StudioEvent("waiting") { Place = place } : new StudioEvent("making") { Done = done, Count = count };
                if (now != last) await SendAsync(context, last = now);
                await Task.WhenAny(job.Ended, Task.Delay(s_interval, context.RequestAborted));
                context.RequestAborted.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _queue.Stop(job, new OperationCanceledException("The visitor has gone.", e));
            await job.Ended.ContinueWith(_ => { }, TaskScheduler.Default); // its files are in use until then
            throw new OperationCanceledException("The visitor has gone.", e, context.RequestAborted);
        }
    }

    /// <summary>Waits for the end of a work.</summary>
    /// <returns>What is wrong, for the visitor; null if it was made.</returns>
    private async Task<string?> ResultOfAsync(StudioJob job)
    {
        try
        {
            await job.Ended;
            return null;
        }
        catch (Pix2PitchException e) when (!e.Message.Contains(_options.History, StringComparison.Ordinal) && !e.Message.Contains(job.Folder, StringComparison.Ordinal))
        {
            return e.Message; // about what was asked for
        }
        catch (Exception e)
        {
            if (PaintingUpload.SentenceOf(e, job.Painting, job.Request.Name) is { } sentence) return sentence;
            _options.OnNote(ErrorMessage.Of(e));
            return "The studio could not make or keep the music; the person who runs it sees the reason.";
        }
    }

    private static Task AskForTokenAsync(HttpContext context, bool isWrong)
    {
        if (context.Request.Path == "/music") return FailAsync(context, StatusCodes.Status401Unauthorized, "The studio needs its token: open its page again.");
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return ShowAsync<StudioMessagePage>(context, new()
        {
            [nameof(StudioMessagePage.Heading)] = "Enter the studio",
            [nameof(StudioMessagePage.Text)] = "The person who runs this studio has a token for visitors.",
            [nameof(StudioMessagePage.AsksForToken)] = true,
            [nameof(StudioMessagePage.IsWrong)] = isWrong,
        });
    }

    /// <summary>Answers with a page or, to the script, with a line.</summary>
    private static Task RefuseAsync(HttpContext context, int status, string heading, string sentence)
        => context.Request.Path == "/music" ? FailAsync(context, status, sentence) : ShowMessageAsync(context, status, heading, sentence);

    private static Task ShowMessageAsync(HttpContext context, int status, string heading, string sentence)
    {
        context.Response.StatusCode = status;
        return ShowAsync<StudioMessagePage>(context, new() { [nameof(StudioMessagePage.Heading)] = heading, [nameof(StudioMessagePage.Text)] = sentence });
    }

    private static Task FailAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-ndjson";
        return SendAsync(context, StudioEvent.Failed(sentence));
    }

    private static Task ShowAsync<TComponent>(HttpContext context, Dictionary<string, object?> parameters)
        where TComponent : IComponent
        => SendAsync(context, "text/html; charset=utf-8", StaticPage.Render<TComponent>(parameters));

    private static Task SendAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static async Task SendAsync(HttpContext context, StudioEvent @event)
    {
        await context.Response.Body.WriteAsync(@event.ToLine(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
