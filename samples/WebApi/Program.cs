// POST a painting to /music and get a WAV file. One model serves all requests; a few are computed at once, some wait, and more are refused.

using System.Threading.RateLimiting;
using Pix2Pitch;
using Pix2Pitch.Generation;
using Pix2Pitch.Models;

const long MaxBytes = 50_000_000;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = MaxBytes);
// Many threads can use one PaintingToMusic, and a call uses all cores by itself, so what is pooled are places to compute.
builder.Services.AddSingleton(_ => PaintingToMusic.Load(EnsembleModel.Path));
builder.Services.AddRateLimiter(limiter =>
{
    limiter.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
    limiter.AddPolicy("pool", _ => RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = 20,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    }));
});

WebApplication app = builder.Build();
app.UseRateLimiter();

app.MapGet("/health", (PaintingToMusic music) => Results.Text($"{music.Metadata.Name}\n"));

app.MapPost("/music", async (HttpRequest request, PaintingToMusic music, int seed = 0, CancellationToken cancellation = default) =>
{
    using var painting = new MemoryStream();
    await request.Body.CopyToAsync(painting, cancellation);
    painting.Position = 0;
    string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
    try
    {
        await Task.Run(() => music.Generate(painting, seed, cancellation: cancellation).WriteWave(file), cancellation);
        return Results.File(await File.ReadAllBytesAsync(file, cancellation), "audio/wav", "music.wav");
    }
    catch (Pix2PitchException error)
    {
        return Results.Problem(error.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
    }
    finally
    {
        File.Delete(file);
    }
}).RequireRateLimiting("pool");

app.Run();
