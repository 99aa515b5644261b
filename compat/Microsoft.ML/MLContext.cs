using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where everything starts: catalogs of operations, the log, and the randomness they share.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly Random _random;
    private readonly Lock _gate = new();

    /// <param name="seed">Makes everything that is random the same each time.</param>
    public MLContext(int? seed = null)
    {
        _random = seed is { } given ? new Random(given) : new Random();
        Data = new DataOperationsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
    }

    /// <summary>Messages of the components.</summary>
    public event EventHandler<LoggingEventArgs> Log;

    public TransformsCatalog Transforms { get; }

    public ModelOperationsCatalog Model { get; }

    public DataOperationsCatalog Data { get; }

    public ComponentCatalog ComponentCatalog { get; } = new();

    /// <summary>Whether a model that is loaded runs on the CPU if the GPU fails.</summary>
    public bool FallbackToCpu { get; set; }

    /// <summary>The GPU for models that are loaded, and for those that name none.</summary>
    public int? GpuDeviceId { get; set; }

    string IExceptionContext.ContextDescription => nameof(MLContext);

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => new Host(this, name, seed ?? NextSeed());

    IChannel IChannelProvider.Start(string name) => new Channel(this, name);

    IProgressChannel IProgressChannelProvider.StartProgressChannel(string name) => new ProgressChannel(this, name);

    internal int NextSeed()
    {
        lock (_gate)
        {
            return _random.Next();
        }
    }

    internal void Write(string message, ChannelMessageKind kind, string source)
        => Log?.Invoke(this, new LoggingEventArgs(message, kind, source));
}
